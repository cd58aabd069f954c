"""What all parts of a tape are written with: the rules, the rows, and what names stand for now.

Mirrors `game.engine.frame` and `game.engine.counting`: what those lay out in the frame of one game
is read here from rows. A formula read twice in one stage is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, reduce

from game.engine.batch.formulas import Formulas, any_of, as_number, both, compare, select
from game.engine.batch.rows import Rows
from game.engine.batch.writer import NO, Value, Writer
from game.engine.counters import RECENT
from game.engine.frame import NEVER
from game.engine.rules import Reader, Rules
from game.formula import Constant, Memo, Node, Slot
from game.formula.ranges import bound_nodes
from game.scenario.scope import formula_name, parse_formula


class Draft:
    """A segment of a tape in the making."""

    def __init__(self, rows: Rows) -> None:
        """Begin with empty hands; nothing has been chosen in this turn."""
        self.rules: Rules = rows.rules
        self.rows = rows
        self.writer = Writer(len(rows.numbers), len(rows.marks))
        self.formulas = Formulas(self.writer, self.find, self.rules.layout.curves)
        self.known: set[int] = set()
        """The tracks whose choices of this turn `ordered.x` and `chose.x` tell."""
        self.counted: set[int] = set()
        """The tracks whose choices of this turn have been counted."""
        self.intents_known = False
        """Whether the published odds of this turn can be read."""
        self.epoch = 0
        """Grows when what formulas read may have changed."""
        self._slots = _name_slots(self)
        self._chosen = {action.track: ("ordered", i) for i, action in enumerate(self.rules.actions)}
        self._chosen |= {
            option.track: ("answered", i) for i, (_, option) in enumerate(rows.options)
        }

    def get(self, *key: Hashable) -> Value:
        """Return a fixed row of numbers as it stands."""
        return self.writer.read(False, self.rows.numbers[key])

    def marked(self, *key: Hashable) -> Value:
        """Return a fixed row of marks as it stands."""
        return self.writer.read(True, self.rows.marks[key])

    def put(self, value: Value, *key: Hashable) -> None:
        """Write a fixed row of numbers."""
        self.writer.store(False, self.rows.numbers[key], value)

    def put_mark(self, value: Value, *key: Hashable) -> None:
        """Write a fixed row of marks."""
        self.writer.store(True, self.rows.marks[key], value)

    def forget(self) -> None:
        """Let formulas be read anew, since what they read may have changed."""
        self.epoch += 1

    def number(self, reader: Reader) -> Value:
        """Return the value of a formula as it stands."""
        return self.number_of(self.rules.formulas[reader])

    def mark(self, reader: Reader) -> Value:
        """Return whether a condition holds."""
        tree = self.rules.formulas[reader]
        return self._read(("mark", id(tree)), tree, self.formulas.mark)

    def number_of(self, tree: Node) -> Value:
        """Return the value of a tree as it stands."""
        return self._read(("number", id(tree)), tree, self.formulas.number)

    def _read(self, key: tuple[str, int], tree: Node, write: Callable[[Node], Value]) -> Value:
        place = (*key, self.epoch)
        known = self.writer.recall(place)
        if known is None:
            if id(tree) not in self.formulas.bounds:
                layout = self.rules.layout
                self.formulas.bounds.update(bound_nodes(tree, layout.bounds, layout.curves))
            known = self.writer.remember(place, write(tree))
        return known

    def bound(self, reader: Reader) -> float:
        """Return how far from 0 the value of a formula can be."""
        tree = self.rules.formulas[reader]
        layout = self.rules.layout
        if id(tree) not in self.formulas.bounds:
            self.formulas.bounds.update(bound_nodes(tree, layout.bounds, layout.curves))
        interval = self.formulas.bounds[id(tree)]
        return max(-interval.low, interval.high)

    def find(self, name: str) -> Value:
        """Return what a name stands for now."""
        match self.rules.layout[name]:
            case Constant(value=value):
                return self.writer.constant(value)
            case Memo():
                return self.number_of(parse_formula(self.rules.scenario.derived[name].value))
            case Slot(index=index):
                return self._slots[index]()

    def turn(self) -> Value:
        """Return the number of the turn."""
        return self.get("clock", "turn")

    def chosen(self, track: int) -> Value:
        """Return where something is chosen in this turn."""
        return self.marked(*self._chosen[track])

    def chosen_by_now(self, track: int) -> Value:
        """Return `ordered.x` or `chose.x`, which hold from the stage of the choice on."""
        return self.chosen(track) if track in self.known else NO

    def intent(self, action: int) -> Value:
        """Return the published odds of an order, 0 before they are published."""
        return self.get("intent", action) if self.intents_known else self.writer.constant(0.0)

    def count(self, track: int, kind: str) -> Value:
        """Return `times.x`, `recent.x` or `since.x` of a track."""
        writer = self.writer
        if kind == "times":
            return self.get("times", track)
        if kind == "since":
            last = self.get("last", track)
            never = writer.emit("equal", last, writer.constant(0.0))
            ago = writer.emit("subtract", self.turn(), last)
            return select(writer, never, writer.constant(NEVER), ago)
        marks = [self.marked("recent", track, back) for back in range(1, RECENT)]
        marks += [self.chosen(track)] if track in self.counted else []
        return self._tally(marks)

    def _tally(self, marks: list[Value]) -> Value:
        writer = self.writer
        numbers = [as_number(writer, mark) for mark in marks]
        return reduce(lambda x, y: writer.emit("add", x, y), numbers, writer.constant(0.0))

    def count_open(self, seat: str) -> Value:
        """Return `open_promises`, of one promiser if a seat is given."""
        promises = enumerate(self.rules.promises)
        owned = [i for i, rule in promises if seat in {"", formula_name(rule.promiser)}]
        return self._tally([self.marked("pledged", place) for place in owned])

    def count_contradictions(self, seat: str) -> Value:
        """Return `open_contradictions`, of one promiser if a seat is given."""
        pairs = []
        for place, promise in enumerate(self.rules.promises):
            for rival in promise.rivals:
                other = self.rules.promises[rival]
                owners = {formula_name(promise.promiser), formula_name(other.promiser)}
                if rival > place and (not seat or seat in owners):
                    pledged = self.marked("pledged", place), self.marked("pledged", rival)
                    pairs.append(both(self.writer, *pledged))
        return self._tally(pairs)

    def has_rival(self, promise: int, public: bool = False) -> Value:
        """Return where a promise that contradicts another, perhaps a public one, is open."""
        rules = self.rules.promises
        rivals = [i for i in rules[promise].rivals if rules[i].public or not public]
        return any_of(self.writer, [self.marked("pledged", rival) for rival in rivals])

    def at_least(self, value: Value, least: float) -> Value:
        """Return where a number is not below another."""
        return compare(self.writer, ">=", value, self.writer.constant(least))


def _name_slots(draft: Draft) -> dict[int, Callable[[], Value]]:
    """Return what gives the value of each slot of a frame."""
    layout, counters = draft.rules.layout, draft.rules.counters
    slots: dict[int, Callable[[], Value]] = {}
    for place in range(len(layout.variables)):
        slots[place] = partial(draft.get, "value", place)
        slots[layout.before_at + place] = partial(draft.get, "before", place)
    for place in range(len(layout.flags)):
        slots[layout.flags_at + place] = partial(draft.marked, "flag", place)
    for offset, name in enumerate(("turn", "quarter", "year")):
        slots[layout.clock_at + offset] = partial(draft.get, "clock", name)
    for track, pairs in counters.history.items():
        slots |= {slot: partial(draft.count, track, kind) for slot, kind in pairs}
    for track, chosen in counters.chosen.items():
        slots |= {slot: partial(draft.chosen_by_now, track) for slot in chosen}
    for slot, kind, place in counters.promises:
        read = partial(draft.marked, "pledged") if kind == "open" else partial(draft.get, kind)
        slots[slot] = partial(read, place)
    for slot, kind, seat in counters.totals:
        count = draft.count_open if kind == "open_promises" else draft.count_contradictions
        slots[slot] = partial(count, seat)
    for slot, action in counters.intents:
        slots[slot] = partial(draft.intent, action)
    return slots
