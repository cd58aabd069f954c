"""Rehearse an exercise: a copy is played by bots, to find injects that never come."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.exercise.clock import MICROSECONDS, Clock
from game.exercise.creation import enter
from game.exercise.exercise import Exercise
from game.exercise.phases import decide, is_last, move_on, start
from game.exercise.readers import WHITE
from game.exercise.resolver import tick
from game.exercise.standing import Standing
from game.exercise.store import Store

STEPS: Final = 4
"""How often the clock is looked at within a phase."""

MOST_TURNS: Final = 400
"""After so many turns a rehearsal ends in any case."""


class QuickClock(Clock):
    """A clock that stands until it is moved."""

    def __init__(self, moment: int) -> None:
        """Begin at a time, in microseconds since 1970."""
        self._moment = moment

    def now(self) -> int:
        """Return where it stands."""
        return self._moment

    def observe(self, moment: int) -> None:
        """Catch up with the log."""
        self._moment = max(self._moment, moment)

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self._moment += int(seconds * MICROSECONDS)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of a rehearsal."""

    turns: dict[str, int]
    """How many turns each world had."""
    endings: dict[str, str]
    """How each world ended."""
    seconds: float
    """The exercise time of the whole, if every phase takes its length."""
    sent: dict[str, str]
    """The injects that came, or became due, with where and when first."""
    dead: dict[str, str]
    """The injects that never came by themselves, with the reason."""


def rehearse(exercise: Exercise) -> Rehearsal:
    """Play a copy of an exercise with bots in all seats; the exercise itself is not touched.

    Raises:
        StoreError: The copy cannot be written.
    """
    created = exercise.standing().created
    assert created is not None
    with tempfile.TemporaryDirectory(prefix="buffer-state-rehearsal-") as folder:
        clock = QuickClock(exercise.now)
        with Store.open(f"sqlite:///{Path(folder) / 'copy.sqlite'}", clock) as store:
            copy = enter(store, created).exercise
            start(copy, WHITE)
            for _ in range(MOST_TURNS * 5):
                if not _step(copy, clock):
                    break
            clock.move(copy.configuration.phases.seconds("release"))
            return _sum_up(copy)


def _step(copy: Exercise, clock: QuickClock) -> bool:
    """Live through a phase and open the next; tell whether there is one."""
    standing = copy.standing()
    going = [
        world
        for world, place in standing.worlds.items()
        if not (place.phase == "release" and is_last(standing, place))
    ]
    if not going:
        return False
    phase = standing.worlds[going[0]].phase
    assert phase
    for _ in range(STEPS):
        tick(copy)
        clock.move(standing.configuration.phases.seconds(phase) / STEPS)
    tick(copy)
    if phase == "plan":
        for world in going:
            for seat in standing.configuration.teams(world):
                decide(copy, WHITE, world, seat, "bot")
    move_on(copy, WHITE, going)
    tick(copy)
    return True


def _sum_up(copy: Exercise) -> Rehearsal:
    standing = copy.standing()
    return Rehearsal(
        turns={world: place.turn for world, place in standing.worlds.items()},
        endings={world: place.ending or "open" for world, place in standing.worlds.items()},
        seconds=standing.elapsed(copy.now) / MICROSECONDS,
        sent=dict(_list_sent(standing)),
        dead=dict(_list_dead(standing)),
    )


def _list_sent(standing: Standing) -> Iterator[tuple[str, str]]:
    for name, line in standing.injects.items():
        if line.sent:
            first = min(line.sent.values(), key=lambda event: event.seq)
            yield name, f"world {first.world}, turn {first.turn}, {first.phase}"
        elif line.due:
            yield name, f"world {min(line.due)}, where it waited for white"


def _list_dead(standing: Standing) -> Iterator[tuple[str, str]]:
    """Yield the injects that never came, with why."""
    last = max(place.turn for place in standing.worlds.values())
    for name, line in standing.injects.items():
        inject = line.inject
        if line.sent or line.due or inject.trigger == "manual":
            continue
        if inject.trigger == "condition":
            yield name, f"its condition never held: {inject.when}"
        elif inject.trigger == "turn" and (inject.turn or 0) > last:
            yield name, f"turn {inject.turn} was never played; the last was {last}"
        else:
            yield name, f"its time, {inject.minutes:g} min, never came"
