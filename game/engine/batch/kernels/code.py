"""A segment as plain arrays, for the compiled kernel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.engine.batch.operations import OPERATIONS
from game.engine.batch.registers import Segment
from game.engine.batch.writer import Copy, Entry, Region, Rolls, Step, Value
from game.engine.luck import digest_key
from game.formula.curves import Curve

CODES = {name: number for number, name in enumerate([*OPERATIONS, "curve"])}
"""The numbers of the operations,"""
REGION, ROLLS, COPY_NUMBERS, COPY_MARKS = range(len(CODES), len(CODES) + 4)
"""and of what is none."""

FIELDS = 5
"""Columns of the code: what to do, the result, and what it reads."""


@dataclass(slots=True, eq=False)
class Code:
    """A segment in arrays; rows beyond those of the state are counted from there."""

    steps: Any
    """For each step its code, its result, and up to three rows or other places."""
    constants: Any
    """The numbers that stand in rows of their own behind all others."""
    numbers: int
    """How many rows of numbers it needs, without those of constants."""
    marks: int
    """How many rows of marks."""
    words: Any
    """The two words of each key that is rolled for."""
    masks: Any
    """The row of marks of each, or −1."""
    curves: Any
    """For each curve, one after the other: x, begin, value and slope of its segments."""


@dataclass(slots=True)
class _Encoder:
    """The arrays in the making."""

    numbers: int
    marks: int
    steps: list[list[int]] = field(default_factory=list)
    constants: dict[float, int] = field(default_factory=dict)
    words: list[tuple[int, int]] = field(default_factory=list)
    masks: list[int] = field(default_factory=list)
    curves: list[tuple[float, float, float, float]] = field(default_factory=list)

    def encode(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            match entry:
                case Region(mark=mark, body=body):
                    step = [REGION, 0, self._find(mark), 0, 0]
                    self.steps.append(step)
                    self.encode(body)
                    step[1] = len(self.steps)
                case Rolls(keys=keys, masks=masks, target=target):
                    self.steps.append([ROLLS, target, len(self.words), len(keys), 0])
                    self.words.extend(digest_key(key) for key in keys)
                    self.masks.extend(masks or [-1] * len(keys))
                case Copy(is_mark=is_mark, source=source, target=target, count=count):
                    code = COPY_MARKS if is_mark else COPY_NUMBERS
                    self.steps.append([code, target, source, count, 0])
                case Step(operation=operation, result=result, reads=reads, curve=curve):
                    places = [self._find(read) for read in reads]
                    if curve is not None:
                        places += [len(self.curves), len(curve.xs)]
                        self.curves.extend(_lay_curve(curve))
                    places += [0] * (FIELDS - 2 - len(places))
                    self.steps.append([CODES[operation], self._find(result), *places])

    def _find(self, value: Value) -> int:
        if value.constant is None:
            return value.row
        if value.is_mark:
            return self.marks + (1 if value.constant else 0)
        return self.numbers + self.constants.setdefault(value.constant, len(self.constants))


def _lay_curve(curve: Curve) -> list[tuple[float, float, float, float]]:
    """Return the segments of a curve, before its first point and after its last without slope."""
    begins = [curve.xs[0], *curve.xs]
    values = [curve.ys[0], *curve.ys]
    slopes = [0.0, *curve.slopes, 0.0]
    return list(zip((*curve.xs, 0.0), begins, values, slopes, strict=True))


def encode(segment: Segment, numbers: int, marks: int) -> Code:
    """Return a segment as arrays, for a state of so many rows of numbers and of marks."""
    encoder = _Encoder(segment.numbers, segment.marks)
    encoder.encode(segment.entries)
    return Code(
        steps=np.array(encoder.steps, dtype=np.int64).reshape(-1, FIELDS),
        constants=np.array(list(encoder.constants), dtype=np.float64),
        numbers=segment.numbers - numbers,
        marks=segment.marks - marks,
        words=np.array(encoder.words, dtype=np.uint64).reshape(-1, 2),
        masks=np.array(encoder.masks, dtype=np.int64),
        curves=np.array(encoder.curves, dtype=np.float64).reshape(-1, 4),
    )
