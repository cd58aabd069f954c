"""Intervals: between which values a formula must lie, given the ranges of what it reads.

Rounding is monotonic: of two operands that are not larger, the rounded sum is not larger either.
So the operations themselves, applied to the ends of intervals, bound every value between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from game.formula import operations
from game.formula.curves import make_curve
from game.formula.operations import LARGEST
from game.formula.tree import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Unary,
)

SMALLEST = 5e-324
"""The least double above 0."""


class Interval(NamedTuple):
    """All doubles from `low` to `high`, both included."""

    low: float
    """The least value."""
    high: float
    """The greatest value, not below `low`."""

    @property
    def holds(self) -> bool:
        """Whether every value in it counts as yes."""
        return self.low > 0.0 or self.high < 0.0

    @property
    def fails(self) -> bool:
        """Whether no value in it counts as yes."""
        return self.low == 0.0 == self.high


ANY = Interval(-LARGEST, LARGEST)
"""Every finite double."""

YES = Interval(1.0, 1.0)
"""What surely holds."""

NO = Interval(0.0, 0.0)
"""What surely does not hold."""

OPEN = Interval(0.0, 1.0)
"""A condition that may hold or not."""

Curves = Mapping[str, Sequence[tuple[float, float]]]
"""The points of each curve."""


def bound(tree: Node, ranges: Mapping[str, Interval], curves: Curves) -> Interval:
    """Return an interval in which the value of a formula must lie.

    It is sound, not always tight: each occurrence of a name is taken by itself, so `x - x` gets
    more than 0.

    Args:
        tree: The formula, with names and calls that have been checked.
        ranges: The interval of each name; a name without one may have any value.
        curves: The points of the curves by name.
    """
    return bound_nodes(tree, ranges, curves)[id(tree)]


def bound_nodes(tree: Node, ranges: Mapping[str, Interval], curves: Curves) -> dict[int, Interval]:
    """Return the interval of every node of a tree by the node's `id`."""
    walk = _Walk(ranges, curves)
    walk.visit(tree)
    return walk.found


@dataclass(slots=True)
class _Walk:
    """A walk over one tree."""

    ranges: Mapping[str, Interval]
    """The interval of each name."""
    curves: Curves
    """The points of the curves by name."""
    found: dict[int, Interval] = field(default_factory=dict)
    """The interval of each node so far, by the node's `id`."""

    def visit(self, node: Node) -> Interval:
        """Bound a node and all below it."""
        interval = bound_node(node, self.visit, self.ranges, self.curves)
        self.found[id(node)] = interval
        return interval


def bound_node(
    node: Node,
    visit: Callable[[Node], Interval],
    ranges: Mapping[str, Interval],
    curves: Curves,
) -> Interval:
    """Bound a node by way of a visit that bounds the nodes below it."""
    match node:
        case Number(value=value):
            return Interval(value, value)
        case Name(name=name):
            return ranges.get(name, ANY)
        case Unary(operator=operator, operand=operand):
            inner = visit(operand)
            return _bound_not(inner) if operator == "not" else _negate(inner)
        case Binary(operator=operator, left=left, right=right):
            return BINARY[operator](visit(left), visit(right))
        case Comparison(operands=operands, operators=operators):
            return bound_chain([visit(operand) for operand in operands], operators)
        case Logic(operator=operator, operands=operands):
            return bound_logic(operator, [visit(operand) for operand in operands])
        case Conditional(then=then, condition=condition, otherwise=otherwise):
            return bound_choice(visit(then), visit(condition), visit(otherwise))
        case Call(function=function, arguments=arguments):
            return _bound_call(function, [visit(argument) for argument in arguments], curves)


def _corners(
    operation: Callable[[float, float], float], left: Interval, right: Interval
) -> Interval:
    values = [operation(x, y) for x in (left.low, left.high) for y in (right.low, right.high)]
    return Interval(min(values), max(values))


def _add(left: Interval, right: Interval) -> Interval:
    return Interval(operations.add(left.low, right.low), operations.add(left.high, right.high))


def _subtract(left: Interval, right: Interval) -> Interval:
    return Interval(
        operations.subtract(left.low, right.high), operations.subtract(left.high, right.low)
    )


def _multiply(left: Interval, right: Interval) -> Interval:
    if left.low == left.high:
        return _scale(right, left.low)
    if right.low == right.high:
        return _scale(left, right.low)
    return _corners(operations.multiply, left, right)


