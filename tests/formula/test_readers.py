"""Laws of the readers and intervals over random formulas."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.formula import (
    Constant,
    Interval,
    Memo,
    Node,
    Slot,
    bound,
    compile_formula,
    format_formula,
    names_in,
    parse,
)
from tests.formula.naive import CURVES, NAMES, TREES, evaluate, situations

Situation = tuple[dict[str, float], dict[str, Interval]]


@given(TREES, situations(), st.lists(st.sampled_from("scm"), min_size=len(NAMES)))
def test_readers_agree_with_a_plain_interpreter(
    tree: Node, situation: Situation, kinds: list[str]
) -> None:
    """However names are bound and shapes are specialised, the bits are those of the format."""
    values, ranges = situation
    bindings: dict[str, Slot | Constant | Memo] = {}
    frame: list[Any] = [None] * len(NAMES)
    for index, (name, kind) in enumerate(zip(NAMES, kinds, strict=False)):
        if kind == "s":
            frame[index] = values[name]
            bindings[name] = Slot(index)
        elif kind == "c":
            bindings[name] = Constant(values[name])
        else:
            bindings[name] = Memo(index, lambda _frame, value=values[name]: value)  # type: ignore[misc]
    expected = evaluate(tree, values).hex()
    reader = compile_formula(tree, bindings, CURVES, ranges)
    assert reader(frame).hex() == expected
    assert compile_formula(tree, bindings, CURVES, {})(frame).hex() == expected


@given(TREES, situations())
def test_a_value_lies_in_its_interval(tree: Node, situation: Situation) -> None:
    """Whatever the names are within their ranges, the formula lies within its interval."""
    values, ranges = situation
    interval = bound(tree, ranges, CURVES)
    assert interval.low <= evaluate(tree, values) <= interval.high


@given(TREES, situations())
def test_an_interval_of_exact_values_is_exact(tree: Node, situation: Situation) -> None:
    """Where every name is known exactly, so is the formula."""
    values, _ = situation
    exact = {name: Interval(value, value) for name, value in values.items()}
    interval = bound(tree, exact, CURVES)
    value = evaluate(tree, values)
    assert interval == Interval(value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a + b", -1.0, 7.0),
        ("a - b", -3.0, 5.0),
        ("a * b", -4.0, 12.0),
        ("b * b", -3.0, 9.0),
        ("-a", -4.0, 0.0),
        ("a / 2", 0.0, 2.0),
        ("a / (b + 2)", 0.0, 4.0),
        ("1 / a", 0.0, 1.7976931348623157e308),
        ("1 / 0", 0.0, 0.0),
        ("abs(b)", 0.0, 3.0),
        ("abs(b - 4)", 1.0, 5.0),
        ("sqrt(b)", 0.0, 1.7320508075688772),
        ("floor(a / 3)", 0.0, 1.0),
        ("round(a / 8)", 0.0, 0.0),
        ("min(a, b, 2)", -1.0, 2.0),
        ("max(a, b)", 0.0, 4.0),
        ("clamp(b, 0, 2)", 0.0, 2.0),
        ("ramp(a, 0, 8)", 0.0, 0.5),
        ("ramp(a, 8, 0)", 0.5, 1.0),
        ("hill(a)", 1.0, 7.0),
        ("flat(a)", 0.7, 0.7),
        ("a >= 0", 1.0, 1.0),
        ("a > 4", 0.0, 0.0),
        ("a > 3", 0.0, 1.0),
        ("b < 4 <= 4", 1.0, 1.0),
        ("a == 5", 0.0, 0.0),
        ("a != 5", 1.0, 1.0),
        ("3 == 3", 1.0, 1.0),
        ("a > 4 and b > 0", 0.0, 0.0),
        ("a >= 0 or b > 0", 1.0, 1.0),
        ("not a", 0.0, 1.0),
        ("not (a + 1)", 0.0, 0.0),
        ("10 if a >= 0 else 20", 10.0, 10.0),
        ("10 if a > 4 else 20", 20.0, 20.0),
        ("10 if a > 3 else 20", 10.0, 20.0),
        ("unknown > 0", 0.0, 1.0),
        ("unknown", -1.7976931348623157e308, 1.7976931348623157e308),
    ],
)
def test_intervals_of_operations(text: str, low: float, high: float) -> None:
    """Over 0 ≤ a ≤ 4 and -1 ≤ b ≤ 3 each operation has its interval."""
    ranges = {"a": Interval(0.0, 4.0), "b": Interval(-1.0, 3.0)}
    assert bound(parse(text), ranges, CURVES) == Interval(low, high)


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["a"] * 100),
        "(" * 32 + "a" + "-a-a)" * 32 + "/2" * 3,
        "a or b and 1 < 2 + 3 * (" * 15 + "a" + ")" * 15,
        "min(1, " * 32 + "a" + ")" * 32,
        "0 < (" * 32 + "a" + ")" * 32,
        "a if b else " * 32 + "1",
        "not " * 32 + "a",
        "a * -(1 if b else 2 + hill(" * 8 + "a" + "))" * 8,
    ],
)
def test_formulas_at_the_limits_pass_through_everything(text: str) -> None:
    """No formula within the limits is too deep for parsing, bounding, compiling or reading."""
    tree = parse(text)
    exact = {"a": Interval(3.0, 3.0), "b": Interval(0.0, 0.0)}
    expected = evaluate(tree, {"a": 3.0, "b": 0.0})
    reader = compile_formula(tree, {"a": Slot(0), "b": Slot(1)}, CURVES, exact)
    assert reader([3.0, 0.0]).hex() == expected.hex()
    assert bound(tree, exact, CURVES) == Interval(expected, expected)
    assert parse(format_formula(tree)) == tree
    assert {name.name for name in names_in(tree)} <= {"a", "b"}
