"""Formulas by their intervals: chances, divisors, settings, amounts, weights, costs."""

from __future__ import annotations

from game.formula import Interval
from game.scenario.models import Effects
from game.scenario.positions import Path
from game.scenario.warnings.doubts import CHANCES, Doubt, Doubts, is_amount

SURELY = 100.0
"""A chance in per cent that is certain."""


def check_formulas(doubts: Doubts) -> None:
    """Note chances outside 0 to 100, divisors that can be 0, and effects that change nothing."""
    for path, text in doubts.facts.texts.items():
        if "/" in text:
            _check_divisors(doubts, path)
    for path in doubts.facts.trees:
        if path[-1] in CHANCES and not is_amount(path):
            _check_chance(doubts, path, doubts.bound(path))
    for path, effects in doubts.facts.effects:
        _check_effects(doubts, path, effects)


def _check_divisors(doubts: Doubts, path: Path) -> None:
    for divisor in doubts.visit(path).divisors:
        message = "this divisor can be 0; what is divided by 0 is 0"
        span = (divisor.start, divisor.end)
        suggestion = "give it a floor, such as `max(…, 0.1)`, or ask for it before"
        doubts.note(Doubt("zero-divisor", path, message, span=span, suggestion=suggestion))


def _check_chance(doubts: Doubts, path: Path, interval: Interval) -> None:
    low, high = interval.low, interval.high
    if low >= 0.0 and high <= SURELY:
        if 0.0 < low == high < 1.0:
            _note_small(doubts, path, low)
        return
    name = path[-1]
    if low == high:
        message = f"`{name}` is {low:g} per cent; it is read as {min(max(low, 0.0), SURELY):g}"
    elif high <= 0.0:
        message = f"`{name}` is never above 0: at most {high:g} per cent"
    elif low >= SURELY:
        message = f"`{name}` is never below 100: at least {low:g} per cent"
    else:
        message = f"`{name}` can leave 0 to 100: it runs from {low:g} to {high:g} per cent"
    suggestion = "clamp(…, 0, 100) says that it is meant"
    doubts.note(Doubt("chance-outside", path, message, suggestion=suggestion))


def _note_small(doubts: Doubts, path: Path, chance: float) -> None:
    message = f"{chance:g} per cent is one in {1 / chance * 100:.0f}; a chance is in per cent"
    suggestion = f"a share of {chance:g} is written `{100 * chance:g}`"
    doubts.note(Doubt("small-chance", path, message, suggestion=suggestion, severity="tip"))


def _check_effects(doubts: Doubts, path: Path, effects: Effects) -> None:
    for name in effects.set:
        _check_setting(doubts, name, (*path, "set", name))
    for name in (name for name, amount in effects.add.items() if amount == 0.0):
        message = f"this adds 0 to `{name}`, which changes nothing"
        doubts.note(Doubt("no-effect", (*path, "add", name), message))
    for name in (name for name, factor in effects.times.items() if factor == 1.0):
        message = f"this multiplies `{name}` by 1, which changes nothing"
        doubts.note(Doubt("no-effect", (*path, "times", name), message))
    for index, outcome in enumerate(effects.outcome):
        weight = doubts.bound((*path, "outcome", index, "weight"))
        if weight.high <= 0.0:
            message = f"the outcome `{outcome.id}` is never drawn: its weight is never above 0"
            doubts.note(Doubt("never-drawn", (*path, "outcome", index, "weight"), message))


def _check_setting(doubts: Doubts, name: str, path: Path) -> None:
    """A value that is surely outside its variable's range only ever gives its end."""
    ends = doubts.outlook.ranges[name]
    value = doubts.bound(path)
    if value.low > ends.high or value.high < ends.low:
        shown = f"{value.low:g}" if value.low == value.high else f"from {value.low:g} on"
        message = f"`{name}` is set to {shown}, outside its range {ends.low:g} to {ends.high:g}"
        doubts.note(
            Doubt(
                "set-outside-range",
                path,
                message,
                first=("var", name, "range"),
                first_message="its range",
            )
        )
