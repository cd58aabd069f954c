"""Formulas as steps of a tape. Mirrors `game.formula.single`, where they are closures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from game.engine.batch.writer import NO, YES, Value, Writer
from game.formula.curves import Curve, make_curve
from game.formula.operations import LARGEST
from game.formula.ranges import Curves, Interval
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

BINARY = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
"""The operation of each operator."""

ONE_VALUED = {"abs": "absolute", "floor": "floor", "round": "round", "sqrt": "root"}
"""The operations of functions of one value."""


class Formulas:
    """What writes formulas to a tape."""

    def __init__(self, writer: Writer, find: Callable[[str], Value], curves: Curves) -> None:
        """Write to a tape.

        Args:
            writer: The tape.
            find: Returns what a name stands for now.
            curves: The points of the scenario's curves.
        """
        self.writer = writer
        self.find = find
        self.curves: dict[str, Curve] = {name: make_curve(curves[name]) for name in curves}
        self.bounds: dict[int, Interval] = {}

    def number(self, node: Node) -> Value:
        """Write a formula whose value counts."""
        writer = self.writer
        match node:
            case Number(value=value):
                return writer.constant(value)
            case Name(name=name):
                return as_number(writer, self.find(name))
            case Unary(operator="-", operand=operand):
                return writer.emit("subtract", writer.constant(0.0), self.number(operand))
            case Binary():
                return self._write_binary(node)
            case Conditional(then=then, condition=condition, otherwise=otherwise):
                return self._choose(self.mark(condition), then, otherwise)
            case Call(function=function, arguments=arguments):
                return self._call(function, [self.number(argument) for argument in arguments])
            case _:
                return as_number(writer, self.mark(node))

    def mark(self, node: Node) -> Value:
        """Write a formula of which only counts whether it holds."""
        writer = self.writer
        match node:
            case Name(name=name):
                return as_mark(writer, self.find(name))
            case Unary(operator="not", operand=operand):
                return invert(writer, self.mark(operand))
            case Comparison(operands=operands, operators=operators):
                values = [self.number(operand) for operand in operands]
                pairs = zip(operators, values, values[1:], strict=False)
                return all_of(writer, [compare(writer, *pair) for pair in pairs])
            case Logic(operator=word, operands=operands):
                join = all_of if word == "and" else any_of
                return join(writer, [self.mark(operand) for operand in operands])
            case _:
                return as_mark(writer, self.number(node))

    def _write_binary(self, node: Binary) -> Value:
        left, right = self.number(node.left), self.number(node.right)
        operation = BINARY[node.operator]
        if operation == "divide" and right.constant is not None:
            if right.constant == 0.0:
                return self.writer.constant(0.0)
            operation = "share"
        result = self.writer.emit(operation, left, right)
        interval = self.bounds[id(node)]
        # An operation that may overflow has an end of its interval where it saturates.
        if interval.low > -LARGEST and interval.high < LARGEST:
            return result
        return self.writer.emit("saturate", result)

    def _choose(self, mark: Value, then: Node, otherwise: Node) -> Value:
        if mark.constant is not None:
            return self.number(then if mark.constant else otherwise)
        return self.writer.emit("select", mark, self.number(then), self.number(otherwise))

    def _call(self, function: str, values: list[Value]) -> Value:
        writer = self.writer
        if function in {"min", "max"}:
            operation = "least" if function == "min" else "greatest"
            return reduce(lambda left, right: writer.emit(operation, left, right), values)
        if function == "clamp":
            value, low, high = values
            return writer.emit("least", writer.emit("greatest", value, low), high)
        if function == "ramp":
            return self._ramp(*values)
        if function in ONE_VALUED:
            return writer.emit(ONE_VALUED[function], *values)
        return writer.emit("curve", *values, curve=self.curves[function])

    def _ramp(self, value: Value, low: Value, high: Value) -> Value:
        writer = self.writer
        run = writer.emit("subtract", value, low)
        width = writer.emit("saturate", writer.emit("subtract", high, low))
        # With known ends what overflows is beyond both, where the limits 0 and 1 hold.
        if low.constant is None or high.constant is None:
            run = writer.emit("saturate", run)
        operation = "divide" if not width.constant else "share"
        share = writer.emit("greatest", writer.emit(operation, run, width), writer.constant(0.0))
        return writer.emit("least", share, writer.constant(1.0))


def as_number(writer: Writer, value: Value) -> Value:
    """Return a mark as 1 or 0, a number as it is."""
    return writer.emit("number", value) if value.is_mark else value


def as_mark(writer: Writer, value: Value) -> Value:
    """Return whether a number is not 0, a mark as it is."""
    return value if value.is_mark else writer.emit("differ", value, writer.constant(0.0))


def compare(writer: Writer, sign: str, left: Value, right: Value) -> Value:
    """Write a comparison."""
    if sign in {">", ">="}:
        left, right = right, left
    names = {"<": "less", ">": "less", "<=": "reach", ">=": "reach", "==": "equal"}
    return writer.emit(names.get(sign, "differ"), left, right)


def invert(writer: Writer, mark: Value) -> Value:
    """Write what holds where a mark does not."""
    return writer.emit("invert", mark)


def both(writer: Writer, left: Value, right: Value) -> Value:
    """Write what holds where two marks do."""
    for mark, other in ((left, right), (right, left)):
        if mark.constant is not None:
            return other if mark.constant else NO
    return writer.emit("both", left, right)


def either(writer: Writer, left: Value, right: Value) -> Value:
    """Write what holds where one of two marks does."""
    for mark, other in ((left, right), (right, left)):
        if mark.constant is not None:
            return YES if mark.constant else other
    return writer.emit("either", left, right)


def only(writer: Writer, left: Value, right: Value) -> Value:
    """Write what holds where the first mark does and the second does not."""
    if right.constant is not None:
        return NO if right.constant else left
    if left.constant is not None:
        return invert(writer, right) if left.constant else NO
    return writer.emit("only", left, right)


def all_of(writer: Writer, marks: Sequence[Value]) -> Value:
    """Write what holds where all marks do."""
    return reduce(lambda left, right: both(writer, left, right), marks, YES)


def any_of(writer: Writer, marks: Sequence[Value]) -> Value:
    """Write what holds where some mark does."""
    return reduce(lambda left, right: either(writer, left, right), marks, NO)


def select(writer: Writer, mark: Value, yes: Value, no: Value) -> Value:
    """Write the one number where a mark holds, the other elsewhere."""
    if mark.constant is not None:
        return yes if mark.constant else no
    return yes if yes is no else writer.emit("select", mark, yes, no)
