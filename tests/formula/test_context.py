"""What is known inside a formula, by what its conditions have asked before."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from game.formula import Conditional, Interval, Logic, Node, parse
from game.formula.context import Context
from game.formula.tree import children_of
from tests.formula.naive import CURVES, TREES, evaluate, situations

RANGES = {"x": Interval(0.0, 100.0), "y": Interval(-5.0, 5.0), "flag": Interval(0.0, 1.0)}


def walk(text: str) -> tuple[Interval, list[tuple[int, int]]]:
    """Return the interval of a formula, and the spans of its divisors that can be 0."""
    context = Context(RANGES, {"bend": ((0.0, 1.0), (10.0, 5.0))})
    interval = context.visit(parse(text))
    return interval, [(node.start, node.end) for node in context.divisors]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("x > 80 and x < 20", 0, 0),
        ("x > 80 or x <= 80", 1, 1),
        ("x < 50 or x >= 50", 1, 1),
        ("not (x < 50) and x < 50", 0, 0),
        ("x if x < 10 else 10", 0, 10),
        ("x if 10 <= x <= 20 else 15", 10, 20),
        ("x if not (x > 10) else 10", 0, 10),
        ("x if x == 7 else 7", 7, 7),
        ("1 if x < 50 else 2 if x < 30 else 3", 1, 3),
        ("x if 20 > x and x > y else 20", 0, 20),
        ("flag == 0 if flag else 0", 0, 0),
        ("1 if flag else flag", 0, 1),
        ("x if x > 300 else 5", 5, 5),
        ("bend(x) if x > 10 else 5", 5, 5),
        ("x - x", -100, 100),
    ],
)
def test_conditions_narrow_what_stands_behind_them(text: str, low: float, high: float) -> None:
    """Each part is bounded by what must hold where it is computed."""
    interval, _ = walk(text)
    assert interval.low == pytest.approx(low)
    assert interval.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "divisors"),
    [
        ("1 / x", ["x"]),
        ("1 / max(x, 1)", []),
        ("1 / x if x > 0 else 0", []),
        ("1 / x if x else 0", []),
        ("1 / y if y != 0 else 0", []),
        ("0 if y == 0 else 1 / y", []),
        ("1 / y if y > 0 or x > 5 else 0", ["y"]),
        ("x > 0 and 5 / x > 1", []),
        ("x == 0 or 5 / x > 1", []),
        ("5 / x > 1 and x > 0", ["x"]),
        ("1 / (x - 5)", ["(x - 5)"]),
        ("1 / x + 2 / x", ["x", "x"]),
    ],
)
def test_divisors_that_can_be_0(text: str, divisors: list[str]) -> None:
    """A divisor is told unless its range, or a condition before it, keeps it from 0."""
    assert [text[start:end] for start, end in walk(text)[1]] == divisors


def check_reached(node: Node, context: Context, values: Mapping[str, float]) -> None:
    """Fail if a part that is computed has another value than the context says."""
    value = evaluate(node, values)
    interval = context.found[id(node)]
    assert interval.low <= value <= interval.high
    if isinstance(node, Conditional):
        check_reached(node.condition, context, values)
        held = evaluate(node.condition, values)
        check_reached(node.then if held else node.otherwise, context, values)
    elif isinstance(node, Logic):
        for operand in node.operands:
            check_reached(operand, context, values)
            if (evaluate(operand, values) != 0) is (node.operator == "or"):
                break
    else:
        for child in children_of(node):
            check_reached(child, context, values)


@settings(max_examples=400)
@given(TREES, situations())
def test_every_part_that_is_computed_lies_in_its_interval(
    tree: Node, situation: tuple[dict[str, float], dict[str, Interval]]
) -> None:
    """The bounds are sound: no state of the game makes a reached part leave its interval."""
    values, ranges = situation
    context = Context(ranges, CURVES)
    context.visit(tree)
    check_reached(tree, context, values)
