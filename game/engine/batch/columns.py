"""Where the games of a batch stand: a column for each, and what runs the tape over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.batch.kernels import find_compiled
from game.engine.batch.kernels.arrays import ArrayKernel
from game.engine.batch.kernels.machine import CompiledKernel
from game.engine.batch.luck import Seeds
from game.engine.batch.registers import Segment
from game.engine.batch.rows import Rows
from game.engine.batch.tape import Probe

Numbers: TypeAlias = NDArray[np.float64]
Marks: TypeAlias = NDArray[np.bool_]


SIZES = 4
"""Of the last so many numbers of games, released columns are kept."""


class Kernel(Protocol):
    """What runs a tape over columns."""

    def run(self, segment: Segment, turn: int) -> None:
        """Run a segment over all games."""

    def tell(self, segment: Segment, is_mark: bool, first: int, found: Any) -> None:
        """Run a segment and copy the rows from `first` on into an array, a row for each."""


class Columns:
    """The numbers and marks of games, rows × games, and their seeds; all is changed in place."""

    def __init__(self, rows: Rows, seeds: Seeds, numbers: Numbers, marks: Marks) -> None:
        """Take over arrays."""
        self.rows = rows
        self.seeds = seeds
        self.numbers = numbers
        self.marks = marks
        self.may_compile = True
        """Whether the compiled kernel may answer once it is ready; NumPy gives the same bits."""
        self._kernels: dict[str, Kernel] = {}

    @classmethod
    def lay(cls, rows: Rows, seeds: Seeds) -> Self:
        """Return empty columns for games of some seeds; what was released is used again."""
        try:
            columns: Self = rows.spare[len(seeds)].pop()
        except (KeyError, IndexError):
            numbers = np.zeros((len(rows.numbers), len(seeds)))
            marks = np.zeros((len(rows.marks), len(seeds)), dtype=np.bool_)
            return cls(rows, seeds.copy(), numbers, marks)
        columns.seeds[:] = seeds
        columns.numbers.fill(0.0)
        columns.marks.fill(False)
        return columns

    def release(self) -> None:
        """Leave the columns to other games that are as many, with all that is bound to them."""
        spare, size = self.rows.spare, len(self.seeds)
        spare[size] = [*spare.pop(size, ()), self]
        while len(spare) > SIZES:
            spare.pop(next(iter(spare)))

    @classmethod
    def join(cls, parts: Sequence[Self]) -> Self:
        """Return the columns of several in one."""
        seeds = np.concatenate([part.seeds for part in parts])
        numbers = np.concatenate([part.numbers for part in parts], axis=1)
        return cls(parts[0].rows, seeds, numbers, np.concatenate([p.marks for p in parts], axis=1))

    def take(self, places: Any) -> Self:
        """Return copies of some columns: by places, perhaps repeated, or by a mask."""
        columns = self.lay(self.rows, self.seeds[places])
        places = np.arange(len(self.seeds))[places]
        # Without a check of bounds, which the seeds have passed, nothing is buffered.
        np.take(self.numbers, places, axis=1, out=columns.numbers, mode="clip")
        np.take(self.marks, places, axis=1, out=columns.marks, mode="clip")
        return columns

    def number(self, *key: Any) -> Numbers:
        """Return a row of numbers, not a copy."""
        row: Numbers = self.numbers[self.rows.numbers[key]]
        return row

    def mark(self, *key: Any) -> Marks:
        """Return a row of marks, not a copy."""
        row: Marks = self.marks[self.rows.marks[key]]
        return row

    def numbers_of(self, kind: str, count: int) -> Numbers:
        """Return all rows of numbers of a kind, not a copy."""
        first = self.rows.numbers.get((kind, 0), 0)
        return self.numbers[first : first + count]

    def marks_of(self, kind: str, count: int) -> Marks:
        """Return all rows of marks of a kind, not a copy."""
        first = self.rows.marks.get((kind, 0), 0)
        return self.marks[first : first + count]

    @property
    def kernel(self) -> str:
        """What answers now: `numpy`, or `numba` once the compiled kernel is ready."""
        return "numba" if self.may_compile and find_compiled() is not None else "numpy"

    def run(self, segment: Segment, turn: int) -> None:
        """Run a segment over all games."""
        self._find_kernel().run(segment, turn)

    def probe(self, probe: Probe) -> Any:
        """Return the values of a probe in all games."""
        kind = np.bool_ if probe.is_mark else np.float64
        found: Any = np.empty((probe.count, len(self.seeds)), dtype=kind)
        self._find_kernel().tell(probe.segment, probe.is_mark, probe.first, found)
        return found

    def _find_kernel(self) -> Kernel:
        name, module = self.kernel, find_compiled()
        if name not in self._kernels:
            columns = self.numbers, self.marks, self.seeds
            if module is not None and name == "numba":
                self._kernels[name] = CompiledKernel(module, *columns)
            else:
                self._kernels[name] = ArrayKernel(*columns)
        return self._kernels[name]
