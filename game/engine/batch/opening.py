"""The opening of a turn on the tape. Mirrors `game.engine.drawing`."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.batch.draft import Draft
from game.engine.batch.formulas import (
    any_of,
    as_number,
    both,
    compare,
    either,
    only,
    select,
)  # fmt: skip
from game.engine.batch.writer import NO, YES, Value
from game.engine.drawing import PER_CENT
from game.engine.rules import EventRule


def write_draws(draft: Draft) -> None:
    """Write what occurs and what is exposed; `draw_events` and `draw_exposures` of one game."""
    rules, writer = draft.rules, draft.writer
    masks: dict[str, Value] = {}
    for place, event in enumerate(rules.events):
        draft.put_mark(_write_eligible(draft, place), "eligible", place)
        if event.chance is not None:
            masks[f"event/{event.id}"] = draft.marked("eligible", place)
    for place, promise in enumerate(rules.promises):
        rivalled = both(writer, draft.marked("pledged", place), draft.has_rival(place))
        draft.put_mark(rivalled, "exposed", place)
        if promise.rivals and promise.exposure is not None:
            masks[f"promise/{promise.id}"] = draft.marked("exposed", place)
    luck = dict(zip(masks, writer.roll(list(masks), list(masks.values())), strict=True))
    _write_occurrences(draft, luck)
    for place in range(len(rules.promises)):
        _write_exposure(draft, place, luck)


def _write_eligible(draft: Draft, place: int) -> Value:
    """Return where an event is not waiting, and was called or may occur by itself."""
    writer, event = draft.writer, draft.rules.events[place]
    eligible = only(writer, _write_may_occur(draft, place, event), _waits(draft, place, event))
    if ("called", place) not in draft.rows.marks:
        return eligible
    called = only(writer, draft.marked("called", place), _waits(draft, place, event))
    return either(writer, eligible, called)


def _waits(draft: Draft, place: int, event: EventRule) -> Value:
    if ("since", place) not in draft.rows.numbers:
        return NO
    return any_of(draft.writer, [draft.marked("waiting", place, seat) for seat in event.seats])


def _write_may_occur(draft: Draft, place: int, event: EventRule) -> Value:
    """Return where an event that nobody called can be drawn; `may_occur` of one game."""
    writer = draft.writer
    if event.called:
        return NO
    last = draft.get("happened", place)
    rested = writer.emit("equal", last, writer.constant(0.0))
    if event.wait is not None:
        until = writer.emit("add", last, writer.constant(float(event.wait)))
        rested = either(writer, rested, compare(writer, ">", draft.turn(), until))
    return both(writer, rested, draft.mark(event.when) if event.when else YES)


def _write_occurrences(draft: Draft, luck: Mapping[str, Value]) -> None:
    """Take the events by priority; a seat gets at most `ask` new demands, a slot one event."""
    rules, writer = draft.rules, draft.writer
    slots = {event.slot: writer.reserve(True) for event in rules.events if event.slot}
    asked = {seat: writer.reserve(False) for seat in rules.seats} if rules.ask is not None else {}
    for row in slots.values():
        writer.store(True, row, NO)
    for row in asked.values():
        writer.store(False, row, writer.constant(0.0))
    for place in rules.drawing:
        event = rules.events[place]
        draft.put_mark(NO, "occurred", place)
        may_be_called = ("called", place) in draft.rows.marks
        if may_be_called:
            draft.put_mark(NO, "recalled", place)
        counting = [asked[seat] for seat in event.seats] if asked and event.options else []
        with writer.region(draft.marked("eligible", place)):
            crowded = writer.read(True, slots[event.slot]) if event.slot else NO
            for row in counting:
                full = draft.at_least(writer.read(False, row), float(rules.ask or 0))
                crowded = either(writer, crowded, full)
            called = draft.marked("called", place) if may_be_called else NO
            happens = _write_chance(draft, event, luck)
            room = only(writer, draft.marked("eligible", place), crowded)
            occurs = both(writer, room, either(writer, called, happens))
            draft.put_mark(occurs, "occurred", place)
            if may_be_called:
                recalled = both(writer, only(writer, draft.marked("eligible", place), room), called)
                draft.put_mark(recalled, "recalled", place)
            if event.slot:
                row = slots[event.slot]
                writer.store(True, row, either(writer, writer.read(True, row), occurs))
            for row in counting:
                more = as_number(writer, draft.marked("occurred", place))
                writer.store(False, row, writer.emit("add", writer.read(False, row), more))


def _write_chance(draft: Draft, event: EventRule, luck: Mapping[str, Value]) -> Value:
    if event.chance is None:
        return YES
    return happens(draft, draft.number(event.chance), luck[f"event/{event.id}"])


def happens(draft: Draft, per_cent: Value, luck: Value) -> Value:
    """Return where a chance in per cent holds: never at 0, always at 100."""
    writer = draft.writer
    return writer.emit("less", writer.emit("multiply", writer.constant(PER_CENT), luck), per_cent)


def _write_exposure(draft: Draft, place: int, luck: Mapping[str, Value]) -> None:
    """Narrow the open promises with an open rival to the exposed; `is_exposed` of one game."""
    writer, promise = draft.writer, draft.rules.promises[place]
    rivalled = draft.marked("exposed", place)
    if not promise.rivals:
        return
    with writer.region(rivalled):
        exposed = draft.has_rival(place, public=True) if promise.public else NO
        if promise.exposure is not None:
            chance = draft.number(promise.exposure)
            drawn = happens(draft, chance, luck[f"promise/{promise.id}"])
            exposed = either(writer, exposed, drawn)
        draft.put_mark(both(writer, exposed, rivalled), "exposed", place)


def write_demands(draft: Draft) -> None:
    """Write whom each event asks in this turn, and since when."""
    writer, rows = draft.writer, draft.rows
    for place, event in enumerate(draft.rules.events):
        if not event.options:
            continue
        occurred = draft.marked("occurred", place)
        lasting = ("since", place) in rows.numbers
        if lasting:
            since = select(writer, occurred, draft.turn(), draft.get("since", place))
            draft.put(since, "since", place)
        for seat in event.seats:
            waiting = draft.marked("waiting", place, seat) if lasting else NO
            draft.put_mark(either(writer, occurred, waiting), "asked", place, seat)


def write_rung(draft: Draft) -> Value | None:
    """Return the rung on which the ladder stands, from 0; `rung_of` of one game."""
    ladder, writer = draft.rules.ladder, draft.writer
    if ladder is None:
        return None
    rung = writer.emit("floor", draft.get("value", ladder.variable))
    rung = writer.emit("greatest", rung, writer.constant(0.0))
    return writer.emit("least", rung, writer.constant(len(ladder.rungs) - 1.0))


def write_locked(draft: Draft, rung: Value | None, names: set[str | None]) -> Value:
    """Return where the ladder locks an action, by its own name or that of its group."""
    ladder = draft.rules.ladder
    if ladder is None or rung is None:
        return NO
    locking = [place for place, rule in enumerate(ladder.rungs) if rule.locks & names]
    return draft.at_least(rung, float(locking[0])) if locking else NO


def write_permits(draft: Draft) -> None:
    """Write which actions may be ordered, prices aside, and what is published.

    The seats that publish come first, since the conditions of the others may read what they do.
    """
    from game.engine.batch.choosing import fill_purse, write_intents

    seats = draft.rules.seats.values()
    for seat in seats:
        fill_purse(draft, seat.id)
    rung = write_rung(draft)
    for seat in seats:
        if seat.intents:
            for place in seat.actions:
                draft.put_mark(_write_open(draft, place, rung), "may", place)
    if draft.rules.counters.intents:
        write_intents(draft)
        draft.intents_known = True
        draft.forget()
    for seat in seats:
        if not seat.intents:
            for place in seat.actions:
                draft.put_mark(_write_open(draft, place, rung), "may", place)


def _write_open(draft: Draft, place: int, rung: Value | None) -> Value:
    """Return where no rule forbids an action, its price aside; `forbid_action` of one game."""
    writer, action = draft.writer, draft.rules.actions[place]
    may = draft.mark(action.when) if action.when else YES
    if action.limit is not None:
        often = draft.at_least(draft.get("times", action.track), float(action.limit))
        may = only(writer, may, often)
    if action.wait:
        last = draft.get("last", action.track)
        until = writer.emit("add", last, writer.constant(float(action.wait)))
        rested = compare(writer, ">", draft.turn(), until)
        never = writer.emit("equal", last, writer.constant(0.0))
        may = both(writer, may, either(writer, rested, never))
    return only(writer, may, write_locked(draft, rung, {action.id, action.group}))
