"""Preflight: whether this machine can carry the exercise: address, disk, clock, store, load."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from game.engine import SILENCE
from game.exercise.clock import MICROSECONDS
from game.exercise.drafts import save_draft
from game.exercise.exercise import Exercise
from game.exercise.readers import Reader
from game.exercise.worlds import WorldGame
from game.policy import POLICIES

Grade = Literal["good", "look", "bad"]
"""How a check came out."""

MEMORY_OF_A_SEAT: Final = 48
"""Megabytes that a browser's session takes where it is not forked, as was measured."""

LEAST_DISK: Final = 500
"""Megabytes that should be free."""

WRITES: Final = 20
"""How many writes are timed."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check and how it came out."""

    name: str
    """What was looked at."""
    grade: Grade
    """How it came out."""
    text: str
    """What was found, and what to do."""


def inspect_host(exercise: Exercise, port: int = 8000) -> Iterator[Check]:
    """Yield the checks of this machine for an exercise."""
    yield check_address(port)
    yield check_disk(exercise)
    yield check_clock(exercise)
    yield check_store(exercise)
    yield check_load(exercise)
    yield check_memory(exercise)


def check_address(port: int) -> Check:
    """Tell under which address other machines may reach this one, and whether the port is free."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return Check("address", "bad", f"port {port} is in use; give another with --port")
    found = find_address()
    if found is None:
        return Check("address", "look", "no network: only this machine itself can join")
    return Check("address", "good", f"others reach this machine at http://{found}:{port}")


def find_address() -> str | None:
    """Return the address of this machine in its network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found: str = probe.getsockname()[0]
        return None if found.startswith("127.") else found


def check_disk(exercise: Exercise) -> Check:
    """Tell how much room there is where the store lies."""
    file = exercise.store.file
    if file is None:
        return Check("disk", "look", "the store lies on a server; look at its disk there")
    free = shutil.disk_usage(Path(file).resolve().parent).free >> 20
    grade: Grade = "good" if free >= LEAST_DISK else "bad"
    return Check("disk", grade, f"{free} MB free beside {file.name}; {LEAST_DISK} MB are enough")


def check_clock(exercise: Exercise) -> Check:
    """Tell whether the machine's clock stands behind the log."""
    events = exercise.read_all(Reader("analyst"))
    ahead = (events[-1].moment - time.time_ns() // 1000) / MICROSECONDS
    if ahead > 1.0:
        text = f"the log is {ahead:.0f} s ahead of this machine: its clock was set back"
        return Check("clock", "look", f"{text}; the exercise goes on, but set it right")
    return Check("clock", "good", time.strftime("it is %Y-%m-%d %H:%M %Z; look whether it is"))


def check_store(exercise: Exercise) -> Check:
    """Time some writes of drafts, the commonest act of an exercise."""
    nobody = Reader("seat", "", "preflight")
    times = []
    for _ in range(WRITES):
        begun = time.perf_counter()
        save_draft(exercise, nobody, SILENCE, 0)
        times.append(time.perf_counter() - begun)
    worst = 1000.0 * max(times)
    grade: Grade = "good" if worst < 200.0 else "look"
    return Check("store", grade, f"the slowest of {WRITES} writes took {worst:.0f} ms")


def check_load(exercise: Exercise) -> Check:
    """Time a turn of all worlds, played by bots and not kept."""
    begun = time.perf_counter()
    for world in exercise.configuration.worlds:
        game = WorldGame(exercise.game(world.id).rules, exercise.configuration.seed_of(world.id))
        plans = {
            seat: POLICIES["weights"](game.rules, game.opening, seat) for seat in game.rules.seats
        }
        game.play(plans, ())
    seconds = time.perf_counter() - begun
    grade: Grade = "good" if seconds < 3.0 else "look"
    worlds = len(exercise.configuration.worlds)
    return Check("load", grade, f"a turn of {worlds} worlds takes {seconds:.2f} s")


def check_memory(exercise: Exercise) -> Check:
    """Tell whether the sessions that are expected fit into memory."""
    seats = len(list(exercise.configuration.all_teams()))
    needed = MEMORY_OF_A_SEAT * (seats + 2)
    try:
        pages, size = os.sysconf("SC_AVPHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return Check("memory", "look", f"{seats} seats take about {needed} MB; see that it is free")
    free = pages * size >> 20
    grade: Grade = "good" if free > needed else "look"
    return Check("memory", grade, f"{seats} seats take about {needed} MB; {free} MB are free")
