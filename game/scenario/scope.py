"""Which names formulas may use, and the parsed formulas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from game.formula import Node, Number, parse
from game.scenario.models import Scenario
from game.scenario.survey import formulas_of

__all__ = ["CLOCK", "COUNTERS", "formula_name", "formulas_of", "known_names", "parse_formula"]

CLOCK = ("turn", "quarter", "year")
"""The names that tell the time."""

COUNTERS = frozenset(
    {
        "ordered", "chose", "times", "recent", "since", "open", "kept", "broken",
        "open_promises", "open_contradictions", "intent",
    }
)  # fmt: skip
"""The first parts of dotted names that count."""


def formula_name(identifier: str) -> str:
    """Return an identifier as formulas write it."""
    return identifier.replace("-", "_")


@lru_cache(maxsize=16384)
def parse_formula(value: str | float) -> Node:
    """Return the tree of a formula; checks and engine share it.

    Raises:
        FormulaError: The text is no formula.
    """
    return parse(value) if isinstance(value, str) else Number(float(value), 0, 0)


def known_names(scenario: Scenario) -> frozenset[str]:
    """Return every name that a formula of the scenario may read, dotted ones in full."""
    return frozenset(_names(scenario))


def _names(scenario: Scenario) -> Iterator[str]:
    yield from CLOCK
    for table in (scenario.const, scenario.var, scenario.flag, scenario.derived):
        yield from table
    yield from (f"prev.{name}" for name in scenario.var)
    for action in scenario.action:
        name = formula_name(action.id)
        yield from (f"{kind}.{name}" for kind in ("ordered", "times", "recent", "since", "intent"))
    for event in scenario.event:
        for option in event.option:
            name = f"{formula_name(event.id)}.{formula_name(option.id)}"
            yield from (f"{kind}.{name}" for kind in ("chose", "times", "recent", "since"))
    for promise in scenario.promise:
        yield from (f"{kind}.{formula_name(promise.id)}" for kind in ("open", "kept", "broken"))
    for total in ("open_promises", "open_contradictions"):
        yield total
        yield from (f"{total}.{formula_name(seat)}" for seat in scenario.seat)
