"""A slow interpreter of formulas, written from the format's page alone, and random formulas."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from hypothesis import strategies as st

from game.formula import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Interval,
    Logic,
    Name,
    Node,
    Number,
    Unary,
)

NAMES = ("a", "b", "c", "prev.a", "chose.snap_exercise.accept", "turn")
CURVES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "hill": ((0.0, 1.0), (0.3, 7.0), (10.0, -4.0)),
    "cliff": ((-1e308, -1e308), (0.1, 1e308), (1e308, -1.7e308)),
    "flat": ((2.0, 0.7),),
}

_LARGEST = 1.7976931348623157e308


def hold(value: float) -> float:
    """Saturate a result and turn -0.0 into 0.0."""
    return math.copysign(_LARGEST, value) if math.isinf(value) else value + 0.0


def evaluate(node: Node, values: Mapping[str, float]) -> float:
    """Return the value of a formula by the words of the format."""
    match node:
        case Number(value=value):
            return value
        case Name(name=name):
            return values[name]
        case Unary(operator=operator, operand=operand):
            value = evaluate(operand, values)
            return float(value == 0) if operator == "not" else hold(-value)
        case Binary(operator=operator, left=left, right=right):
            return calculate(operator, evaluate(left, values), evaluate(right, values))
        case Comparison(operands=operands, operators=operators):
            found = [evaluate(operand, values) for operand in operands]
            return float(all(map(compare, operators, found, found[1:])))
        case Logic(operator=operator, operands=operands):
            held = [evaluate(operand, values) != 0 for operand in operands]
            return float(all(held) if operator == "and" else any(held))
        case Conditional(then=then, condition=condition, otherwise=otherwise):
            return evaluate(then if evaluate(condition, values) else otherwise, values)
        case Call(function=function, arguments=arguments):
            return call(function, [evaluate(argument, values) for argument in arguments])


def calculate(operator: str, left: float, right: float) -> float:
    """Return a sum, difference, product or quotient."""
    match operator:
        case "+":
            return hold(left + right)
        case "-":
            return hold(left - right)
        case "*":
            return hold(left * right)
        case _:
            return hold(left / right) if right != 0 else 0.0


def compare(operator: str, left: float, right: float) -> bool:
    """Tell whether a comparison holds."""
    signs = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
    return bool(getattr(left, f"__{signs[operator]}__")(right))


def call(function: str, values: Sequence[float]) -> float:
    """Return what a function or one of the curves gives."""
    x = values[0]
    match function:
        case "min":
            return min(values)
        case "max":
            return max(values)
        case "abs":
            return math.fabs(x)
        case "sqrt":
            return math.sqrt(x) if x >= 0 else 0.0
        case "floor":
            return float(math.floor(x))
        case "round":
            return float(round(x))
        case "clamp":
            return min(max(x, values[1]), values[2])
        case "ramp":
            low, high = values[1:]
            share = calculate("/", hold(x - low), hold(high - low))
            return 0.0 if low == high else min(max(share, 0.0), 1.0)
        case _:
            return follow(CURVES[function], x)


def follow(points: Sequence[tuple[float, float]], x: float) -> float:
    """Return the value of a piecewise linear curve."""
    if x < points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x < x1:
            slope = calculate("/", hold(y1 - y0), hold(x1 - x0))
            return hold(y0 + hold(hold(x - x0) * slope))
    return points[-1][1]


def _extend(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    chains = st.one_of(
        st.builds(lambda a, b, s: Comparison((a, b), (s,)), inner, inner, signs),
        st.builds(
            lambda a, b, c, s, t: Comparison((a, b, c), (s, t)), inner, inner, inner, signs, signs
        ),
    )
    single = st.sampled_from(["abs", "floor", "round", "sqrt", *CURVES])
    triple = st.sampled_from(["clamp", "ramp"])
    return st.one_of(
        st.builds(Unary, st.sampled_from(["-", "not"]), inner),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        chains,
        st.builds(Logic, st.sampled_from(["and", "or"]), several),
        st.builds(Conditional, inner, inner, inner),
        st.builds(lambda f, x: Call(f, (x,)), single, inner),
        st.builds(lambda f, x, y, z: Call(f, (x, y, z)), triple, inner, inner, inner),
        st.builds(Call, st.sampled_from(["min", "max"]), several),
    )


NUMBERS = st.one_of(
    st.integers(0, 12).map(float),
    st.integers(0, 10**6).map(lambda digits: digits / 1000),
    st.sampled_from([999999999999.0, 1e-11]),
).map(Number)
LEAVES = st.one_of(
    NUMBERS,
    st.sampled_from(NAMES).map(Name),
    st.booleans().map(lambda yes: Number(float(yes), yes_no=True)),
)
TREES: st.SearchStrategy[Node] = st.recursive(LEAVES, _extend, max_leaves=12)
"""Trees that a parser can give, within the limits of a formula."""

VALUES = st.one_of(
    st.integers(-3, 12).map(float),
    st.floats(-1e3, 1e3),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.5, 1.5, 2.5, -0.5, 5e-324, -5e-324, _LARGEST, -_LARGEST, 1e308, 1e-200]),
).map(lambda value: value + 0.0)
"""Finite doubles, never -0.0."""


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, float], dict[str, Interval]]:
    """Draw a value for each name, and a range that holds it."""
    values = {name: draw(VALUES) for name in NAMES}
    ranges = {}
    for name, value in values.items():
        one, other = draw(VALUES), draw(VALUES)
        ranges[name] = Interval(min(one, other, value), max(one, other, value))
    return values, ranges
