"""Run a tape with NumPy, an array operation for each step.

A segment is bound once to the rows of a block of games; running it calls one function after the
other. What an operation means stands in `game.engine.batch.operations`. With some hundred games a
call costs more than what it computes, and one that names `out` costs twice as much as one that only
gives it. So results are given by place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.batch.luck import Seeds, draw_lanes
from game.engine.batch.registers import Segment
from game.engine.batch.writer import Copy, Entry, Region, Rolls, Step, Value
from game.engine.luck import digest_key
from game.formula.curves import Curve
from game.formula.operations import LARGEST

Numbers: TypeAlias = NDArray[np.float64]
Marks: TypeAlias = NDArray[np.bool_]
Call: TypeAlias = Callable[[], object]
"""A step with all that it reads and writes."""


WIDTH = 2048
"""How many games a block holds: few enough for its rows to stay near the processor."""


@dataclass(slots=True, eq=False)
class Block:
    """Some games that are played together: columns of the state with rows to compute in."""

    numbers: Numbers
    """The numbers of the state."""
    marks: Marks
    """The marks of the state."""
    seeds: Seeds
    """The seeds of the games."""
    turn: int = 0
    """The turn that is played."""


class Scratch:
    """Rows to compute in, which the blocks of a batch use one after the other."""

    def __init__(self, width: int) -> None:
        """Begin with none; `width` is the number of games of a full block."""
        self.width = width
        self._numbers: list[Numbers] = []
        self._marks: list[Marks] = []

    def number(self, place: int, width: int) -> Numbers:
        """Return a row of numbers."""
        while len(self._numbers) <= place:
            self._numbers.append(np.zeros(self.width))
        return self._numbers[place][:width]

    def mark(self, place: int, width: int) -> Marks:
        """Return a row of marks."""
        while len(self._marks) <= place:
            self._marks.append(np.zeros(self.width, dtype=np.bool_))
        return self._marks[place][:width]


class ArrayKernel:
    """NumPy over the columns of a batch."""

    def __init__(self, numbers: Numbers, marks: Marks, seeds: Seeds) -> None:
        """Take the columns of a batch, which it changes in place."""
        games = len(seeds)
        self._scratch = Scratch(min(WIDTH, max(games, 1)))
        parts = [slice(begin, min(begin + WIDTH, games)) for begin in range(0, games, WIDTH)]
        self._blocks = [Block(numbers[:, part], marks[:, part], seeds[part]) for part in parts]
        self._parts = parts
        self._bound: dict[tuple[int, int], list[Call]] = {}

    def run(self, segment: Segment, turn: int) -> None:
        """Run a segment over all games."""
        for number in range(len(self._blocks)):
            self._run_block(segment, number, turn)

    def tell(self, segment: Segment, is_mark: bool, first: int, found: Any) -> None:
        """Run a segment and copy the rows from `first` on into an array, a row for each."""
        for number, part in enumerate(self._parts):
            self._run_block(segment, number, 0)
            block = self._blocks[number]
            own = len(block.marks) if is_mark else len(block.numbers)
            row = self._scratch.mark if is_mark else self._scratch.number
            for place in range(len(found)):
                found[place, part] = row(first - own + place, len(block.seeds))

    def _run_block(self, segment: Segment, number: int, turn: int) -> None:
        block = self._blocks[number]
        block.turn = turn
        calls = self._bound.get((id(segment), number))
        if calls is None:
            calls = _Binding(block, self._scratch).bind_all(segment.entries)
            self._bound[id(segment), number] = calls
        with np.errstate(all="ignore"):
            for call in calls:
                call()


class _Binding:
    """One segment and one block."""

    def __init__(self, block: Block, scratch: Scratch) -> None:
        self.block = block
        self.scratch = scratch
        self.width = block.numbers.shape[1]
        self.constants: dict[float, Any] = {}
        self.product = np.empty(self.width)

    def bind_all(self, entries: Sequence[Entry]) -> list[Call]:
        calls: list[Call] = []
        for entry in entries:
            match entry:
                case Region(mark=mark, body=body):
                    calls.append(partial(_enter, self.find(mark), self, body, []))
                case Rolls():
                    calls.append(self._bind_rolls(entry))
                case Copy():
                    calls.append(self._bind_copy(entry))
                case Step():
                    calls.extend(self._bind_step(entry))
        return calls

    def _bind_step(self, step: Step) -> tuple[Call, ...]:
        out, name = self.find(step.result), step.operation
        values = [self.find(read) for read in step.reads]
        if step.curve is not None:
            return (partial(follow, values[0], out, *_lay_curve(step.curve)),)
        if name in {"copy", "mark"} and step.reads[0].constant is not None:
            return (partial(out.fill, values[0].item()),)
        if name == "accrue":
            total, mark, amount = values
            product = partial(np.multiply, mark, amount, self.product)
            return product, partial(np.add, total, self.product, out)
        if name == "select":
            mark, yes, no = values
            return _bind_select(mark, yes, no, out)
        return (BINDINGS[name](*values, out),)

    def find(self, value: Value) -> Any:
        """Return the row of a value, or an array without dimensions for a constant."""
        if value.constant is not None:
            if value.is_mark:
                return np.array(bool(value.constant))
            return self.constants.setdefault(value.constant, np.array(value.constant))
        return self.mark_row(value.row) if value.is_mark else self.number_row(value.row)

    def number_row(self, row: int) -> Numbers:
        own = len(self.block.numbers)
        if row < own:
            found: Numbers = self.block.numbers[row]
            return found
        return self.scratch.number(row - own, self.width)

    def mark_row(self, row: int) -> Marks:
        own = len(self.block.marks)
        return self.block.marks[row] if row < own else self.scratch.mark(row - own, self.width)

    def _bind_copy(self, entry: Copy) -> Call:
        rows = self.block.marks if entry.is_mark else self.block.numbers
        source = rows[entry.source : entry.source + entry.count]
        return partial(np.copyto, rows[entry.target : entry.target + entry.count], source)

    def _bind_rolls(self, entry: Rolls) -> Call:
        words = np.array([digest_key(key) for key in entry.keys], dtype=np.uint64)
        targets = [self.number_row(entry.target + place) for place in range(len(entry.keys))]
        if entry.masks is None:
            return partial(roll_everywhere, self.block, words, targets)
        masks = [self.mark_row(row) for row in entry.masks]
        return partial(roll_where, self.block, words, masks, targets)


def _enter(mark: Marks, binding: _Binding, body: Sequence[Entry], calls: list[Call]) -> None:
    """Run a region if some game needs it; it is bound when the first does."""
    if np.count_nonzero(mark):
        if not calls:
            calls.extend(binding.bind_all(body))
        for call in calls:
            call()


def roll_everywhere(block: Block, words: Any, targets: Sequence[Numbers]) -> None:
    """Draw for all keys in all games."""
    count = len(block.seeds)
    seeds = np.tile(block.seeds, len(words))
    lows, highs = np.repeat(words[:, 0], count), np.repeat(words[:, 1], count)
    draws = draw_lanes(seeds, block.turn, lows, highs)
    for place, target in enumerate(targets):
        target[:] = draws[place * count : (place + 1) * count]


def roll_where(
    block: Block, words: Any, masks: Sequence[Marks], targets: Sequence[Numbers]
) -> None:
    """Draw for each key in the games that have its mark."""
    games = [np.flatnonzero(mask) for mask in masks]
    counts = [len(part) for part in games]
    if not any(counts):
        return
    seeds = block.seeds[np.concatenate(games)]
    lows, highs = np.repeat(words[:, 0], counts), np.repeat(words[:, 1], counts)
    draws = draw_lanes(seeds, block.turn, lows, highs)
    begin = 0
    for part, count, target in zip(games, counts, targets, strict=True):
        if count:
            target[part] = draws[begin : begin + count]
            begin += count


def _lay_curve(curve: Curve) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return where the points of a curve lie, and for each segment its begin, value and slope.

    Before the first point and after the last lie segments without slope.
    """
    xs, ys = np.array(curve.xs), np.array(curve.ys)
    begins = np.concatenate([[0.0], xs])
    values = np.concatenate([ys[:1], ys])
    slopes = np.concatenate([[0.0], curve.slopes, [0.0]])
    return xs, begins, values, slopes


