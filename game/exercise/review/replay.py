"""Replay: the log step by step, each with what a reader knew then."""

from __future__ import annotations

from dataclasses import dataclass

from game.exercise.clock import MICROSECONDS
from game.exercise.events import Event, leave_out_practice
from game.exercise.exercise import Exercise
from game.exercise.payloads import TurnReleased, TurnResolved, TurnReverted
from game.exercise.readers import Reader
from game.exercise.standing import Standing
from game.exercise.tally import count_in


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the log in a replay."""

    event: Event
    """The entry."""
    elapsed: float
    """The exercise time at which it came, in seconds."""
    known: bool
    """Whether the reader could read it then."""
    values: dict[str, float]
    """The values that the reader knew then, by name; all for white."""


def list_steps(exercise: Exercise, reader: Reader, world: str) -> tuple[Step, ...]:
    """Return the log of a world step by step, as one reader lived through it.

    White replays: the steps hold all entries of the world and of the whole exercise, each marked
    with whether the reader could read it, so that the debrief can show both. Practice turns are
    left out.
    """
    from game.exercise.readers import WHITE

    mine = {event.seq for event in exercise.read_all(reader)}
    standing, values = Standing(), dict[str, float]()
    steps = []
    log = exercise.read_all(WHITE)
    counting = {event.seq for event in leave_out_practice(log)}
    for event in log:
        count_in(standing, event)
        if event.world not in ("", world) or event.seq not in counting:
            continue
        known = event.seq in mine
        values = _learn(values, event, reader, known)
        elapsed = standing.elapsed(event.moment) / MICROSECONDS
        steps.append(Step(event, elapsed, known, values))
    return tuple(steps)


def _learn(values: dict[str, float], event: Event, reader: Reader, known: bool) -> dict[str, float]:
    """Return the values that a reader knows after an entry."""
    kind = TurnResolved if reader.omniscient else TurnReleased
    if known and isinstance(event.payload, kind):
        return {**values, **event.payload.report.after}
    if known and isinstance(event.payload, TurnReverted):
        return {}
    applied = getattr(event.payload, "applied", ()) if reader.omniscient else ()
    return {**values, **{each.name: each.after for each in applied}} if applied else values
