"""Write a tape: values that are computed once, fixed rows that are overwritten, skipped regions."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from game.engine.batch.operations import OPERATIONS
from game.formula.curves import Curve


@dataclass(slots=True, eq=False)
class Value:
    """A number or a mark in every game: a constant, a fixed row as it stands, or a result."""

    is_mark: bool
    """Whether it is a mark."""
    constant: float | None = None
    """The number, where it is the same in every game and turn; of a mark, 1 or 0."""
    row: int = -1
    """Its row; −1 until one is found for it."""
    fixed: bool = False
    """Whether the row has a meaning beyond this value."""


@dataclass(slots=True, eq=False)
class Step:
    """One operation."""

    operation: str
    """A name in `OPERATIONS`, or `curve`."""
    result: Value
    """What it gives."""
    reads: tuple[Value, ...]
    """What it reads."""
    curve: Curve | None = None
    """The curve that it follows."""


@dataclass(slots=True, eq=False)
class Copy:
    """A run of rows that is copied onto another."""

    is_mark: bool
    """Whether the rows hold marks."""
    source: int
    """The first row that is read."""
    target: int
    """The first row that is written."""
    count: int
    """How many rows."""


@dataclass(slots=True, eq=False)
class Rolls:
    """Keyed draws of the turn, made together: NumPy needs as long for one as for some hundred."""

    keys: tuple[str, ...]
    """What is rolled for."""
    masks: tuple[int, ...] | None
    """The fixed rows that mark where each is needed; none: in every game."""
    target: int
    """The first of the rows that the draws are written to."""


@dataclass(slots=True, eq=False)
class Region:
    """Steps that are skipped where no game of the block has a mark."""

    mark: Value
    """The mark."""
    body: list[Entry]
    """The steps."""


Entry = Step | Copy | Rolls | Region
"""What a tape consists of."""

YES = Value(True, 1.0)
"""The mark that all games have."""

NO = Value(True, 0.0)
"""The mark that no game has."""


@dataclass(slots=True)
class Writer:
    """A tape in the making."""

    numbers: int
    """How many rows of numbers have a meaning of their own."""
    marks: int
    """How many rows of marks have."""
    entries: list[Entry] = field(default_factory=list)
    """What has been written."""
    _now: dict[tuple[bool, int], Value] = field(default_factory=dict)
    _known: list[dict[Hashable, Value]] = field(default_factory=lambda: [{}])
    _bodies: list[list[Entry]] = field(default_factory=list)
    _constants: dict[float, Value] = field(default_factory=dict)
    _makers: dict[Value, Step] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin outside of any region."""
        self._bodies.append(self.entries)

    def constant(self, number: float) -> Value:
        """Return a number that is the same everywhere."""
        value = self._constants.get(number)
        if value is None:
            value = self._constants[number] = Value(False, number + 0.0)
        return value

    def read(self, is_mark: bool, row: int) -> Value:
        """Return a fixed row as it stands now."""
        key = (is_mark, row)
        value = self._now.get(key)
        if value is None:
            value = self._now[key] = Value(is_mark, None, row, True)
        return value

    def reserve(self, is_mark: bool, count: int = 1) -> int:
        """Give rows a meaning within this tape and return the first."""
        if is_mark:
            self.marks += count
            return self.marks - count
        self.numbers += count
        return self.numbers - count

    def emit(self, operation: str, *reads: Value, curve: Curve | None = None) -> Value:
        """Write an operation, unless its result is known here already, and return the result."""
        key = (operation, reads) if curve is None else (operation, reads, id(curve))
        known = self.recall(key)
        if known is not None:
            return known
        rule = OPERATIONS.get(operation)
        if all([read.constant is not None for read in reads]):
            return self._fold(operation, reads, curve)
        result = Value(rule is not None and rule.gives == "m")
        self._write(Step(operation, result, reads, curve))
        return self.remember(key, result)

    def _fold(self, operation: str, reads: Sequence[Value], curve: Curve | None) -> Value:
        constants: list[Any] = [read.constant for read in reads]
        if curve is not None:
            return self.constant(curve.read(constants[0]))
        rule = OPERATIONS[operation]
        result = rule.meaning(*constants)
        if rule.gives == "m":
            return YES if result else NO
        return self.constant(float(result))

    def _write(self, step: Step) -> None:
        for read in step.reads:
            self._check(read)
        self._bodies[-1].append(step)
        self._makers[step.result] = step

    def _check(self, read: Value) -> None:
        if read.fixed and self._now[read.is_mark, read.row] is not read:
            raise AssertionError(f"row {read.row} is read after it has changed")

    def recall(self, key: Hashable) -> Value | None:
        """Return what is known under a key and still stands."""
        for known in reversed(self._known):
            value = known.get(key)
            if value is not None:
                if value.fixed and self._now[value.is_mark, value.row] is not value:
                    return None
                return value
        return None

    def remember(self, key: Hashable, value: Value) -> Value:
        """Let a value be known under a key, until the region ends."""
        self._known[-1][key] = value
        return value

    def store(self, is_mark: bool, row: int, value: Value) -> None:
        """Write a value to a fixed row; what is read from the row later is the new value."""
        body = self._bodies[-1]
        last = body[-1] if body else None
        if isinstance(last, Step) and last.result is value and not value.fixed:
            value.row, value.fixed = row, True
            self._now[is_mark, row] = value
            return
        if self._now.get((is_mark, row)) is value:
            return
        result = Value(is_mark, None, row, True)
        self._write(Step("mark" if is_mark else "copy", result, (value,)))
        self._now[is_mark, row] = result

    def copy_rows(self, is_mark: bool, source: int, target: int, count: int) -> None:
        """Copy a run of fixed rows onto another that it does not overlap."""
        if count:
            self._bodies[-1].append(Copy(is_mark, source, target, count))
            for row in range(target, target + count):
                self._now[is_mark, row] = Value(is_mark, None, row, True)

    def roll(self, keys: Sequence[str], masks: Sequence[Value] | None = None) -> list[Value]:
        """Write the draws of this turn for some keys and return them.

        Args:
            keys: What is rolled for.
            masks: Where each is needed, as fixed rows; by default in every game.
        """
        if not keys:
            return []
        rows = None if masks is None else tuple(mask.row for mask in masks)
        target = self.reserve(False, len(keys))
        self._bodies[-1].append(Rolls(tuple(keys), rows, target))
        return [self.read(False, target + place) for place in range(len(keys))]

    @contextmanager
    def region(self, mark: Value) -> Iterator[None]:
        """Write what follows into a region; what is computed within is not known outside."""
        if mark.constant is not None and mark.constant:
            yield
            return
        self._check(mark)
        region = Region(mark, [])
        self._bodies[-1].append(region)
        self._bodies.append(region.body)
        self._known.append({})
        try:
            yield
        finally:
            self._known.pop()
            self._bodies.pop()
            if not region.body or mark is NO:
                self._bodies[-1].remove(region)
