"""The end of a turn on the tape. Mirrors `game.engine.judging`."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.batch.changes import Changes, store_clamped
from game.engine.batch.choosing import gate
from game.engine.batch.draft import Draft
from game.engine.batch.effects import apply, roll_outcomes
from game.engine.batch.formulas import both, compare, either, only, select
from game.engine.batch.opening import happens, write_rung
from game.engine.batch.writer import NO, YES, Value
from game.engine.drawing import PER_CENT
from game.engine.rules import LadderRule, RungRule


def write_judging(draft: Draft) -> None:
    """Write the ladder, its accident, flags with thresholds, and endings."""
    if draft.rules.ladder is not None:
        _write_ladder(draft, draft.rules.ladder)
        _write_accident(draft, draft.rules.ladder)
    _write_flags(draft)
    _write_endings(draft)


def _write_ladder(draft: Draft, ladder: LadderRule) -> None:
    """Climb while the measure reaches the next rung, else descend while it has left this one."""
    writer = draft.writer
    measure = draft.number(ladder.measure)
    old = rung = write_rung(draft)
    if rung is None or old is None:
        return
    one, highest = writer.constant(1.0), len(ladder.rungs) - 1
    for _ in range(ladder.step):
        up = _look_up(draft, ladder, rung, lambda rule: rule.up, above=1)
        climbs = compare(writer, ">=", measure, up)
        climbs = both(writer, climbs, compare(writer, "<", rung, writer.constant(float(highest))))
        down = _look_up(draft, ladder, rung, lambda rule: rule.down)
        sinks = compare(writer, "<=", measure, down)
        sinks = both(writer, sinks, compare(writer, ">", rung, writer.constant(0.0)))
        sinks = only(writer, both(writer, sinks, compare(writer, "<=", rung, old)), climbs)
        lower = select(writer, sinks, writer.emit("subtract", rung, one), rung)
        rung = select(writer, climbs, writer.emit("add", rung, one), lower)
    store_clamped(draft, ladder.variable, rung)
    draft.forget()


def _look_up(
    draft: Draft,
    ladder: LadderRule,
    rung: Value,
    field: Callable[[RungRule], float],
    above: int = 0,
) -> Value:
    """Return a field of the rung on which each game stands, or of the one above."""
    writer = draft.writer
    found = writer.constant(0.0)
    for place, rule in enumerate(ladder.rungs[above:]):
        stands = writer.emit("equal", rung, writer.constant(float(place)))
        found = select(writer, stands, writer.constant(field(rule)), found)
    return found


def _write_accident(draft: Draft, ladder: LadderRule) -> None:
    """Let the chance of an accident grow by the rung, or sink on the lowest, and roll it."""
    writer, zero = draft.writer, draft.writer.constant(0.0)
    rung = write_rung(draft)
    if rung is None:
        return
    grown = _look_up(draft, ladder, rung, lambda rule: rule.accident)
    chance = writer.emit("add", draft.get("standing", "accident"), grown)
    sunk = writer.emit("subtract", chance, writer.constant(ladder.sink))
    lowest = writer.emit("equal", rung, zero)
    chance = select(writer, lowest, writer.emit("greatest", sunk, zero), chance)
    chance = writer.emit("least", chance, writer.constant(PER_CENT))
    row = writer.reserve(True)
    writer.store(True, row, compare(writer, ">", chance, zero))
    (luck,) = writer.roll(["ladder"], [writer.read(True, row)])
    struck = both(writer, happens(draft, chance, luck), writer.read(True, row))
    draft.put(select(writer, struck, zero, chance), "standing", "accident")
    if ladder.accident is not None:
        changes = Changes(draft, [ladder.accident])
        draws = roll_outcomes(draft, [(ladder.accident, struck)])
        apply(draft, ladder.accident, struck, changes, draws)
        changes.settle()


def _write_flags(draft: Draft) -> None:
    """Try the thresholds of all flags on the same state; raising wins."""
    writer = draft.writer
    verdicts = []
    for flag, rise, fall in draft.rules.hysteresis:
        rises = draft.mark(rise) if rise is not None else NO
        falls = draft.mark(fall) if fall is not None else NO
        stands = either(writer, rises, only(writer, draft.marked("flag", flag), falls))
        verdicts.append((flag, _hold_mark(draft, stands)))
    for flag, stands in verdicts:
        draft.put_mark(stands, "flag", flag)
    draft.forget()


def _hold_mark(draft: Draft, mark: Value) -> Value:
    """Copy a mark to a row of its own, so that what it was may be overwritten."""
    row = draft.writer.reserve(True)
    draft.writer.store(True, row, mark)
    return draft.writer.read(True, row)


def _write_endings(draft: Draft) -> None:
    """Try the endings, the highest priority first; those of the end only after the last turn."""
    writer, rules = draft.writer, draft.rules
    last = _hold_mark(draft, draft.at_least(draft.turn(), float(rules.last_turn)))
    row = draft.rows.marks[("ended",)]
    draft.put_mark(NO, "ended")
    draft.put(writer.constant(-1.0), "standing", "ending")
    for place, ending in enumerate(rules.endings):
        with writer.region(last if ending.last else YES):
            holds = only(writer, draft.mark(ending.when), writer.read(True, row))
            number, so_far = writer.constant(float(place)), draft.get("standing", "ending")
            draft.put(select(writer, holds, number, so_far), "standing", "ending")
            writer.store(True, row, either(writer, writer.read(True, row), holds))
    ended = either(writer, draft.marked("ended"), last)
    draft.put_mark(ended, "ended")
    draft.put(gate(draft, draft.marked("ended"), draft.turn()), "standing", "end_turn")
