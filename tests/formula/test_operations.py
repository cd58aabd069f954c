"""The exact value of every operation, through the readers that games use."""

from __future__ import annotations

import re
from typing import Any

import pytest

from game.formula import Constant, Interval, Memo, Slot, compile_formula, parse

LARGEST = 1.7976931348623157e308
CURVES = {
    "hill": ((0.0, 1.0), (10.0, 3.0), (20.0, 0.0)),
    "third": ((0.0, 0.0), (3.0, 1.0)),
    "flat": ((2.0, 0.7),),
}


def read(text: str, **values: float) -> float:
    """Return the value of a formula over names in a frame."""
    bindings = {name: Slot(index) for index, name in enumerate(values)}
    return compile_formula(parse(text), bindings, CURVES, {})(list(values.values()))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7.0),
        ("10 - 4 - 3", 3.0),
        ("12 / 4 / 3", 1.0),
        ("-2 * -3", 6.0),
        ("0.1 + 0.2", 0.30000000000000004),
        ("7 / 0", 0.0),
        ("0 / 0", 0.0),
        ("0 / -5", 0.0),
        ("-0", 0.0),
        ("1 < 2 < 3", 1.0),
        ("3 > 2 > 2", 0.0),
        ("1 <= 1 == 1 >= 1", 1.0),
        ("1 != 2 != 1", 1.0),
        ("2 and 3", 1.0),
        ("0 or -4", 1.0),
        ("0 or false", 0.0),
        ("not 0.5", 0.0),
        ("not 0", 1.0),
        ("5 if 0.1 else 6", 5.0),
        ("5 if 0 else 6", 6.0),
        ("1 if 0 else 2 if 0 else 3", 3.0),
        ("true + true", 2.0),
        ("min(3, 1, 2)", 1.0),
        ("max(3, 1, 4, 2)", 4.0),
        ("abs(-3.5)", 3.5),
        ("sqrt(2)", 1.4142135623730951),
        ("sqrt(-1)", 0.0),
        ("sqrt(0)", 0.0),
        ("floor(-0.5)", -1.0),
        ("floor(2.999)", 2.0),
        ("floor(-2)", -2.0),
        ("round(0.5)", 0.0),
        ("round(1.5)", 2.0),
        ("round(2.5)", 2.0),
        ("round(-1.5)", -2.0),
        ("round(-0.4)", 0.0),
        ("clamp(5, 0, 3)", 3.0),
        ("clamp(-5, 0, 3)", 0.0),
        ("clamp(2, 0, 3)", 2.0),
        ("clamp(2, 3, 1)", 1.0),
        ("clamp(0, 3, 1)", 1.0),
        ("ramp(2, 1, 3)", 0.5),
        ("ramp(0, 1, 3)", 0.0),
        ("ramp(9, 1, 3)", 1.0),
        ("ramp(1.5, 3, 1)", 0.75),
        ("ramp(0, 3, 1)", 1.0),
        ("ramp(4, 3, 1)", 0.0),
        ("ramp(3, 3, 1)", 0.0),
        ("ramp(2, 2, 2)", 0.0),
        ("hill(-1)", 1.0),
        ("hill(0)", 1.0),
        ("hill(5)", 2.0),
        ("hill(10)", 3.0),
        ("hill(12)", 2.4),
        ("hill(20)", 0.0),
        ("hill(99)", 0.0),
        ("third(2)", 0.6666666666666666),
        ("flat(1) + flat(3)", 1.4),
    ],
)
def test_operations_have_exact_values(text: str, value: float) -> None:
    """Folded from constants, and computed from a frame, every operation gives the same bits."""
    assert read(text).hex() == value.hex()
    values: dict[str, float] = {}

    def name_number(match: re.Match[str]) -> str:
        name = f"v{len(values)}"
        values[name] = float(match[0])
        return name

    named = re.sub(r"(?<![\w.])\d+(?:\.\d+)?", name_number, text)
    assert read(named, **values).hex() == value.hex()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + a", LARGEST),
        ("-a - a", -LARGEST),
        ("a * 2", LARGEST),
        ("a * -2", -LARGEST),
        ("a * a / a", 1.0),
        ("a / 0.5", LARGEST),
        ("-a / t", -LARGEST),
        ("a - (-a) - a", 0.0),
        ("ramp(a, -a, a)", 1.0),
        ("ramp(0, -a, a)", 1.0),
        ("ramp(a, 0, t)", 1.0),
        ("ramp(-a, 0, t)", 0.0),
        ("t * t", 0.0),
        ("-t * t", 0.0),
        ("floor(a) == a and round(-a) == -a", 1.0),
    ],
)
def test_every_operation_saturates(text: str, value: float) -> None:
    """Values are finite always: what overflows is the largest double, and -0.0 never arises."""
    assert read(text, a=LARGEST, t=5e-324).hex() == value.hex()


def test_saturation_is_not_skipped_where_a_range_allows_overflow() -> None:
    """Only an operation that cannot overflow within the ranges goes unchecked."""
    for high in (1.0, 1e150, 1e200, LARGEST):
        reader = compile_formula(parse("a * a + a"), {"a": Slot(0)}, {}, {"a": Interval(0.0, high)})
        assert reader([high]) == min(high * high + high, LARGEST)


def test_a_memo_is_computed_once_and_only_when_read() -> None:
    """A derived value stands empty in the frame until it is read, then it is kept."""
    calls: list[float] = []

    def compute(frame: list[float]) -> float:
        calls.append(frame[0])
        return frame[0] * 2.0

    bindings: dict[str, Slot | Constant | Memo] = {"a": Slot(0), "twice": Memo(1, compute)}
    reader = compile_formula(parse("twice + twice if a > 0 else 0"), bindings, {}, {})
    frame = [-1.0, None]
    assert (reader(frame), frame, calls) == (0.0, [-1.0, None], [])
    frame = [3.0, None]
    assert (reader(frame), reader(frame), frame, calls) == (12.0, 12.0, [3.0, 6.0], [3.0])


def test_a_middle_operand_of_a_chain_is_computed_once() -> None:
    """Chains within chains cost no more than they are long."""
    reads: list[int] = []

    class Frame(list[float]):
        """A frame that notes what is read of it."""

        def __getitem__(self, index: Any) -> Any:
            reads.append(index)
            return super().__getitem__(index)

    text = "a + 0.5"
    for _ in range(20):
        text = f"0 <= ({text}) <= 1"
    assert compile_formula(parse(text), {"a": Slot(0)}, {}, {})(Frame([0.5])) == 1.0
    assert reads == [0]


def test_an_unbound_name_is_an_error_of_the_caller() -> None:
    """Names are checked before a formula is compiled."""
    with pytest.raises(KeyError, match="nowhere"):
        compile_formula(parse("nowhere"), {}, {}, {})


def test_a_sum_of_100_terms_is_computed() -> None:
    """A long sum is taken from left to right."""
    value = 0.0
    for _ in range(100):
        value += 0.1
    assert read(" + ".join(["x"] * 100), x=0.1) == value == 9.99999999999998
