"""The numbers that run down, the marks that they leave on the turns, and the ladder."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.engine.opening import rung_of
from game.engine.view import Reading
from game.engine.words import label_count
from game.scenario.models.desk import Countdown
from game.ui.desk.numbers import brief_of, word_of, write_number
from game.ui.desk.position import Position
from game.ui.desk.seats import mark_seat
from game.ui.widgets.countdown import Count
from game.ui.widgets.ladder import Ladder
from game.ui.widgets.thread import TurnMark

FIRST, NEXT = "bright", "gold"
"""Colours of countdowns that bear no seat's: those that count turns, and the others."""


@dataclass(frozen=True, slots=True)
class CountView:
    """A countdown and what explains it."""

    count: Count
    """What is drawn."""
    of: str | None
    """The value whose causes explain it."""


def list_countdowns(position: Position, pips: int = 12) -> tuple[CountView, ...]:
    """Return the scenario's countdowns as they stand for the seat, with so many pips at most."""
    countdowns = position.scenario.desk.countdowns
    return tuple(CountView(_count(position, each, pips), each.of_var) for each in countdowns)


def _count(position: Position, countdown: Countdown, pips: int = 12) -> Count:
    reading = position.standpoint.read(countdown.value)
    left = _whole(reading)
    accent = mark_seat(position.scenario, countdown.seat).accent if countdown.seat else None
    return Count(
        value=left,
        title=label_count(countdown.label, left == 1),
        short=countdown.short or countdown.label,
        cause=_tell_cause(position, countdown, reading),
        date=_tell_end(position, countdown, left),
        accent=accent or (FIRST if countdown.in_turns else NEXT),
        pips=min(countdown.of, pips if (left or 0) < 10 else pips - 1),
    )


def _tell_cause(position: Position, countdown: Countdown, reading: Reading) -> str:
    """Return why it runs; where it is not known exactly, between which ends it lies."""
    if reading.exact:
        return position.standpoint.write(countdown.note).replace("-", "−")
    if reading.hidden:
        return "not known to you"
    return f"{math.floor(reading.low)} to {math.floor(reading.high)}, as far as you know"


def _whole(reading: Reading) -> int | None:
    """Return what is left, rounded down; none where it is not known exactly."""
    return max(0, math.floor(reading.value + 1e-9)) if reading.exact else None


def _tell_end(position: Position, countdown: Countdown, left: int | None) -> str:
    """Return when it ends: `dry in Q1 2022`; for what is no time, the word of its value."""
    if countdown.in_turns and left is not None:
        turn, last = position.turn + left, position.rules.turns
        end = countdown.ends or "over"
        if turn > last:
            return f"beyond {position.date_of(last)}"
        return f"{end} in {position.date_of(turn)}" if left else f"{end} now"
    if countdown.of_var:
        return word_of(position.scenario, countdown.of_var, position.view[countdown.of_var])
    return countdown.ends or ""


def mark_ends(position: Position) -> tuple[TurnMark, ...]:
    """Return where on the line of turns countdowns end, the first to end first."""
    marks = []
    for countdown in position.scenario.desk.countdowns:
        left = _whole(position.standpoint.read(countdown.value))
        if countdown.in_turns and left is not None and position.turn + left <= position.rules.turns:
            count = _count(position, countdown)
            label = " ".join(filter(None, (count.short, countdown.ends)))
            marks.append(TurnMark(position.turn + left, label, count.accent))
    return tuple(sorted(marks, key=lambda mark: mark.turn))


def describe_ladder(position: Position) -> Ladder | None:
    """Return the ladder as it stands, where the scenario has one."""
    ladder, rules = position.scenario.ladder, position.rules
    if ladder is None or rules.ladder is None:
        return None
    rung = rung_of(rules, position.opening.state)
    above = ladder.rungs[rung + 1] if rung + 1 < len(ladder.rungs) else None
    measure = position.view[ladder.from_]
    sunk = ladder.sink if rung == 0 else 0.0
    risk = max(position.opening.state.accident + ladder.rungs[rung].accident - sunk, 0.0)
    here = ladder.rungs[rung]
    return Ladder(
        rung=rung,
        rungs=len(ladder.rungs),
        name=here.label,
        short=here.short or here.label,
        measure=brief_of(position.scenario, ladder.from_),
        heat=round(measure.value),
        next_label=(above.short or above.label) if above else "",
        next_at=round(above.up or 0.0) if above else 0,
        risk=f"{write_number(min(risk, 100.0), 1)}%" if risk else "",
        title=(ladder.label or "Escalation").upper(),
    )
