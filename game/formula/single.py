"""Formulas for one game at a time, as closures within closures.

No text is ever executed. What can be known before the game begins is done here once: constants are
folded, frequent shapes get closures of their own, and an operation that cannot overflow within the
ranges of its operands is not checked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from game.formula import operations
from game.formula.conditions import apply_logic, chain, choose, invert
from game.formula.curves import make_curve
from game.formula.operations import LARGEST
from game.formula.places import Constant, Memo, Reader, Slot
from game.formula.ranges import ANY, Curves, Interval, bound_nodes
from game.formula.shapes import Piece, join, read_piece
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
    names_in,
)

SATURATING: Mapping[str, Callable[[float, float], float]] = {
    "+": operations.add,
    "-": operations.subtract,
    "*": operations.multiply,
    "/": operations.divide,
}
"""The checked form of each operator."""

EXTREMES: Mapping[str, Callable[[float, float], float]] = {
    "min": operations.find_least,
    "max": operations.find_greatest,
}
"""Functions that take any number of values, two by two."""

ONE_VALUED: Mapping[str, Callable[[float], float]] = {
    "abs": operations.take_absolute,
    "floor": operations.take_floor,
    "round": operations.take_round,
    "sqrt": operations.take_root,
}
"""Functions of one value."""


def compile_formula(
    tree: Node,
    bindings: Mapping[str, Slot | Constant | Memo],
    curves: Curves,
    ranges: Mapping[str, Interval],
) -> Reader:
    """Return a reader that computes a formula from a frame.

    Its result is a finite float, never −0.0; a condition gives 1.0 or 0.0.

    Args:
        tree: The formula, with names and calls that have been checked.
        bindings: Where each of its names stands.
        curves: The points of the curves that it calls, by name.
        ranges: Between which values each name lies; a name without a range may have any value.

    Raises:
        KeyError: A name has no binding, or a curve no points.
    """
    places = {name.name: bindings[name.name] for name in names_in(tree)}
    known = {name: _range_place(place, ranges.get(name, ANY)) for name, place in places.items()}
    compilation = _Compilation(places, curves, bound_nodes(tree, known, curves))
    return read_piece(compilation.compile(tree))


def _range_place(place: Slot | Constant | Memo, interval: Interval) -> Interval:
    return Interval(place.value, place.value) if isinstance(place, Constant) else interval


@dataclass(frozen=True, slots=True)
class _Compilation:
    """What all nodes of one formula are compiled with."""

    places: Mapping[str, Slot | Constant | Memo]
    """Where its names stand."""
    curves: Curves
    """The points of its curves."""
    bounds: Mapping[int, Interval]
    """The interval of each node by the node's `id`."""

    def compile(self, node: Node) -> Piece:
        """Return the piece of a node."""
        match node:
            case Number(value=value):
                return Constant(value + 0.0)
            case Name(name=name):
                return _bind(self.places[name])
            case Unary(operator=sign, operand=operand):
                inner = self.compile(operand)
                return invert(inner) if sign == "not" else _negate(inner)
            case Binary():
                return self._compile_binary(node)
            case Comparison(operands=operands, operators=operators):
                return chain([self.compile(operand) for operand in operands], operators)
            case Logic(operator=word, operands=operands):
                return apply_logic(word, [self.compile(operand) for operand in operands])
            case Conditional():
                return choose(
                    self.compile(node.then),
                    self.compile(node.condition),
                    self.compile(node.otherwise),
                )
            case Call(function=function, arguments=arguments):
                return self._compile_call(
                    function, [self.compile(argument) for argument in arguments]
                )

    def _compile_binary(self, node: Binary) -> Piece:
        left, right = self.compile(node.left), self.compile(node.right)
        saturating = SATURATING[node.operator]
        if isinstance(left, Constant) and isinstance(right, Constant):
            return Constant(saturating(left.value, right.value))
        if node.operator == "/" and right == Constant(0.0):
            return Constant(0.0)
        interval = self.bounds[id(node)]
        # An operation that may overflow has an end of its interval where it saturates.
        if interval.low > -LARGEST and interval.high < LARGEST:
            return join(node.operator, left, right)
        first, second = read_piece(left), read_piece(right)
        return lambda frame: saturating(first(frame), second(frame))

    def _compile_call(self, function: str, arguments: list[Piece]) -> Piece:
        if function in EXTREMES:
            return reduce(lambda left, right: _take_extreme(function, left, right), arguments)
        if function == "clamp":
            return _clamp(*arguments)
        if function == "ramp":
            return _ramp(*arguments)
        operation = ONE_VALUED.get(function) or make_curve(self.curves[function]).make_reader()
        (argument,) = arguments
        if isinstance(argument, Constant):
            return Constant(operation(argument.value))
        inner = read_piece(argument)
        if function == "floor":
            return lambda frame: inner(frame) // 1.0
        return lambda frame: operation(inner(frame))


def _bind(place: Slot | Constant | Memo) -> Piece:
    match place:
        case Memo(index=index, compute=compute):

            def read(frame: list[Any]) -> float:
                value: float | None = frame[index]
                if value is None:
                    value = frame[index] = compute(frame)
                return value

            return read
        case Constant(value=value):
            return Constant(value + 0.0)
        case _:
            return place


def _negate(operand: Piece) -> Piece:
    if isinstance(operand, Constant):
        return Constant(operations.negate(operand.value))
    return join("-", Constant(0.0), operand)


def _take_extreme(function: str, left: Piece, right: Piece) -> Piece:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(EXTREMES[function](left.value, right.value))
    return join(function, left, right)


def _clamp(value: Piece, low: Piece, high: Piece) -> Piece:
    match value, low, high:
        case Constant(), Constant(), Constant():
            return Constant(operations.clamp(value.value, low.value, high.value))
        case _, Constant(value=least), Constant(value=most) if least > most:
            return high
        case Slot(index=index), Constant(value=least), Constant(value=most):
            return lambda frame: least if (x := frame[index]) < least else most if x > most else x
        case _, Constant(value=least), Constant(value=most):
            inner = read_piece(value)
            return lambda frame: least if (x := inner(frame)) < least else most if x > most else x
    return _take_extreme("min", _take_extreme("max", value, low), high)


def _ramp(value: Piece, low: Piece, high: Piece) -> Piece:
    inner, begin, end = read_piece(value), read_piece(low), read_piece(high)
    if not (isinstance(low, Constant) and isinstance(high, Constant)):
        return lambda frame: operations.ramp(inner(frame), begin(frame), end(frame))
    least, width = low.value, operations.subtract(high.value, low.value)
    if isinstance(value, Constant):
        return Constant(operations.ramp(value.value, least, high.value))
    if width == 0.0:
        return Constant(0.0)
    # Not checked: what overflows here is beyond both ends, where the limits 0 and 1 hold.
    return lambda frame: (
        0.0 if (x := (inner(frame) - least) / width) <= 0.0 else 1.0 if x >= 1.0 else x
    )
