"""The gauges: value, unit, word, change and history of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.engine.words import gauge_of, range_of
from game.ui.desk.numbers import (
    brief_of,
    label_of,
    unit_of,
    word_of,
    write_change,
    write_reading,
)
from game.ui.desk.position import Position

WEIGHTY = 0.025
"""The share of its range by which an unfavourable change makes a gauge stand out."""


@dataclass(frozen=True, slots=True)
class GaugeRow:
    """A gauge as a row."""

    name: str
    """The variable or derived value."""
    label: str
    """Its name on the screens."""
    brief: str
    """A short name for narrow places."""
    group: str
    """The heading under which it belongs."""
    value: str
    """What is known of it."""
    unit: str
    """Its unit, shortened."""
    word: str
    """The word for it."""
    change: str
    """Its change in the last turn, with a sign; empty before one is played."""
    way: int
    """The direction of the change: −1, 0 or 1."""
    favourable: bool | None
    """Whether the change is in the player's favour; none where neither is meant."""
    weighty: bool
    """Whether it stands out."""
    history: tuple[float, ...]
    """Its last values, the oldest first."""


def list_front(position: Position) -> tuple[GaugeRow, ...]:
    """Return the gauges that are always shown."""
    return describe_gauges(position, position.scenario.desk.front)


def list_rest(position: Position) -> tuple[GaugeRow, ...]:
    """Return all other gauges that have a name of their own and that the seat may know of."""
    scenario = position.scenario
    front = set(scenario.desk.front)
    names = [name for name in (*scenario.var, *scenario.derived) if name not in front]
    shown = [name for name in names if _is_shown(position, name)]
    groups = list(dict.fromkeys(gauge_of(scenario, name).group for name in shown))
    shown.sort(key=lambda name: groups.index(gauge_of(scenario, name).group))
    return describe_gauges(position, shown)


def _is_shown(position: Position, name: str) -> bool:
    return gauge_of(position.scenario, name).label is not None and not position.view[name].hidden


def describe_gauges(position: Position, names: Iterable[str]) -> tuple[GaugeRow, ...]:
    """Return gauges by name, in the order given."""
    return tuple(describe_gauge(position, name) for name in names)


def describe_gauge(position: Position, name: str) -> GaugeRow:
    """Return one gauge."""
    scenario, reading = position.scenario, position.view[name]
    change = position.change_of(name)
    low, high = range_of(scenario, name)
    favourable = is_favourable(position, name, change or 0.0)
    large = abs(change or 0.0) >= WEIGHTY * (high - low)
    return GaugeRow(
        name=name,
        label=label_of(scenario, name),
        brief=brief_of(scenario, name),
        group=gauge_of(scenario, name).group or "",
        value=write_reading(scenario, name, reading),
        unit=unit_of(scenario, name),
        word=word_of(scenario, name, reading),
        change="" if change is None else write_change(scenario, name, change),
        way=0 if not change else (1 if change > 0 else -1),
        favourable=favourable,
        weighty=large and favourable is False,
        history=position.series_of(name),
    )


def is_favourable(position: Position, name: str, change: float) -> bool | None:
    """Tell whether a change is in the player's favour; none where the scenario does not say."""
    good = gauge_of(position.scenario, name).good
    if good == "none":
        return None
    if good == "middle":
        low, high = range_of(position.scenario, name)
        return (position.view[name].value - change / 2.0 < (low + high) / 2.0) == (change > 0)
    return (change > 0) == (good == "high")
