"""The closures of operations on two operands, one for each frequent shape of operands.

Each gives the bits of its namesake in `game.formula.operations` without the check for overflow.
A shape is two letters, one for each operand: `s` a slot of the frame, `c` a constant, `r` a reader.
A slot or a constant inside the closure saves a call, which costs more than the operation itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, TypeAlias

from game.formula.places import Constant, Reader, Slot

Piece: TypeAlias = Slot | Constant | Reader
"""A compiled part of a formula."""

Shapes: TypeAlias = Mapping[str, Callable[[Any, Any], Reader]]
"""What makes the closure of an operation, by shape; `rr` is always there."""

ADD: Shapes = {
    "sc": lambda i, c: lambda f: f[i] + c,
    "ss": lambda i, j: lambda f: f[i] + f[j],
    "rc": lambda a, c: lambda f: a(f) + c,
    "rs": lambda a, j: lambda f: a(f) + f[j],
    "rr": lambda a, b: lambda f: a(f) + b(f),
}

SUBTRACT: Shapes = {
    "sc": lambda i, c: lambda f: f[i] - c,
    "cs": lambda c, j: lambda f: c - f[j],
    "ss": lambda i, j: lambda f: f[i] - f[j],
    "rc": lambda a, c: lambda f: a(f) - c,
    "cr": lambda c, b: lambda f: c - b(f),
    "rs": lambda a, j: lambda f: a(f) - f[j],
    "sr": lambda i, b: lambda f: f[i] - b(f),
    "rr": lambda a, b: lambda f: a(f) - b(f),
}

MULTIPLY: Shapes = {
    "sc": lambda i, c: lambda f: f[i] * c + 0.0,
    "ss": lambda i, j: lambda f: f[i] * f[j] + 0.0,
    "rc": lambda a, c: lambda f: a(f) * c + 0.0,
    "rs": lambda a, j: lambda f: a(f) * f[j] + 0.0,
    "rr": lambda a, b: lambda f: a(f) * b(f) + 0.0,
}

# A constant divisor is never 0: its quotient has been folded to 0.
DIVIDE: Shapes = {
    "sc": lambda i, c: lambda f: f[i] / c + 0.0,
    "rc": lambda a, c: lambda f: a(f) / c + 0.0,
    "cs": lambda c, j: lambda f: c / d + 0.0 if (d := f[j]) else 0.0,
    "ss": lambda i, j: lambda f: f[i] / d + 0.0 if (d := f[j]) else 0.0,
    "rs": lambda a, j: lambda f: a(f) / d + 0.0 if (d := f[j]) else 0.0,
    "rr": lambda a, b: lambda f: a(f) / d + 0.0 if (d := b(f)) else 0.0,
}

LEAST: Shapes = {
    "sc": lambda i, c: lambda f: c if c < (x := f[i]) else x,
    "ss": lambda i, j: lambda f: y if (y := f[j]) < (x := f[i]) else x,
    "rc": lambda a, c: lambda f: c if c < (x := a(f)) else x,
    "rs": lambda a, j: lambda f: y if (y := f[j]) < (x := a(f)) else x,
    "rr": lambda a, b: lambda f: y if (y := b(f)) < (x := a(f)) else x,
}

GREATEST: Shapes = {
    "sc": lambda i, c: lambda f: c if c > (x := f[i]) else x,
    "ss": lambda i, j: lambda f: y if (y := f[j]) > (x := f[i]) else x,
    "rc": lambda a, c: lambda f: c if c > (x := a(f)) else x,
    "rs": lambda a, j: lambda f: y if (y := f[j]) > (x := a(f)) else x,
    "rr": lambda a, b: lambda f: y if (y := b(f)) > (x := a(f)) else x,
}

SHAPES: Mapping[str, Shapes] = {
    "+": ADD,
    "-": SUBTRACT,
    "*": MULTIPLY,
    "/": DIVIDE,
    "min": LEAST,
    "max": GREATEST,
    "<": {
        "sc": lambda i, c: lambda f: 1.0 if f[i] < c else 0.0,
        "ss": lambda i, j: lambda f: 1.0 if f[i] < f[j] else 0.0,
        "rc": lambda a, c: lambda f: 1.0 if a(f) < c else 0.0,
        "rs": lambda a, j: lambda f: 1.0 if a(f) < f[j] else 0.0,
        "rr": lambda a, b: lambda f: 1.0 if a(f) < b(f) else 0.0,
    },
    "<=": {
        "sc": lambda i, c: lambda f: 1.0 if f[i] <= c else 0.0,
        "ss": lambda i, j: lambda f: 1.0 if f[i] <= f[j] else 0.0,
        "rc": lambda a, c: lambda f: 1.0 if a(f) <= c else 0.0,
        "rs": lambda a, j: lambda f: 1.0 if a(f) <= f[j] else 0.0,
        "rr": lambda a, b: lambda f: 1.0 if a(f) <= b(f) else 0.0,
    },
    ">": {
        "sc": lambda i, c: lambda f: 1.0 if f[i] > c else 0.0,
        "ss": lambda i, j: lambda f: 1.0 if f[i] > f[j] else 0.0,
        "rc": lambda a, c: lambda f: 1.0 if a(f) > c else 0.0,
        "rs": lambda a, j: lambda f: 1.0 if a(f) > f[j] else 0.0,
        "rr": lambda a, b: lambda f: 1.0 if a(f) > b(f) else 0.0,
    },
    ">=": {
        "sc": lambda i, c: lambda f: 1.0 if f[i] >= c else 0.0,
        "ss": lambda i, j: lambda f: 1.0 if f[i] >= f[j] else 0.0,
        "rc": lambda a, c: lambda f: 1.0 if a(f) >= c else 0.0,
        "rs": lambda a, j: lambda f: 1.0 if a(f) >= f[j] else 0.0,
        "rr": lambda a, b: lambda f: 1.0 if a(f) >= b(f) else 0.0,
    },
    "==": {
        "sc": lambda i, c: lambda f: 1.0 if f[i] == c else 0.0,
        "ss": lambda i, j: lambda f: 1.0 if f[i] == f[j] else 0.0,
        "rc": lambda a, c: lambda f: 1.0 if a(f) == c else 0.0,
        "rr": lambda a, b: lambda f: 1.0 if a(f) == b(f) else 0.0,
    },
    "!=": {
        "sc": lambda i, c: lambda f: 1.0 if f[i] != c else 0.0,
        "ss": lambda i, j: lambda f: 1.0 if f[i] != f[j] else 0.0,
        "rc": lambda a, c: lambda f: 1.0 if a(f) != c else 0.0,
        "rr": lambda a, b: lambda f: 1.0 if a(f) != b(f) else 0.0,
    },
}
"""The shapes of every operation on two operands."""

MIRRORED: Mapping[str, str] = {
    "+": "+",
    "*": "*",
    "min": "min",
    "max": "max",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}
"""The operation that gives the same bits with its operands exchanged, where there is one."""


def join(operator: str, left: Piece, right: Piece) -> Reader:
    """Return the closure of an operation on two pieces that are not both constants."""
    shape = _letter(left) + _letter(right)
    if make := SHAPES[operator].get(shape):
        return make(_inside(left), _inside(right))
    mirror = MIRRORED.get(operator)
    if mirror and (make := SHAPES[mirror].get(shape[::-1])):
        return make(_inside(right), _inside(left))
    return SHAPES[operator]["rr"](read_piece(left), read_piece(right))


def read_piece(piece: Piece) -> Reader:
    """Return a piece as a reader."""
    match piece:
        case Constant(value=value):
            return lambda frame: value
        case Slot(index=index):
            # Written in C, so it costs half of a closure.
            return itemgetter(index)
        case _:
            return piece


def _letter(piece: Piece) -> str:
    return "s" if isinstance(piece, Slot) else "c" if isinstance(piece, Constant) else "r"


def _inside(piece: Piece) -> Any:
    """Return what a closure keeps of a piece: an index, a value or a reader."""
    match piece:
        case Slot(index=index):
            return index
        case Constant(value=value):
            return value
        case _:
            return piece
