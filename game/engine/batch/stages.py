"""The stages of a turn on the tape. Mirrors `game.engine.turn`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

from game.engine.batch.changes import Changes
from game.engine.batch.draft import Draft
from game.engine.batch.effects import apply, roll_outcomes, write_fixed
from game.engine.batch.formulas import any_of, as_number, both, compare, either, only, select
from game.engine.batch.opening import happens
from game.engine.batch.writer import NO, YES, Value
from game.engine.compile import CHOICES, DUE, LINKS, ORDERS
from game.engine.counters import RECENT
from game.engine.rules import Block, ChoiceRule


class Task(NamedTuple):
    """Effects to apply."""

    block: Block
    """The effects."""
    mark: Value
    """Where they apply."""
    later: int | None = None
    """Their place among the later blocks, if they arrive now."""


def write_stages(draft: Draft) -> None:
    """Write all stages of a turn."""
    for stage in range(len(draft.rules.stages)):
        chosen = list(_list_chosen(draft, stage))
        if chosen:
            draft.known |= {choice.track for choice, _ in chosen}
            draft.forget()
        _write_stage(draft, stage, chosen)
        if chosen:
            _count_chosen(draft, chosen)
            draft.forget()


def _list_chosen(draft: Draft, stage: int) -> Iterator[tuple[ChoiceRule, Value]]:
    """Yield what may be chosen for a stage, with where it is."""
    if stage == CHOICES:
        for index, (_, option) in enumerate(draft.rows.options):
            yield option, draft.marked("answered", index)
    elif stage == ORDERS:
        for index, action in enumerate(draft.rules.actions):
            yield action, draft.marked("ordered", index)


def _write_stage(draft: Draft, stage: int, chosen: list[tuple[ChoiceRule, Value]]) -> None:
    """Write one stage: all that belongs to it, in ASCII order of causes, then the changes."""
    judged = _write_judged(draft) if stage == DUE else {}
    tasks = list(_list_standing(draft, stage))
    for place, (kept, broken) in judged.items():
        promise = draft.rules.promises[place]
        tasks += [Task(promise.kept, kept), Task(promise.broken, broken)]
    if stage == CHOICES:
        tasks += _list_occurrences(draft)
    tasks += [Task(choice.block, mark) for choice, mark in chosen]
    tasks += _list_arrivals(draft, stage)
    tasks.sort(key=lambda task: task.block.by)
    links = _write_links(draft) if stage == LINKS else []
    changes = Changes(draft, [task.block for task in tasks] + [block for block, _ in links])
    luck = roll_outcomes(draft, [(task.block, task.mark) for task in tasks])
    entries = [(task.block.by, task) for task in tasks] + [
        (block.by, (block, mean)) for block, mean in links
    ]
    for _, entry in sorted(entries, key=lambda entry: entry[0]):
        if isinstance(entry, Task):
            fixed = None if entry.later is None else write_fixed(draft, entry.later)
            apply(draft, entry.block, entry.mark, changes, luck, fixed)
        else:
            block, mean = entry
            changes.apply_table(block, YES, [mean])
    changes.settle(judged)


def _list_standing(draft: Draft, stage: int) -> Iterator[Task]:
    """Yield the rules of a stage."""
    writer = draft.writer
    rules = draft.rules.by_stage[stage]
    marks = {rule.key: draft.mark(rule.when) if rule.when else YES for rule in rules}
    rolled = [rule.key for rule in rules if rule.chance is not None]
    masks = []
    for key in rolled:
        row = writer.reserve(True)
        writer.store(True, row, marks[key])
        masks.append(writer.read(True, row))
    luck = dict(zip(rolled, writer.roll(rolled, masks), strict=True))
    for rule in rules:
        mark = marks[rule.key]
        if rule.chance is not None:
            mark = both(writer, mark, happens(draft, draft.number(rule.chance), luck[rule.key]))
        yield Task(rule.block, mark)


def _list_arrivals(draft: Draft, stage: int) -> Iterator[Task]:
    """Yield what was given earlier and applies now."""
    for place, later in enumerate(draft.rules.laters):
        if later.stage == stage and ("due", place, 0) in draft.rows.marks:
            yield Task(later.block, draft.marked("due", place, 0), place)


def _list_occurrences(draft: Draft) -> Iterator[Task]:
    """Yield the effects of what occurred, beside any answers."""
    for place, event in enumerate(draft.rules.events):
        yield Task(event.block, draft.marked("occurred", place))
    for place, inject in enumerate(draft.rules.injects):
        yield Task(inject.block, draft.marked("injected", place))


def _write_judged(draft: Draft) -> dict[int, tuple[Value, Value]]:
    """Return where each promise that is judged now is kept and where it is broken."""
    writer = draft.writer
    judged = {}
    for place, promise in enumerate(draft.rules.promises):
        exposed = draft.marked("exposed", place)
        due = compare(writer, "<=", draft.get("falls", place), draft.turn())
        now = both(writer, draft.marked("pledged", place), either(writer, exposed, due))
        rows = writer.reserve(True, 2)
        for row in (rows, rows + 1):
            writer.store(True, row, NO)
        with writer.region(now):
            held = draft.mark(promise.when) if promise.when else NO
            held = either(writer, held, draft.marked("honoured", place))
            kept = both(writer, now, only(writer, held, exposed))
            writer.store(True, rows, kept)
            writer.store(True, rows + 1, only(writer, now, writer.read(True, rows)))
        judged[place] = writer.read(True, rows), writer.read(True, rows + 1)
    return judged


def _write_links(draft: Draft) -> list[tuple[Block, Value]]:
    """Take each link's value of this turn into its memory and return what it adds."""
    writer = draft.writer
    means = []
    for place, link in enumerate(draft.rules.links):
        mark = draft.mark(link.when) if link.when else YES
        value = draft.number(link.per_turn)
        keys = [key for key in draft.rows.numbers if key[:2] == ("memory", place)]
        memory = [*(draft.get(*key) for key in keys[1:]), value]
        kept = [
            select(writer, mark, new, draft.get(*key))
            for key, new in zip(keys, memory, strict=True)
        ]
        most = writer.constant(float(link.inertia))
        count = draft.get("remembered", place)
        more = writer.emit("add", count, as_number(writer, mark))
        count = writer.emit("least", more, most)
        total = reduce(lambda x, y: writer.emit("add", x, y), kept)
        mean = writer.emit("divide", total, count)
        held = _hold(draft, [*kept, select(writer, mark, mean, writer.constant(0.0))])
        for key, row in zip(keys, held, strict=False):
            draft.put(row, *key)
        draft.put(count, "remembered", place)
        block = Block(by=link.by, why=link.why, adds=((link.target, link.per_turn),))
        means.append((block, held[-1]))
    return means


