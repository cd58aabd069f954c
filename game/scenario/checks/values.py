"""Numbers: ranges the right way round, starts inside them, steps that rise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.scenario.checks.facts import Facts
from game.scenario.models import Draw, Variable
from game.scenario.positions import Path


def check_values(facts: Facts) -> None:
    """Note ranges that are reversed, starts outside them, and lists that do not rise."""
    scenario = facts.scenario
    for name, variable in scenario.var.items():
        _check_range(facts, variable.range, ("var", name, "range"))
        _check_start(facts, variable, ("var", name, "start"))
        _check_levels(facts, variable.levels, ("var", name, "levels"))
    for name, derived in scenario.derived.items():
        if derived.range is not None:
            _check_range(facts, derived.range, ("derived", name, "range"))
        _check_levels(facts, derived.levels, ("derived", name, "levels"))
    for index, verdict in enumerate(scenario.verdict):
        _check_range(facts, verdict.range, ("verdict", index, "range"))
        _check_levels(facts, verdict.levels, ("verdict", index, "levels"))
    for name, curve in scenario.curve.items():
        _check_rising(facts, [x for x, _ in curve.points], ("curve", name, "points"), "x")
    _check_difficulties(facts)


def _check_range(facts: Facts, ends: tuple[float, float], path: Path) -> None:
    if ends[0] >= ends[1]:
        message = f"the range runs from {ends[0]:g} to {ends[1]:g}; the lower end comes first"
        facts.findings.report("range-reversed", path, message)


def _check_start(facts: Facts, variable: Variable, path: Path) -> None:
    low, high = variable.range
    if not isinstance(variable.start, Draw):
        _check_inside(facts, variable.start, (low, high), path)
        return
    first, last = variable.start.draw
    if first > last:
        message = f"the draw runs from {first:g} to {last:g}; the lower end comes first"
        facts.findings.report("range-reversed", (*path, "draw"), message)
    for index, value in enumerate((first, last)):
        _check_inside(facts, value, (low, high), (*path, "draw", index))


def _check_inside(
    facts: Facts, value: float, ends: tuple[float, float], path: Path, part: str = "start"
) -> None:
    low, high = min(ends), max(ends)
    if not low <= value <= high:
        message = f"the {part} {value:g} is outside the range from {low:g} to {high:g}"
        facts.findings.report("start-outside-range", path, message)


def _check_levels(facts: Facts, levels: Sequence[object], path: Path) -> None:
    """Each level but the last has its upper end, and they rise."""
    ends = [getattr(level, "upto", None) for level in levels]
    for index, end in enumerate(ends[:-1]):
        if end is None:
            message = "only the last level may do without `upto`"
            facts.findings.report("not-rising", (*path, index), message)
            return
    _check_rising(facts, [end for end in ends if end is not None], path, "upto")


def _check_rising(facts: Facts, numbers: Iterable[float], path: Path, what: str) -> None:
    before: float | None = None
    for index, number in enumerate(numbers):
        if before is not None and number <= before:
            message = f"`{what}` must rise: {number:g} comes after {before:g}"
            facts.findings.report("not-rising", (*path, index), message)
        before = number


def _check_difficulties(facts: Facts) -> None:
    for name, difficulty in facts.scenario.difficulty.items():
        for variable, value in difficulty.start.items():
            if variable in facts.scenario.var:
                ends = facts.scenario.var[variable].range
                _check_inside(facts, value, ends, ("difficulty", name, "start", variable))
