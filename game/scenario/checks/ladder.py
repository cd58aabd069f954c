"""The ladder: a variable with a value for each rung, and two thresholds that keep apart."""

from __future__ import annotations

from game.scenario.checks.facts import Facts
from game.scenario.models import Ladder
from game.scenario.positions import Path


def check_ladder(facts: Facts) -> None:
    """Note thresholds out of order, a variable that does not fit, and locks of nothing."""
    ladder = facts.scenario.ladder
    if ladder is None:
        return
    _check_variable(facts, ladder)
    for threshold in ("up", "down"):
        _check_rising(facts, ladder, threshold)
    groups = {action.group for action in facts.scenario.action if action.group}
    known = groups | facts.names["action"]
    for i, rung in enumerate(ladder.rungs):
        if rung.up is not None and rung.down is not None and rung.down >= rung.up:
            message = f"it is left at {rung.down:g} and reached at {rung.up:g}: it could never rest"
            facts.findings.report("ladder-hovers", ("ladder", "rungs", i, "down"), message)
        for j, lock in enumerate(rung.locks):
            if lock not in known and not facts.is_ghost(lock):
                path: Path = ("ladder", "rungs", i, "locks", j)
                message = f"there is no action and no group of actions `{lock}`"
                suggestion = facts.findings.suggest(lock, known)
                facts.findings.report("unknown-name", path, message, suggestion=suggestion)


def _check_variable(facts: Facts, ladder: Ladder) -> None:
    variable = facts.scenario.var.get(ladder.var)
    highest = len(ladder.rungs) - 1
    if variable is not None and variable.range != (0.0, float(highest)):
        facts.findings.report(
            "ladder-range",
            ("var", ladder.var, "range"),
            f"`{ladder.var}` holds the rung of the ladder, which has {highest + 1} rungs",
            suggestion=f"range = [0, {highest}]",
            first=("ladder", "var"),
            first_message="the ladder is here",
        )


def _check_rising(facts: Facts, ladder: Ladder, threshold: str) -> None:
    before: float | None = None
    for i, rung in enumerate(ladder.rungs):
        value: float | None = getattr(rung, threshold)
        if value is None:
            continue
        if before is not None and value <= before:
            message = f"`{threshold}` must rise from rung to rung: {value:g} after {before:g}"
            facts.findings.report("not-rising", ("ladder", "rungs", i, threshold), message)
        before = value