def follow(
    x: Numbers, out: Numbers, xs: Numbers, begins: Numbers, values: Numbers, slopes: Numbers
) -> None:
    """Follow a curve; each operation saturates as in `Curve.follow`."""
    segment = np.searchsorted(xs, x, side="right")
    run = x - begins[segment]
    _saturate(run, run)
    rise = run * slopes[segment]
    _saturate(rise, rise)
    _saturate(values[segment] + rise, out)


def _saturate(value: Any, out: Numbers) -> None:
    np.minimum(value, LARGEST, out=out)
    np.maximum(out, -LARGEST, out=out)


def _divide(left: Any, right: Any, out: Numbers) -> None:
    zero = right == 0.0
    np.divide(left, right, out=out)
    np.putmask(out, zero, 0.0)


def _select_onto(mark: Marks, no: Any, out: Numbers) -> None:
    """Select where the result overwrites the value for yes."""
    np.copyto(out, no, where=~mark)


def _aim(draw: Any, total: Any, out: Numbers) -> None:
    point = draw * total
    np.copyto(out, np.where(point < total, point, np.nextafter(total, 0.0)))


def _bind_select(mark: Any, yes: Any, no: Any, out: Numbers) -> tuple[Call, ...]:
    if np.may_share_memory(out, yes):
        return (partial(_select_onto, mark, no, out),)
    put = partial(np.putmask, out, mark, yes)
    return (put,) if np.may_share_memory(out, no) else (_copy(no, out), put)


def _root(x: Any, out: Numbers) -> None:
    np.sqrt(np.maximum(x, 0.0), out=out)


def _binary(ufunc: Any) -> Callable[..., Call]:
    return lambda left, right, out: partial(ufunc, left, right, out)


def _unary(ufunc: Any) -> Callable[..., Call]:
    return lambda value, out: partial(ufunc, value, out)


def _copy(value: Any, out: Any) -> Call:
    return partial(np.copyto, out, value)


BINDINGS: Mapping[str, Callable[..., Call]] = {
    "add": _binary(np.add),
    "subtract": _binary(np.subtract),
    "multiply": _binary(np.multiply),
    "divide": lambda left, right, out: partial(_divide, left, right, out),
    "share": _binary(np.divide),
    "saturate": lambda value, out: partial(_saturate, value, out),
    "least": lambda left, right, out: partial(np.minimum, left, right, out=out),
    "greatest": lambda left, right, out: partial(np.maximum, left, right, out=out),
    "absolute": _unary(np.abs),
    "floor": _unary(np.floor),
    "round": _unary(np.rint),
    "root": lambda value, out: partial(_root, value, out),
    "copy": _copy,
    "number": _copy,
    "aim": lambda draw, total, out: partial(_aim, draw, total, out),
    "less": _binary(np.less),
    "reach": _binary(np.less_equal),
    "equal": _binary(np.equal),
    "differ": _binary(np.not_equal),
    "both": _binary(np.bitwise_and),
    "either": _binary(np.bitwise_or),
    "only": _binary(np.greater),
    "invert": _unary(np.logical_not),
    "mark": _copy,
}
"""What binds each operation to its rows, those aside that are more than one call."""
