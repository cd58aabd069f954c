"""How seats look: the accent and the glyph that stand for each, and their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from game.scenario.models import Scenario
from game.ui.glyphs import Glyphs

ACCENTS_OF_SEATS = ("gold", "vermilion", "blue", "mint", "mint")
"""Accents in the order of the seats; the fifth shares its ally's, those beyond are soft."""

MOST_SHORT = 12
"""Cells of the longest name in narrow places."""


@dataclass(frozen=True, slots=True)
class SeatLook:
    """How one seat looks."""

    id: str
    """The seat."""
    label: str
    """Its name."""
    short: str
    """Its name in narrow places."""
    accent: str
    """Name of its colour."""
    place: int
    """Its place among the glyphs of seats; the player's own is 0."""

    def glyph(self, glyphs: Glyphs) -> str:
        """Return its shape in a set of glyphs."""
        return glyphs.seat(self.place)


NOBODY = SeatLook("", "", "", "soft", 7)
"""How the world looks, where no seat acts."""


def look_of(scenario: Scenario, seat: str | None) -> SeatLook:
    """Return how a seat looks; what is no seat looks like nobody."""
    return _looks(_names(scenario)).get(seat or "", NOBODY)


def _names(scenario: Scenario) -> tuple[tuple[str, str, str], ...]:
    ordered = sorted(scenario.seat.items(), key=lambda item: not item[1].human)
    return tuple((name, seat.label, seat.short or seat.label) for name, seat in ordered)


@lru_cache(maxsize=16)
def _looks(names: tuple[tuple[str, str, str], ...]) -> dict[str, SeatLook]:
    looks = {}
    for place, (name, label, short) in enumerate(names):
        accent = ACCENTS_OF_SEATS[place] if place < len(ACCENTS_OF_SEATS) else "soft"
        looks[name] = SeatLook(name, label, short, accent, place)
    return looks
