"""The few values by which a world is watched: those that stand in front in its scenario."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Opening, Rules
from game.engine.view import Reading, view_opening
from game.engine.words import decimals_of, gauge_of, name_level

MOST = 6
"""How many are shown where the scenario names none."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A value and how it is shown."""

    name: str
    """The variable or derived value."""
    label: str
    """What people call it."""
    reading: Reading
    """What the reader knows of it."""
    before: float | None
    """Its value as the last turn began, where the reader knows it."""
    good: str
    """Which way is good: `high`, `low`, `middle` or `none`."""
    decimals: int
    """With how many decimals it is shown."""
    unit: str
    """Its unit, such as `bn USD a year`; empty for none."""
    word: str
    """The word for the value, where the reader knows it and the scenario has one."""


def list_indicators(rules: Rules) -> tuple[str, ...]:
    """Return the names of the values that stand in front."""
    return rules.scenario.desk.front or tuple(rules.scenario.var)[:MOST]


def read_indicators(rules: Rules, opening: Opening, seat: str = "") -> tuple[Indicator, ...]:
    """Return the values in front as a seat sees them; as all see them without one."""
    view = view_opening(rules, opening, seat)
    places = rules.index["var"]
    indicators = []
    for name in list_indicators(rules):
        reading = view[name]
        known = reading.exact and name in places
        before = opening.state.before[places[name]] if known else None
        indicators.append(_indicate(rules, name, reading, before))
    return tuple(indicators)


def _indicate(rules: Rules, name: str, reading: Reading, before: float | None) -> Indicator:
    """Return a value with how it is shown."""
    gauge = gauge_of(rules.scenario, name)
    return Indicator(
        name=name,
        label=gauge.label or name,
        reading=reading,
        before=before,
        good=gauge.good,
        decimals=decimals_of(rules.scenario, name),
        unit=gauge.unit or "",
        word=name_level(rules.scenario, name, reading.value) if reading.exact else "",
    )


def read_all_indicators(rules: Rules, opening: Opening) -> tuple[Indicator, ...]:
    """Return the values in front as white sees them: all exact."""
    from game.archive.standpoint import Standpoint

    point = Standpoint(rules, opening, view_opening(rules, opening, ""))
    places = rules.index["var"]
    indicators = []
    for name in list_indicators(rules):
        value = point.compute(name)
        before = opening.state.before[places[name]] if name in places else None
        indicators.append(_indicate(rules, name, Reading(value, value), before))
    return tuple(indicators)
