"""The closures of comparisons, logic and choices, which compute no more than they need."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from game.formula import operations
from game.formula.places import Constant, Reader, Slot
from game.formula.shapes import Piece, join, read_piece

COMPARING: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
"""Comparisons as functions."""


def invert(operand: Piece) -> Piece:
    """Return the piece of `not`."""
    match operand:
        case Constant(value=value):
            return Constant(operations.invert(value))
        case Slot(index=index):
            return lambda frame: 0.0 if frame[index] else 1.0
        case _:
            return lambda frame: 0.0 if operand(frame) else 1.0


def _compare(sign: str, left: Piece, right: Piece) -> Piece:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(1.0 if operations.compare(sign, left.value, right.value) else 0.0)
    return join(sign, left, right)


def chain(operands: Sequence[Piece], operators: Sequence[str]) -> Piece:
    """Return the piece of a chain; a middle operand that must be computed is computed once."""
    if all(isinstance(middle, Slot | Constant) for middle in operands[1:-1]):
        pairs = zip(operators, operands, operands[1:], strict=False)
        links = [_compare(*pair) for pair in pairs]
        return links[0] if len(links) == 1 else apply_logic("and", links)
    first, *others = (read_piece(operand) for operand in operands)
    steps = tuple(zip((COMPARING[sign] for sign in operators), others, strict=True))

    def read(frame: list[Any]) -> float:
        left = first(frame)
        for holds, reader in steps:
            right = reader(frame)
            if not holds(left, right):
                return 0.0
            left = right
        return 1.0

    return read


def apply_logic(word: str, operands: Sequence[Piece]) -> Piece:
    """Return the piece of `and` or `or`; constants decide at once or fall away."""
    deciding = word == "or"
    constants = [operand for operand in operands if isinstance(operand, Constant)]
    if any(bool(constant.value) is deciding for constant in constants):
        return Constant(float(deciding))
    readers = [read_piece(o) for o in operands if not isinstance(o, Constant)]
    if not readers:
        return Constant(float(not deciding))
    return _join_or(readers) if deciding else _join_and(readers)


def _join_and(readers: Sequence[Reader]) -> Reader:
    match readers:
        case [a]:
            return lambda frame: 1.0 if a(frame) else 0.0
        case [a, b]:
            return lambda frame: 1.0 if a(frame) and b(frame) else 0.0
        case [a, b, c]:
            return lambda frame: 1.0 if a(frame) and b(frame) and c(frame) else 0.0

    def read(frame: list[Any]) -> float:
        for reader in readers:
            if not reader(frame):
                return 0.0
        return 1.0

    return read


def _join_or(readers: Sequence[Reader]) -> Reader:
    match readers:
        case [a]:
            return lambda frame: 1.0 if a(frame) else 0.0
        case [a, b]:
            return lambda frame: 1.0 if a(frame) or b(frame) else 0.0
        case [a, b, c]:
            return lambda frame: 1.0 if a(frame) or b(frame) or c(frame) else 0.0

    def read(frame: list[Any]) -> float:
        for reader in readers:
            if reader(frame):
                return 1.0
        return 0.0

    return read


def choose(then: Piece, condition: Piece, otherwise: Piece) -> Piece:
    """Return the piece of `then if condition else otherwise`; only one of the two is computed."""
    match condition, then, otherwise:
        case Constant(value=value), _, _:
            return then if value else otherwise
        case Slot(index=index), Constant(value=first), Constant(value=second):
            return lambda frame: first if frame[index] else second
        case _, Constant(value=first), Constant(value=second):
            holds = read_piece(condition)
            return lambda frame: first if holds(frame) else second
    holds, yes, no = read_piece(condition), read_piece(then), read_piece(otherwise)
    return lambda frame: yes(frame) if holds(frame) else no(frame)
