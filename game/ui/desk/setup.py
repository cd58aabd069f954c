"""What can be set before a game begins, and how the settings step from value to value."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.engine.luck import format_seed
from game.ui.shelf import Card, Choice, Setup

MODES = (
    Choice("sandbox", "sandbox", "turns go back as you like"),
    Choice("standard", "standard", "turns can go back; the save tells"),
    Choice("ironman", "ironman", "what is committed is done"),
)
"""How freely turns can be taken back."""

USUAL_MODE = 1
"""The place of the usual mode."""

SEED_NOTE = "same seed, same luck"
"""What a seed means."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set."""

    name: str
    """Its name."""
    value: str
    """What it is set to."""
    about: str
    """What that means, in a line."""
    key: str = ""
    """The deed whose key changes it, beside the arrows, in braces."""
    place: int = 0
    """The place of the value among all."""
    count: int = 0
    """How many values there are; 0 where it is typed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A game that is about to begin; every change gives a new table."""

    card: Card
    """The scenario."""
    seed: int
    """The seed."""
    places: dict[str, int] = field(default_factory=lambda: {"mode": USUAL_MODE})
    """The places of the values that are not the usual ones, by setting."""

    def choices(self, name: str) -> tuple[Choice, ...]:
        """Return the values of a setting; the seed has none."""
        found = {"seat": self.card.seats, "difficulty": self.card.difficulties, "mode": MODES}
        return found.get(name, ())

    def chosen(self, name: str) -> Choice | None:
        """Return the value of a setting, if it has values."""
        choices = self.choices(name)
        return choices[self.places.get(name, 0) % len(choices)] if choices else None

    def step(self, name: str, way: int) -> Table:
        """Return the table with the next or previous value of a setting."""
        count = len(self.choices(name))
        if not count:
            return self
        place = (self.places.get(name, 0) + way) % count
        return Table(self.card, self.seed, {**self.places, name: place})

    def deal(self, card: Card) -> Table:
        """Return the table with another scenario; only the mode is kept."""
        return Table(card, self.seed, {"mode": self.places.get("mode", USUAL_MODE)})

    def sow(self, seed: int) -> Table:
        """Return the table with another seed."""
        return Table(self.card, seed, self.places)

    def settings(self) -> tuple[Setting, ...]:
        """Return everything that can be set."""
        seed = Setting("seed", format_seed(self.seed), SEED_NOTE, key="{new-game.seed}")
        return (*(self._setting(name) for name in ("seat", "difficulty", "mode")), seed)

    def _setting(self, name: str) -> Setting:
        choice, count = self.chosen(name), len(self.choices(name))
        label, about = (choice.label, choice.about) if choice else ("", "")
        place = self.places.get(name, 0) % count if count else 0
        return Setting(name, label, about, place=place, count=count)

    def setup(self) -> Setup:
        """Return how the game shall begin."""
        seat, difficulty, mode = (self.chosen(name) for name in ("seat", "difficulty", "mode"))
        return Setup(
            where=self.card.where,
            seed=self.seed,
            mode="sandbox" if mode is MODES[0] else "ironman" if mode is MODES[2] else "standard",
            difficulty=difficulty.id if difficulty else None,
            seat=seat.id if seat else None,
        )
