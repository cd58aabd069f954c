"""Act on a disk that is full again and again: a process of its own, started by a test of faults.

`full_disk.py KIND FOLDER TIMES` plays an exercise in a folder. KIND says what is full: `disk`, if
the folder is a small file system of its own that a second file fills up, or `limit`, if the
system lets no file of this process grow beyond a size. It prints how often acts were refused and
how many were taken while the disk was filling up, and with what words they were refused.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

# Started by its path, beside the tests that share what it uses.
sys.path.insert(0, str(Path(__file__).parents[2]))

from game.errors import StoreError
from game.exercise import messages, phases
from game.exercise.configuration import read_configuration
from game.exercise.creation import create_exercise
from game.exercise.readers import WHITE
from game.exercise.store import Store
from tests.exercise.conftest import CONFIGURATION, NORTH, SOUTH, TWO_BANKS
from tests.exercise.soundness import check_log, count_messages

PAGE = 4096
"""How much a file of a database grows by at least, in bytes."""

MOST_PAGES = 12
"""How many more pages there is room for, at most: for some acts and the journal of each."""


@contextlib.contextmanager
def filled(folder: Path, left: int) -> Iterator[None]:
    """Leave so many bytes of the folder's file system."""
    filler = folder / "filler"
    disk = os.statvfs(folder)
    with filler.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(PAGE, disk.f_bavail * disk.f_frsize - left))
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def bounded(folder: Path, left: int) -> Iterator[None]:
    """Let the largest file of the folder grow by so many bytes, and no file beyond that."""
    size = max(path.stat().st_size for path in folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + left, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)


KINDS = {"disk": filled, "limit": bounded}


def play(kind: str, folder: Path, times: int) -> dict[str, object]:
    """Send messages until nothing more is taken, then find all that was taken, again and again."""
    chance = random.Random(2021)
    taken: list[str] = []
    refusals: list[str] = []
    known: dict[int, str] = {}
    with Store.open(f"sqlite:///{folder}/store.sqlite") as store:
        configuration = read_configuration(CONFIGURATION.format(scenario=TWO_BANKS))
        exercise = create_exercise(store, configuration).exercise
        phases.start(exercise, WHITE)
        for number in range(times):
            with KINDS[kind](folder, chance.randint(0, MOST_PAGES) * PAGE):
                while len(refusals) == number:
                    text = f"{number}-{len(taken)}-{'x' * chance.randint(1, 3000)}"
                    try:
                        messages.send_message(exercise, NORTH, ["white"], text)
                        taken.append(text)
                    except StoreError as error:
                        refusals.append(str(error).rpartition("cannot be used: ")[2])
                # What is in the log can be read while the disk is full.
                known = check_log(exercise, known)
            messages.send_message(exercise, SOUTH, ["white"], f"room again {number}")
            taken.append(f"room again {number}")
            known = check_log(exercise, known)
        sent = count_messages(exercise)
        assert set(sent) == set(taken) and set(sent.values()) == {1}
    return {"refused": times, "taken": len(taken) - times, "words": sorted(set(refusals))}


if __name__ == "__main__":
    print(json.dumps(play(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
