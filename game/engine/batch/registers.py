"""Find rows for the values of a tape: a row is free again after the last reading of its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.engine.batch.operations import OPERATIONS
from game.engine.batch.writer import Entry, Region, Step, Value, Writer


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Segment:
    """A part of a tape that runs in one go."""

    entries: Sequence[Entry]
    """What it does."""
    numbers: int
    """How many rows of numbers it needs, those of the state included."""
    marks: int
    """How many rows of marks."""


def close_segment(writer: Writer) -> Segment:
    """Give every value of a finished tape its row."""
    search = _Search(writer)
    search.run()
    return Segment(writer.entries, search.used[False], search.used[True])


class _Search:
    """The walk over a tape from its begin to its end."""

    def __init__(self, writer: Writer) -> None:
        self.order = list(_flatten(writer.entries))
        self.used = {False: writer.numbers, True: writer.marks}
        self.free: dict[bool, list[int]] = {False: [], True: []}
        self.last: dict[Value, int] = {}

    def run(self) -> None:
        """Walk once backwards to find the last reads, once forwards to hand out rows."""
        for place, entry in enumerate(self.order):
            for read in _reads(entry):
                self.last[read] = place
        for place, entry in enumerate(self.order):
            if not isinstance(entry, Step):
                self._release(entry, place)
                continue
            rule = OPERATIONS.get(entry.operation)
            if rule is not None and rule.in_place:
                self._release(entry, place)
                self._give_row(entry.result)
            else:
                self._give_row(entry.result)
                self._release(entry, place)
            if entry.result not in self.last and not entry.result.fixed:
                self.free[entry.result.is_mark].append(entry.result.row)

    def _give_row(self, value: Value) -> None:
        if value.fixed:
            return
        free = self.free[value.is_mark]
        if free:
            value.row = free.pop()
        else:
            value.row = self.used[value.is_mark]
            self.used[value.is_mark] += 1

    def _release(self, entry: Entry, place: int) -> None:
        for read in set(_reads(entry)):
            if not read.fixed and read.constant is None and self.last[read] == place:
                self.free[read.is_mark].append(read.row)


def _flatten(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        if isinstance(entry, Region):
            yield from _flatten(entry.body)


def _reads(entry: Entry) -> tuple[Value, ...]:
    if isinstance(entry, Region):
        return (entry.mark,)
    return entry.reads if isinstance(entry, Step) else ()