def _hold(draft: Draft, values: list[Value]) -> list[Value]:
    """Copy values to rows of their own, so that what they were may be overwritten."""
    writer = draft.writer
    row = writer.reserve(False, len(values))
    for offset, value in enumerate(values):
        writer.store(False, row + offset, value)
    return [writer.read(False, row + offset) for offset in range(len(values))]


def _count_chosen(draft: Draft, chosen: list[tuple[ChoiceRule, Value]]) -> None:
    """Count what was chosen, for the stages that follow."""
    writer, rows = draft.writer, draft.rows
    for choice, mark in chosen:
        track = choice.track
        draft.counted.add(track)
        with writer.region(mark):
            if ("times", track) in rows.numbers:
                times = writer.emit("add", draft.get("times", track), as_number(writer, mark))
                draft.put(times, "times", track)
            if ("last", track) in rows.numbers:
                last = select(writer, mark, draft.turn(), draft.get("last", track))
                draft.put(last, "last", track)


def write_begin(draft: Draft) -> None:
    """Write what the turn begins with: the values it started from, the calls without room."""
    numbers, marks, count = draft.rows.numbers, draft.rows.marks, len(draft.rules.variables)
    if count:
        draft.writer.copy_rows(False, numbers["value", 0], numbers["began", 0], count)
    for key in marks:
        if key[0] == "called":
            draft.put_mark(draft.marked("recalled", key[1]), *key)


def write_answers(draft: Draft) -> None:
    """Write the defaults that silence means, and which demands stay open."""
    writer, rows = draft.writer, draft.rows
    for place, event in enumerate(draft.rules.events):
        for seat in event.seats if event.options else ():
            asked = draft.marked("asked", place, seat)
            own = [i for i, (e, o) in enumerate(rows.options) if e == place and o.seat == seat]
            spoken = any_of(writer, [draft.marked("answered", index) for index in own])
            silent = only(writer, asked, spoken)
            if ("since", place) in rows.numbers:
                last_day = writer.constant(float(event.deadline - 1))
                until = writer.emit("add", draft.get("since", place), last_day)
                last = compare(writer, ">=", draft.turn(), until)
                draft.put_mark(only(writer, silent, last), "waiting", place, seat)
                silent = both(writer, silent, last)
            default = next(index for index in own if rows.options[index][1].default)
            answered = either(writer, draft.marked("answered", default), silent)
            draft.put_mark(answered, "answered", default)


def write_close(draft: Draft) -> None:
    """Write what the next turn remembers of this one; `Progress.close` of one game."""
    writer, rules = draft.writer, draft.rules
    for place in range(len(rules.events)):
        occurred = draft.marked("occurred", place)
        with writer.region(occurred):
            happened = select(writer, occurred, draft.turn(), draft.get("happened", place))
            draft.put(happened, "happened", place)
    if rules.variables:
        numbers = draft.rows.numbers
        count = len(rules.variables)
        writer.copy_rows(False, numbers["began", 0], numbers["before", 0], count)
    _shift(draft)


def _shift(draft: Draft) -> None:
    """Let a turn pass for what was chosen lately and for what is on its way."""
    numbers, marks = draft.rows.numbers, draft.rows.marks
    for track in sorted({key[1] for key in marks if key[0] == "recent"}):
        for back in range(RECENT - 1, 1, -1):
            draft.put_mark(draft.marked("recent", track, back - 1), "recent", track, back)
        draft.put_mark(draft.chosen(track), "recent", track, 1)
    for place, later in enumerate(draft.rules.laters):
        if ("due", place, 0) not in marks:
            continue
        amounts = [key[3] for key in numbers if key[:3] == ("fixed", place, 0)]
        for turns in range(later.delay):
            draft.put_mark(draft.marked("due", place, turns + 1), "due", place, turns)
            for amount in amounts:
                draft.put(
                    draft.get("fixed", place, turns + 1, amount), "fixed", place, turns, amount
                )
        draft.put_mark(NO, "due", place, later.delay)
