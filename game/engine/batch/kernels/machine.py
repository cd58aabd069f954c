"""The compiled kernel over the columns of a batch."""

from __future__ import annotations

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
        self._run = module.run_block
        self._numbers, self._marks, self._seeds = numbers, marks, seeds
        self._scratch: dict[Code, tuple[Any, Any]] = {}

    def run(self, segment: Segment, turn: int) -> None:
        """Run a segment over all games."""
        code = self._encode(segment)
        for begin in range(0, len(self._seeds), BLOCK):
            self._run_block(code, begin, turn)

    def tell(self, segment: Segment, is_mark: bool, first: int, found: Any) -> None:
        """Run a segment and copy the rows from `first` on into an array, a row for each."""
        code = self._encode(segment)
        own = len(self._marks) if is_mark else len(self._numbers)
        rows = self._scratch[code][is_mark][first - own : first - own + len(found)]
        for begin in range(0, len(self._seeds), BLOCK):
            self._run_block(code, begin, 0)
            part = found[:, begin : begin + BLOCK]
            part[:] = rows[:, : part.shape[1]]

    def _encode(self, segment: Segment) -> Code:
        code = _codes.get(segment)
        if code is None:
            code = _codes[segment] = encode(segment, len(self._numbers), len(self._marks))
        if code not in self._scratch:
            numbers = np.zeros((code.numbers + len(code.constants), BLOCK))
            numbers[code.numbers :] = code.constants[:, None]
            marks = np.zeros((code.marks + 2, BLOCK), dtype=np.bool_)
            marks[code.marks + 1] = True
            self._scratch[code] = numbers, marks
        return code

    def _run_block(self, code: Code, begin: int, turn: int) -> None:
        numbers, marks = self._scratch[code]
        self._run(
            code.steps, self._numbers, self._marks, numbers, marks, self._seeds,
            np.uint64(turn), code.words, code.masks, code.curves,
            begin, min(begin + BLOCK, len(self._seeds)),
        )  # fmt: skip
