"""What the forecast shows: fans of gauges, endings on one scale, what is unknown, one sentence."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.engine import Plan
from game.engine.words import decimals_of, gauge_of, range_of
from game.lab.forecast import Fan, Fate, Forecast
from game.policy.imagination import Unknown
from game.ui.desk.numbers import label_of, write_number
from game.ui.desk.position import Position
from game.ui.desk.scale import enclose
from game.ui.desk.seats import SeatMark, mark_seat, seat_behind

WIDE_SHARE = 0.5
"""From this share of a value's range on, what is drawn gets the whole range as its scale."""

STEPS = 8
"""Into so many steps the values of a scale are divided, at least."""

LEAST_TOP = 10.0
"""The least upper end of the scale of odds, in per cent."""

NO_ENDING = "Nothing is decided"
"""How a game without an ending is called."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a value enters its worst part."""

    value: float
    """The value."""
    label: str
    """The word for what lies beyond."""


@dataclass(frozen=True, slots=True)
class FanView:
    """One gauge as a fan."""

    label: str
    """Its name."""
    unit: str
    """Its unit, or the end of its scale."""
    accent: str
    """Name of its colour."""
    low: float
    """The foot of its scale."""
    high: float
    """The top of its scale."""
    decimals: int
    """With how many decimals it is written."""
    history: tuple[float, ...]
    """Its values until now, the start first and the opening last."""
    fan: Fan
    """Where it may stand after each turn from this one on."""
    rival: tuple[float, ...]
    """The middle of the futures of the other plan; empty where there is none."""
    threshold: Threshold | None
    """Where it becomes bad, where the scenario has a word for it."""


@dataclass(frozen=True, slots=True)
class FateRow:
    """One ending under two plans."""

    label: str
    """Its name."""
    sign: int
    """1 for a good ending, −1 for a bad one, 0 for neither."""
    odds: float
    """Its odds under the plan, in per cent."""
    rival: float
    """Its odds under the other plan."""


def list_fans(position: Position, forecast: Forecast, rival: Forecast) -> tuple[FanView, ...]:
    """Return the fans of all values that were followed."""
    return tuple(
        _view_fan(position, name, fan, rival.fans.get(name)) for name, fan in forecast.fans.items()
    )


def _view_fan(position: Position, name: str, fan: Fan, rival: Fan | None) -> FanView:
    scenario = position.scenario
    history, threshold = position.series_of(name), find_threshold(position, name)
    other = rival.middle if rival else ()
    drawn = (*history, *fan.lowest, *fan.highest, *other, *([threshold.value] if threshold else ()))
    low, high = _choose_scale(range_of(scenario, name), drawn)
    seat = seat_behind(scenario, name)
    return FanView(
        label=label_of(scenario, name),
        unit=gauge_of(scenario, name).unit or f"of {range_of(scenario, name)[1]:.0f}",
        accent=mark_seat(scenario, seat or position.seat).accent,
        low=low,
        high=high,
        decimals=decimals_of(scenario, name),
        history=history,
        fan=fan,
        rival=other,
        threshold=threshold,
    )


def _choose_scale(whole: tuple[float, float], drawn: tuple[float, ...]) -> tuple[float, float]:
    """Return the whole range, or a round part of it where little of it is needed."""
    if max(drawn) - min(drawn) >= WIDE_SHARE * (whole[1] - whole[0]):
        return whole
    low, high, unit = enclose(drawn, STEPS)
    return max(low, whole[0]), min(max(high, low + unit), whole[1])


def find_threshold(position: Position, name: str) -> Threshold | None:
    """Return where a value enters the worst of its levels."""
    gauge = gauge_of(position.scenario, name)
    if len(gauge.levels) < 2 or gauge.good not in {"high", "low"}:
        return None
    worst, edge = (0, 0) if gauge.good == "high" else (-1, -2)
    value = gauge.levels[edge].upto
    return None if value is None else Threshold(value, gauge.levels[worst].label)


def list_fates(position: Position, forecast: Forecast, rival: Forecast) -> tuple[FateRow, ...]:
    """Return the endings that are possible under either plan, the best first."""
    labels = {ending.id: ending.label or ending.id for ending in position.scenario.ending}
    return tuple(
        FateRow(
            label=labels.get(fate.ending, NO_ENDING),
            sign=(fate.rank > 0) - (fate.rank < 0),
            odds=fate.odds,
            rival=rival.odds_of(fate.ending),
        )
        for fate in forecast.fates
        if fate.ending or fate.odds or rival.odds_of(fate.ending)
    )


def top_of(rows: tuple[FateRow, ...]) -> float:
    """Return the upper end of the scale on which all odds are drawn, in per cent."""
    most = max((max(row.odds, row.rival) for row in rows), default=0.0)
    return max(LEAST_TOP, math.ceil(most / 10.0) * 10.0)


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A value that nobody tells the seat."""

    mark: SeatMark
    """Who knows it."""
    label: str
    """Its name."""
    ends: str
    """Between which values it is drawn."""


def list_unknown(position: Position, unknowns: tuple[Unknown, ...]) -> tuple[UnknownRow, ...]:
    """Return what is drawn anew in each future, in the order of the file."""
    order = list(position.scenario.var)
    rows = []
    for unknown in sorted(unknowns, key=lambda each: order.index(each.name)):
        sight = position.scenario.var[unknown.name].seen_by
        seats = sight.seats if sight else ()
        decimals = decimals_of(position.scenario, unknown.name)
        ends = dict.fromkeys(write_number(end, decimals) for end in (unknown.low, unknown.high))
        mark = mark_seat(position.scenario, seats[0] if seats else None)
        rows.append(UnknownRow(mark, label_of(position.scenario, unknown.name), " and ".join(ends)))
    return tuple(rows)


def tell_difference(
    position: Position, forecast: Forecast, rival: Forecast, rival_name: str
) -> tuple[str, ...]:
    """Return one sentence on what the plan changes, as pieces of which every second stands out."""
    if not forecast.futures:
        return ("No imagined world allows this plan: it rests on what you cannot know.",)
    fate = max(rival.fates, key=_weight)
    labels = {ending.id: ending.label or ending.id for ending in position.scenario.ending}
    label = labels.get(fate.ending, NO_ENDING)
    head = (f"{rival_name} leads to ", label, " in ", f"{fate.odds:.0f} of 100")
    around = (", around ", f"turn {fate.turn}") if fate.turn < position.rules.turns else ("", "")
    if forecast.plan == rival.plan:
        return (*head, *around, ".")
    return (*head, *around, "; this plan in ", f"{forecast.odds_of(fate.ending):.0f}", ".")


def _weight(fate: Fate) -> float:
    return fate.odds


def same_plan(one: Plan | None, other: Plan | None) -> bool:
    """Tell whether two plans hold the same orders and answers, in whatever order."""
    if one is None or other is None:
        return one is other
    return sorted(one.orders) == sorted(other.orders) and dict(one.choices) == dict(other.choices)