def _scale(interval: Interval, factor: float) -> Interval:
    """Bound a product with a single value, the commonest there is."""
    first = operations.multiply(interval.low, factor)
    second = operations.multiply(interval.high, factor)
    return Interval(first, second) if first <= second else Interval(second, first)


def _divide(left: Interval, right: Interval) -> Interval:
    """Bound a quotient by its parts with a divisor below, at and above 0."""
    parts = []
    if right.low < 0.0:
        below = Interval(right.low, min(right.high, -SMALLEST))
        parts.append(_corners(operations.divide, left, below))
    if right.low <= 0.0 <= right.high:
        parts.append(NO)
    if right.high > 0.0:
        above = Interval(max(right.low, SMALLEST), right.high)
        parts.append(_corners(operations.divide, left, above))
    return _join(parts)


BINARY: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
}
"""The rule of each operator."""


def _join(parts: Sequence[Interval]) -> Interval:
    return Interval(min(part.low for part in parts), max(part.high for part in parts))


def _negate(inner: Interval) -> Interval:
    return Interval(operations.negate(inner.high), operations.negate(inner.low))


def _bound_not(inner: Interval) -> Interval:
    return NO if inner.holds else YES if inner.fails else OPEN


def bound_chain(operands: Sequence[Interval], operators: Sequence[str]) -> Interval:
    """Bound a chain of comparisons by its operands."""
    if len(operators) == 1:
        return _compare(operators[0], operands[0], operands[1])
    pairs = zip(operators, operands, operands[1:], strict=False)
    return bound_logic("and", [_compare(*pair) for pair in pairs])


def _compare(operator: str, left: Interval, right: Interval) -> Interval:
    match operator:
        case "<":
            return YES if left.high < right.low else NO if left.low >= right.high else OPEN
        case "<=":
            return YES if left.high <= right.low else NO if left.low > right.high else OPEN
        case ">" | ">=":
            return _compare("<" if operator == ">" else "<=", right, left)
        case "==":
            apart = left.high < right.low or right.high < left.low
            same = left.low == left.high == right.low == right.high
            return NO if apart else YES if same else OPEN
        case _:
            return _bound_not(_compare("==", left, right))


def bound_logic(operator: str, operands: Sequence[Interval]) -> Interval:
    """Bound `and` or `or` by its operands."""
    if operator == "or":
        return _bound_not(bound_logic("and", [_bound_not(operand) for operand in operands]))
    bounded = YES
    for operand in operands:
        if operand.fails:
            return NO
        if not operand.holds:
            bounded = OPEN
    return bounded


def bound_choice(then: Interval, condition: Interval, otherwise: Interval) -> Interval:
    """Bound a choice by its condition and its two values."""
    if condition.holds:
        return then
    return otherwise if condition.fails else _join([then, otherwise])


def _bound_call(function: str, arguments: Sequence[Interval], curves: Curves) -> Interval:
    first = arguments[0]
    match function:
        case "abs":
            return _bound_absolute(first)
        case "floor":
            return _rise(operations.take_floor, first)
        case "round":
            return _rise(operations.take_round, first)
        case "sqrt":
            return _rise(operations.take_root, first)
        case "min":
            return Interval(min(a.low for a in arguments), min(a.high for a in arguments))
        case "max":
            return Interval(max(a.low for a in arguments), max(a.high for a in arguments))
        case "clamp":
            return _bound_clamp(*arguments)
        case "ramp":
            return _bound_ramp(*arguments)
        case _:
            return Interval(*make_curve(curves[function]).bound(first.low, first.high))


def _rise(operation: Callable[[float], float], inner: Interval) -> Interval:
    """Bound an operation that never falls as its operand rises."""
    return Interval(operation(inner.low), operation(inner.high))


def _bound_absolute(inner: Interval) -> Interval:
    ends = (abs(inner.low), abs(inner.high))
    return Interval(0.0 if inner.low <= 0.0 <= inner.high else min(ends), max(ends))


def _bound_clamp(value: Interval, low: Interval, high: Interval) -> Interval:
    return Interval(
        operations.clamp(value.low, low.low, high.low),
        operations.clamp(value.high, low.high, high.high),
    )


def _bound_ramp(value: Interval, low: Interval, high: Interval) -> Interval:
    share = _divide(_subtract(value, low), _subtract(high, low))
    return Interval(operations.clamp(share.low, 0.0, 1.0), operations.clamp(share.high, 0.0, 1.0))
