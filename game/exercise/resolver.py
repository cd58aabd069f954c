"""The resolver: one leased process that runs clocks, triggers of injects, and resolutions.

Whatever it does it finds in the log first, under the log's lock; so it does it once, also when it
dies in the middle and another goes on.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable
from typing import Final

from game.errors import BufferStateError, StoreError
from game.exercise.backup import back_up
from game.exercise.exercise import Exercise
from game.exercise.injects import run_triggers
from game.exercise.lease import Lease
from game.exercise.payloads import ClockExpired
from game.exercise.readers import of_world
from game.exercise.resolution import PROGRAM, resolve_world

PAUSE: Final = 0.5
"""The seconds between two looks."""

BEAT: Final = 1.0
"""The seconds between two beats of the lease."""


class Resolver:
    """A process's offer to be the resolver of an exercise."""

    def __init__(
        self, exercise: Exercise, host: str = "", tell: Callable[[str], None] = lambda text: None
    ) -> None:
        """Offer it; `run` begins.

        Args:
            exercise: Which exercise.
            host: How people call the machine.
            tell: Tells people why nothing goes on, once, and that all goes on again.
        """
        self.exercise = exercise
        self.lease = Lease(exercise, host or platform.node())
        self.tell = tell
        self.trouble = ""
        """Why the last look failed; empty if it did not."""

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop, whenever the lease is held.

        A database that is gone for a while is asked again.
        """
        waited = BEAT
        while not stop.wait(PAUSE):
            waited += PAUSE
            try:
                if waited >= BEAT:
                    self.lease.take()
                    waited = 0.0
                if self.lease.held:
                    tick(self.exercise)
                self._note("")
            except BufferStateError as error:
                self._note(str(error))
        try:
            self.lease.give_back()
        except StoreError as error:
            self._note(str(error))

    def _note(self, trouble: str) -> None:
        """Tell of trouble that is new, and of its end."""
        if bool(trouble) != bool(self.trouble):
            self.tell(trouble or "All goes on: clocks, injects and resolutions run.")
        self.trouble = trouble


def tick(exercise: Exercise) -> int:
    """Do all that is due, once, and return how many things were done.

    Raises:
        StoreError: The database refuses; what was not done is still due.
    """
    standing = exercise.standing()
    if standing.progress != "running" or standing.paused:
        return 0
    done = expire_phases(exercise) + run_triggers(exercise)
    waiting = [
        name
        for name, place in standing.worlds.items()
        if place.phase == "adjudicate" and not place.resolved
    ]
    resolved = sum(resolve_world(exercise, world) for world in waiting)
    if resolved:
        back_up(exercise)
    return done + resolved


def expire_phases(exercise: Exercise) -> int:
    """Note the phases whose deadline has passed; nothing else follows from it."""
    if not any(_is_expired(exercise, world) for world in exercise.standing().worlds):
        return 0
    with exercise.change(PROGRAM) as change:
        expired = [world for world in change.standing.worlds if _is_expired(exercise, world)]
        for world in expired:
            phase = change.world(world).phase
            assert phase
            change.append(ClockExpired(phase=phase), of_world(world), world)
    return len(expired)


def _is_expired(exercise: Exercise, world: str) -> bool:
    place = exercise.world(world)
    left = exercise.last_standing.remaining(world, exercise.now)
    return bool(place.phase) and not place.expired and left is not None and left <= 0.0
