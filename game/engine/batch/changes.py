"""The changes of one stage on the tape.

Mirrors `game.engine.arithmetic`, and the notes that `Progress` of `game.engine.progress` takes for
the end of a stage. For S, P and A of each variable, and for what happens to flags and promises,
stand rows that grow entry by entry in the stated order; an entry that does not apply in a game adds
0 there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.engine.batch.choosing import gate
from game.engine.batch.draft import Draft
from game.engine.batch.formulas import as_number, both, either, only, select
from game.engine.batch.rows import parts_of
from game.engine.batch.writer import NO, YES, Value
from game.engine.rules import Block
from game.formula.operations import LARGEST

LEDGER = ("promises", "keeps", "stalls")
"""What entries do to promises, in the order in which it is done."""


class Changes:
    """The changes of one stage."""

    def __init__(self, draft: Draft, blocks: Iterable[Block]) -> None:
        """Begin without changes; `blocks` are all that may make some."""
        self.draft = draft
        self.parts = [part for block in blocks for part in parts_of(block)]
        self.rows = {
            kind: self._open(kind, table)
            for kind, table in (("sets", "value"), ("times", 1.0), ("adds", 0.0))
        }
        names = ("raises", "clears", *LEDGER)
        self.notes = {name: self._open_notes(name) for name in names}
        self.largest = self._bound()

    def _open(self, kind: str, begin: str | float) -> dict[int, int]:
        """Reserve a row for each variable that something sets, multiplies or adds to."""
        writer = self.draft.writer
        tables = [getattr(part, kind) for part in self.parts]
        tables += [part.costs for part in self.parts] if kind == "adds" else []
        places = sorted({variable for table in tables for variable, _ in table})
        rows = {}
        for place in places:
            rows[place] = writer.reserve(False)
            first = self.draft.get("value", place) if begin == "value" else None
            writer.store(False, rows[place], first or writer.constant(float(begin)))
        return rows

    def _open_notes(self, kind: str) -> dict[int, int]:
        writer = self.draft.writer
        places = sorted({place for part in self.parts for place in getattr(part, kind)})
        rows = {place: writer.reserve(True) for place in places}
        for row in rows.values():
            writer.store(True, row, NO)
        return rows

    def _bound(self) -> dict[int, float]:
        """Return how far from 0 each variable can come before it is clamped."""
        rules, bound = self.draft.rules, self.draft.bound
        reach = {v: max(-rules.lows[v], rules.highs[v]) for v in range(len(rules.variables))}
        for part in self.parts:
            for variable, read in part.sets:
                reach[variable] = max(reach[variable], bound(read))
        for part in self.parts:
            for variable, read in part.times:
                reach[variable] *= max(bound(read), 1.0)
        for part in self.parts:
            for variable, read in (*part.costs, *part.adds):
                reach[variable] += bound(read)
        return reach

    def _saturate(self, variable: int, value: Value) -> Value:
        """Hold a value within the finite doubles, where it could leave them."""
        safe = self.largest[variable] < LARGEST
        return value if safe else self.draft.writer.emit("saturate", value)

    def add(self, variable: int, mark: Value, amount: Value) -> None:
        """Add an amount where a mark holds."""
        writer, row = self.draft.writer, self.rows["adds"][variable]
        total = writer.read(False, row)
        if mark is YES:
            total = writer.emit("add", total, amount)
        else:
            total = writer.emit("accrue", total, as_number(writer, mark), amount)
        writer.store(False, row, self._saturate(variable, total))

    def multiply(self, variable: int, mark: Value, factor: Value) -> None:
        """Multiply by a factor where a mark holds."""
        writer, row = self.draft.writer, self.rows["times"][variable]
        factor = select(writer, mark, factor, writer.constant(1.0))
        product = writer.emit("multiply", writer.read(False, row), factor)
        writer.store(False, row, self._saturate(variable, product))

    def set(self, variable: int, mark: Value, value: Value) -> None:
        """Set a value where a mark holds."""
        writer, row = self.draft.writer, self.rows["sets"][variable]
        writer.store(False, row, select(writer, mark, value, writer.read(False, row)))

    def apply_table(self, block: Block, mark: Value, amounts: Sequence[Value]) -> None:
        """Note what a block does to variables, its amounts given in the order of its tables."""
        writer = self.draft.writer
        given = iter(amounts)
        for variable, _ in block.costs:
            price = writer.emit("greatest", next(given), writer.constant(0.0))
            self.add(variable, mark, writer.emit("subtract", writer.constant(0.0), price))
        for variable, _ in block.sets:
            self.set(variable, mark, next(given))
        for variable, _ in block.times:
            self.multiply(variable, mark, next(given))
        for variable, _ in block.adds:
            self.add(variable, mark, next(given))

    def note(self, block: Block, mark: Value) -> None:
        """Note what a block does to flags and promises."""
        writer = self.draft.writer
        for name, rows in self.notes.items():
            for place in getattr(block, name):
                noted = either(writer, writer.read(True, rows[place]), mark)
                writer.store(True, rows[place], noted)

    def settle(self, judged: dict[int, tuple[Value, Value]] | None = None) -> None:
        """Write what has changed; `judged` are promises with where they are kept and broken."""
        self._settle_values()
        self._settle_flags()
        for place, (kept, broken) in (judged or {}).items():
            self._close_pledge(place, kept, broken)
        self._settle_ledger()
        self.draft.forget()

    def _settle_values(self) -> None:
        draft, writer = self.draft, self.draft.writer
        sets, times, adds = (self.rows[kind] for kind in ("sets", "times", "adds"))
        for variable in sorted({*sets, *times, *adds}):
            value = draft.get("value", variable)
            if variable in sets:
                value = writer.read(False, sets[variable])
            if variable in times:
                product = writer.read(False, times[variable])
                scaled = writer.emit("multiply", value, product)
                value = self._saturate(variable, scaled)
            total = writer.constant(0.0)
            if variable in adds:
                total = writer.read(False, adds[variable])
            value = self._saturate(variable, writer.emit("add", value, total))
            store_clamped(draft, variable, value)

    def _settle_flags(self) -> None:
        draft, writer = self.draft, self.draft.writer
        raises, clears = self.notes["raises"], self.notes["clears"]
        for flag in sorted({*raises, *clears}):
            stands = draft.marked("flag", flag)
            if flag in clears:
                stands = only(writer, stands, writer.read(True, clears[flag]))
            if flag in raises:
                stands = either(writer, stands, writer.read(True, raises[flag]))
            draft.put_mark(stands, "flag", flag)

    def _close_pledge(self, place: int, kept: Value, broken: Value) -> None:
        draft, writer = self.draft, self.draft.writer
        for kind, mark in (("kept", kept), ("broken", broken)):
            count = writer.emit("add", draft.get(kind, place), as_number(writer, mark))
            draft.put(count, kind, place)
            draft.put_mark(only(writer, draft.marked("pledged", place), mark), "pledged", place)

    def _settle_ledger(self) -> None:
        """Make, keep and stall promises, in this order."""
        draft, writer = self.draft, self.draft.writer
        made, honoured, stalled = (self.notes[name] for name in LEDGER)
        for place, row in made.items():
            self._make_pledge(place, writer.read(True, row))
        for place, row in honoured.items():
            keeps = both(writer, writer.read(True, row), draft.marked("pledged", place))
            keeps = either(writer, keeps, draft.marked("honoured", place))
            draft.put_mark(keeps, "honoured", place)
        for place, row in stalled.items():
            moves = both(writer, writer.read(True, row), draft.marked("pledged", place))
            moves = only(writer, moves, draft.marked("stalled", place))
            delay = writer.constant(float(draft.rules.promises[place].stall))
            falls = writer.emit("add", draft.get("falls", place), gate(draft, moves, delay))
            draft.put(falls, "falls", place)
            moved = either(writer, moves, draft.marked("stalled", place))
            draft.put_mark(moved, "stalled", place)

    def _make_pledge(self, place: int, mark: Value) -> None:
        draft, writer = self.draft, self.draft.writer
        made = only(writer, mark, draft.marked("pledged", place))
        due = writer.constant(float(draft.rules.promises[place].due))
        falls = writer.emit("add", draft.turn(), due)
        draft.put(select(writer, made, falls, draft.get("falls", place)), "falls", place)
        for kind in ("honoured", "stalled"):
            draft.put_mark(only(writer, draft.marked(kind, place), made), kind, place)
        draft.put_mark(either(writer, draft.marked("pledged", place), mark), "pledged", place)


def store_clamped(draft: Draft, variable: int, value: Value) -> None:
    """Write a variable, within its range."""
    writer = draft.writer
    value = writer.emit("greatest", value, writer.constant(draft.rules.lows[variable]))
    value = writer.emit("least", value, writer.constant(draft.rules.highs[variable]))
    draft.put(value, "value", variable)
