"""The compiled kernel over the columns of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from game.engine.batch.kernels.code import Code, encode
from game.engine.batch.registers import Segment

BLOCK = 256
"""How many games are computed at a time, so that their rows stay in the nearest cache."""

_codes: WeakKeyDictionary[Segment, Code] = WeakKeyDictionary()


class CompiledKernel:
    """The function that numba has compiled, over the columns of a batch."""

    def __init__(self, module: ModuleType, numbers: Any, marks: Any, seeds: Any) -> None:
        """Take the columns of a batch, which it changes in place."""
        self._call = module.run_block
        self._numbers, self._marks, self._seeds = numbers, marks, seeds
        self._begins = range(0, len(seeds), BLOCK)
        self._places: dict[Code, _Places] = {}

    def run(self, segment: Segment, turn: int) -> None:
        """Run a segment over all games."""
        code = self._encode(segment)
        for number in range(len(self._begins)):
            self._run_block(code, number, turn)

    def tell(self, segment: Segment, is_mark: bool, first: int, found: Any) -> None:
        """Run a segment and copy the rows from `first` on into an array, a row for each."""
        code = self._encode(segment)
        places = self._places[code]
        own = len(self._marks) if is_mark else len(self._numbers)
        rows = (places.marks if is_mark else places.numbers)[first - own :][: len(found)]
        for number, begin in enumerate(self._begins):
            self._run_block(code, number, 0)
            part = found[:, begin : begin + BLOCK]
            part[:] = rows[:, : part.shape[1]]

    def _encode(self, segment: Segment) -> Code:
        code = _codes.get(segment)
        if code is None:
            code = _codes[segment] = encode(segment, len(self._numbers), len(self._marks))
        if code not in self._places:
            numbers = np.zeros((code.numbers + len(code.constants), BLOCK))
            numbers[code.numbers :] = code.constants[:, None]
            marks = np.zeros((code.marks + 2, BLOCK), dtype=np.bool_)
            marks[code.marks + 1] = True
            self._places[code] = _Places(
                numbers,
                marks,
                [_address(self._numbers, begin, numbers) for begin in self._begins],
                [_address(self._marks, begin, marks) for begin in self._begins],
            )
        return code

    def _run_block(self, code: Code, number: int, turn: int) -> None:
        places, begin = self._places[code], self._begins[number]
        seeds = self._seeds[begin : begin + BLOCK]
        self._call(
            code.steps, places.number_rows[number], places.mark_rows[number], len(seeds), seeds,
            np.uint64(turn), code.words, code.masks, code.curves,
        )  # fmt: skip


@dataclass(slots=True)
class _Places:
    """Where the rows of a segment lie in memory."""

    numbers: Any
    """The rows to compute numbers in, with those of constants."""
    marks: Any
    """The rows to compute marks in."""
    number_rows: list[Any]
    """For each block the addresses of all rows of numbers."""
    mark_rows: list[Any]
    """For each block the addresses of all rows of marks."""


def _address(state: Any, begin: int, scratch: Any) -> Any:
    """Return the addresses of the rows of the state, from a column on, and of those behind them."""
    own = state.ctypes.data + begin * state.itemsize
    rows = own + np.arange(len(state), dtype=np.int64) * state.strides[0]
    more = scratch.ctypes.data + np.arange(len(scratch), dtype=np.int64) * scratch.strides[0]
    return np.concatenate([rows, more])
