"""The operations of a tape: few, each defined here once by its meaning for a single game.

A register holds a number (a finite double) or a mark (yes or no) for every game of a block. The
numeric operations are those of `game.formula.operations`, with one liberty: −0.0 may stand where
the single engine has 0.0. No operation tells the two apart, and what enters the state has been
added to 0.0, so the states of both engines have the same bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.formula import operations


@dataclass(frozen=True, slots=True)
class Operation:
    """A kind of step."""

    name: str
    """Its name."""
    reads: str
    """What it reads, a letter for each register: `n` a number, `m` a mark."""
    gives: str
    """`n` or `m`."""
    meaning: Callable[..., Any]
    """What it computes in one game."""
    in_place: bool = True
    """Whether the result may overwrite an operand."""


def _select(mark: bool, yes: float, no: float) -> float:
    return yes if mark else no


def _aim(draw: float, total: float) -> float:
    """Return where a draw falls among cumulative weights: just below their sum at most."""
    point = draw * total
    return point if point < total else math.nextafter(total, 0.0)


OPERATIONS: Mapping[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation("add", "nn", "n", lambda x, y: x + y),
        Operation("subtract", "nn", "n", lambda x, y: x - y),
        Operation("multiply", "nn", "n", lambda x, y: x * y),
        Operation("divide", "nn", "n", lambda x, y: x / y if y else 0.0, in_place=False),
        Operation("accrue", "nnn", "n", lambda x, y, z: x + y * z),
        Operation("share", "nn", "n", lambda x, y: x / y),
        Operation("saturate", "n", "n", operations.saturate),
        Operation("least", "nn", "n", operations.find_least),
        Operation("greatest", "nn", "n", operations.find_greatest),
        Operation("absolute", "n", "n", operations.take_absolute),
        Operation("floor", "n", "n", operations.take_floor),
        Operation("round", "n", "n", operations.take_round),
        Operation("root", "n", "n", operations.take_root),
        Operation("copy", "n", "n", lambda x: x),
        Operation("number", "m", "n", float),
        Operation("select", "mnn", "n", _select, in_place=False),
        Operation("aim", "nn", "n", _aim, in_place=False),
        Operation("less", "nn", "m", lambda x, y: x < y),
        Operation("reach", "nn", "m", lambda x, y: x <= y),
        Operation("equal", "nn", "m", lambda x, y: x == y),
        Operation("differ", "nn", "m", lambda x, y: x != y),
        Operation("both", "mm", "m", lambda x, y: x and y),
        Operation("either", "mm", "m", lambda x, y: x or y),
        Operation("only", "mm", "m", lambda x, y: x and not y),
        Operation("invert", "m", "m", lambda x: not x),
        Operation("mark", "m", "m", lambda x: x),
    )
}
"""The operations on registers, by name; `divide` by 0 gives 0, `share` is never given a 0.

Beside them a tape holds regions (skipped where no game of the block has a mark), curves, and rolls.
"""
