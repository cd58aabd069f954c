"""How values and entries are called in words and numbers."""

from __future__ import annotations

import re
from math import ceil, floor

from game.formula.conditions import COMPARING
from game.scenario.models import Draw, Gauge, Scenario

ODDS = (
    (90.0, "near sure"),
    (55.0, "likely"),
    (45.0, "even"),
    (20.0, "possible"),
    (5.0, "unlikely"),
)
"""The least odds of each word, in per cent, from the highest."""

MOST_DECIMALS = 15
"""More would show how numbers are stored."""

PLURAL = re.compile(r"(?<=[^\W\d_aiousAIOUS])s(?= )")
"""The `s` of a plural that more words follow."""

_EMPHASIS = re.compile(r"(?<![\w*])\*(\w(?:[^*]*\w)?)\*(?![\w*])")


def drop_emphasis(text: str) -> str:
    """Return a text without an author's marks of emphasis, as in `the word *fraternal*`."""
    return _EMPHASIS.sub(r"\1", text)


def gauge_of(scenario: Scenario, name: str) -> Gauge:
    """Return how a variable or derived value is shown."""
    return scenario.var[name] if name in scenario.var else scenario.derived[name]


def label_count(label: str, single: bool) -> str:
    """Return what a countdown counts; of a single one without the `s` of its plural.

    An `s` after a, i, o, u or another s belongs to the word, as in *gas left* and *bus rides*.
    """
    return PLURAL.sub("", label, count=1) if single else label


def range_of(scenario: Scenario, name: str) -> tuple[float, float]:
    """Return the ends of the scale of a variable or derived value."""
    if name in scenario.var:
        return scenario.var[name].range
    return scenario.derived[name].range or (0.0, 100.0)


def start_range(scenario: Scenario, name: str) -> tuple[float, float]:
    """Return between which values a variable may have started, as everyone knows it."""
    start = scenario.var[name].start
    return start.draw if isinstance(start, Draw) else (start, start)


def name_level(scenario: Scenario, name: str, value: float) -> str:
    """Return the word for a value, or an empty text where the scenario gives none."""
    levels = gauge_of(scenario, name).levels
    for level in levels:
        if level.upto is None or value <= level.upto:
            return level.label
    rungs = () if levels else rungs_of(scenario, name)
    return rungs[int(value)] if 0 <= value < len(rungs) else ""


def rungs_of(scenario: Scenario, name: str) -> tuple[str, ...]:
    """Return the names of the rungs on which a variable stands; none if it is no ladder."""
    ladder = scenario.ladder
    return tuple(rung.label for rung in ladder.rungs) if ladder and ladder.var == name else ()


def name_rungs(scenario: Scenario, name: str, sign: str, value: float) -> str:
    """Return which rungs satisfy a comparison of the ladder with a number, in words.

    Of `!=` the rung is named that does not. Empty if the variable is no ladder, or no rung bounds
    what is asked.
    """
    rungs = rungs_of(scenario, name)
    rung = {"<": ceil(value) - 1, ">": floor(value) + 1, "<=": floor(value), ">=": ceil(value)}
    asked = rung.get(sign, value)
    if asked not in range(len(rungs)):
        return ""
    beyond = {"<": " or lower", ">": " or higher"}.get(sign[0], "")
    at_end = asked == (0 if sign[0] == "<" else len(rungs) - 1)
    return f"“{rungs[int(asked)]}”{'' if at_end else beyond}"


def name_odds(odds: float) -> str:
    """Return the word for odds in per cent."""
    return next((word for least, word in ODDS if odds >= least), "remote")


def decimals_of(scenario: Scenario, name: str) -> int:
    """Return with how many decimals a value is shown."""
    gauge = gauge_of(scenario, name)
    if gauge.decimals is not None:
        return gauge.decimals
    if rungs_of(scenario, name):
        return 0
    low, high = range_of(scenario, name)
    return 1 if high - low <= 20.0 else 0


def find_decimals(now: float, sign: str, bound: float, decimals: int) -> int:
    """Return with how many decimals, at least so many, a value is seen to fail a comparison."""
    while decimals < MOST_DECIMALS and COMPARING[sign](round(now, decimals), bound):
        decimals += 1
    return decimals


def write_amount(amount: float, decimals: int = 2) -> str:
    """Write a change with its sign, a true minus, and no negative zero."""
    text = f"{abs(amount):.{decimals}f}"
    if not text.strip("0."):
        return f"±{text}" if amount else text
    return f"{'+' if amount > 0 else '−'}{text}"


def label_entry(scenario: Scenario, by: str) -> str:
    """Return what people call the entry behind a cause."""
    kind, _, name = by.partition("/")
    entry, _, part = name.partition(".")
    if kind == "action":
        return next((a.label or a.id for a in scenario.action if a.id == entry), name)
    if kind == "event":
        event = next((e for e in scenario.event if e.id == entry), None)
        if event is None:
            return name
        option = next((o for o in event.option if o.id == part), None)
        return option.label or option.id if option else event.label or event.id
    if kind == "promise":
        promise = next((p for p in scenario.promise if p.id == entry), None)
        label = promise.label or promise.id if promise else entry
        return f"{label}: {part}"
    if kind == "inject":
        return next((i.label or i.id for i in scenario.inject if i.id == entry), name)
    return {"ladder": "the ladder", "clamp": "the end of the range"}.get(by, name)
