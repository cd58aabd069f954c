"""Scales that reach beyond what they measure: levels, rungs, turns that nobody sees."""

from __future__ import annotations

from collections.abc import Sequence

from game.formula import Interval
from game.scenario.models import Ladder
from game.scenario.positions import Path
from game.scenario.warnings.doubts import Doubt, Doubts


def check_scales(doubts: Doubts) -> None:
    """Note levels and rungs that can never be reached."""
    scenario = doubts.facts.scenario
    ranges = doubts.outlook.ranges
    for name, variable in scenario.var.items():
        _check_levels(doubts, variable.levels, ranges[name], ("var", name, "levels"))
    for name, derived in scenario.derived.items():
        _check_levels(doubts, derived.levels, ranges[name], ("derived", name, "levels"))
    for index, verdict in enumerate(scenario.verdict):
        interval = doubts.bound(("verdict", index, "value"))
        _check_levels(doubts, verdict.levels, interval, ("verdict", index, "levels"))
    if scenario.ladder is not None:
        _check_rungs(doubts, scenario.ladder)


def _check_levels(doubts: Doubts, levels: Sequence[object], interval: Interval, path: Path) -> None:
    """Of levels that rise, one is never shown if all it covers lies outside the interval."""
    below = None
    for index, level in enumerate(levels):
        end: float | None = getattr(level, "upto", None)
        if end is not None and end < interval.low:
            message = f"this level is never shown: nothing is below {interval.low:g}"
        elif below is not None and below >= interval.high:
            message = f"this level is never shown: nothing is above {interval.high:g}"
        else:
            below = end
            continue
        doubts.note(Doubt("level-never-shown", (*path, index), message))
        return


def _check_rungs(doubts: Doubts, ladder: Ladder) -> None:
    measure = doubts.outlook.ranges[ladder.from_]
    for index, rung in enumerate(ladder.rungs):
        if index and rung.up is None:
            message = "nothing leads up to this rung: it has no `up`"
            suggestion = "`up` stands at the rung that is climbed to, not at the one below"
            path: Path = ("ladder", "rungs", index, "label")
            doubts.note(Doubt("rung-never-reached", path, message, suggestion=suggestion))
        if not index and rung.up is not None:
            message = "the ladder stands on its lowest rung already; nothing climbs to it"
            path = ("ladder", "rungs", index, "up")
            doubts.note(Doubt("no-effect", path, message))
        if rung.up is not None and rung.up > measure.high:
            message = f"`{ladder.from_}` never reaches {rung.up:g}: it is at most {measure.high:g}"
            doubts.note(Doubt("rung-never-reached", ("ladder", "rungs", index, "up"), message))
        if index and rung.down is not None and rung.down < measure.low:
            message = f"`{ladder.from_}` never falls to {rung.down:g}: it is at least "
            message += f"{measure.low:g}"
            doubts.note(Doubt("rung-never-left", ("ladder", "rungs", index, "down"), message))
        if rung.accident > 100:
            message = f"`accident` is {rung.accident:g} per cent; 100 is certain"
            doubts.note(Doubt("chance-outside", ("ladder", "rungs", index, "accident"), message))
