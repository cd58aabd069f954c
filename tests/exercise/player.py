"""Play an exercise until killed: a process of its own, started by the tests of faults.

It loads everything once and begets a child for each line that it reads: `acts SEED` plays seats and
white at random, `ticks SEED` is a resolver. A child says when it is ready, and announces each
entry that it has found in the log, after the commit, by number and UUID.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import threading

from game.engine import Plan
from game.errors import BufferStateError, StoreError
from game.exercise import messages, orders, phases
from game.exercise.exercise import Exercise
from game.exercise.log import Cursor
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.store import Store

NORTH, SOUTH = Reader("seat", "a", "north"), Reader("seat", "a", "south")


def announce(*words: object) -> None:
    """Tell the parent something, in one write."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


class Voice:
    """What has been announced of a log."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise, self.cursor = exercise, Cursor()

    def tell(self) -> None:
        """Announce the entries that are new."""
        batch = self.exercise.read(WHITE, self.cursor)
        self.cursor = batch.cursor
        if batch.events:
            announce("entries", *(f"{event.seq}={event.id}" for event in batch.events))


def act(exercise: Exercise, chance: random.Random) -> None:
    """Do one thing at random; what is not allowed now is not done."""
    place = exercise.standing().worlds["a"]
    seat = chance.choice([NORTH, SOUTH])
    kind = chance.randrange(8)
    if kind == 0:
        messages.send_message(exercise, seat, ["white"], f"message {chance.random()}")
    elif kind == 1:
        orders.withdraw(exercise, seat, place.turn)
    elif kind in (2, 3):
        plan = Plan((chance.choice(["dig", "pray"] if seat == NORTH else ["sow"]),))
        orders.submit(exercise, seat, plan, place.turn)
    elif phases.is_last(exercise.standing(), place) and place.phase == "release":
        phases.revert(exercise, WHITE, "a", 1, "again")
    else:
        for each in phases.find_missing(place, ["north", "south"]):
            if place.phase == "lock":
                phases.decide(exercise, WHITE, "a", each, "silence")
        phases.move_on(exercise, WHITE, ["a"])


def play_on(url: str, kind: str, seed: int) -> None:
    """Play until killed; a database that is away is asked again."""
    chance = random.Random(seed)
    rest = threading.Event()
    with Store.open(url) as store:
        exercise = Exercise.find(store, "spring")
        voice = Voice(exercise)
        exercise.game("a")
        announce("ready")
        while True:
            with contextlib.suppress(BufferStateError):
                if kind == "ticks":
                    tick(exercise)
                else:
                    act(exercise, chance)
            try:
                voice.tell()
            except StoreError:
                rest.wait(0.02)
            rest.wait(chance.random() * 0.004)


def serve() -> None:
    """Beget a child for each line, and say how those that have ended did."""
    url = sys.argv[1]
    with Store.open(url) as store:  # Not to be inherited, but what loads with it is.
        Exercise.find(store, "spring").game("a")
    for line in sys.stdin:
        kind, number = line.split()
        if kind == "reap":
            _, status = os.waitpid(int(number), 0)
            announce("ended", os.waitstatus_to_exitcode(status))
            continue
        child = os.fork()
        if child == 0:
            play_on(url, kind, int(number))
        announce("child", child)


if __name__ == "__main__":
    serve()
