"""How a seat is told from the others: its name, its shape, its colour."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.models import Scenario

ACCENTS = ("gold", "vermilion", "blue", "mint", "mint")
"""Colours of the first seats in their order; the others are soft, and shapes tell all apart."""


@dataclass(frozen=True, slots=True)
class SeatMark:
    """How a seat is shown."""

    label: str
    """Its name, at most 12 characters where the scenario gives a short one."""
    index: int
    """Its place among the seats, which decides its shape; -1 where nobody is meant."""
    accent: str
    """Name of its colour."""


NOBODY = SeatMark("", -1, "soft")
"""The mark of what no seat does."""


def mark_seat(scenario: Scenario, seat: str | None) -> SeatMark:
    """Return how a seat is shown; without one, a mark of nobody."""
    if seat is None or seat not in scenario.seat:
        return NOBODY
    index = list(scenario.seat).index(seat)
    entry = scenario.seat[seat]
    accent = ACCENTS[index] if index < len(ACCENTS) else "soft"
    return SeatMark(entry.short or entry.label, index, accent)


def seat_behind(scenario: Scenario, name: str) -> str | None:
    """Return whose a value is: the seat named by its group or by a countdown, or none."""
    group = scenario.var[name].group if name in scenario.var else scenario.derived[name].group
    for seat, entry in scenario.seat.items():
        if group and group in (entry.label, entry.short):
            return seat
    countdowns = scenario.desk.countdowns
    return next((each.seat for each in countdowns if each.of_var == name), None)
