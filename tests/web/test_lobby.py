"""The host on a system that cannot fork: each seat is an interpreter of its own, two at a time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from pathlib import Path

import pytest

from game.exercise.phases import move_on, start
from game.exercise.readers import WHITE
from game.exercise.sessions import claim
from game.ui.exercise.launch import EXERCISE, STORE, TOKEN
from game.web.fork import Nursery, Seated
from tests.exercise.conftest import TWO_BANKS
from tests.exercise.soundness import check_log
from tests.web.visit import UNHURRIED, Visitor, gone, prepare, served

pytestmark = pytest.mark.slow

WITHOUT_FORK = """
import multiprocessing
multiprocessing.get_all_start_methods = lambda: ["spawn"]
from game.cli import run
run()
"""
"""The program on a system that has no fork server, as Windows."""


def interpreters_of(host: int) -> list[int]:
    """Return the processes that a host has started for seats and that live."""
    children = Path(f"/proc/{host}/task").glob("*/children")
    found = [int(child) for each in children for child in each.read_text().split()]
    return [each for each in found if "game.web.preload" in read_command(each)]


def read_command(process: int) -> str:
    """Return the command line of a process; nothing if it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


async def test_two_load_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule: while two interpreters load the screens, the others wait."""
    monkeypatch.setattr("game.web.fork.FORKS", False)
    store, exercise, codes = prepare(tmp_path, UNHURRIED.format(scenario=TWO_BANKS))
    nursery = Nursery({STORE: store.url, EXERCISE: exercise.id})
    await nursery.warm()
    opened: list[Seated] = []
    most = 0

    async def open_seat(code: str) -> None:
        session = claim(exercise, code).session
        assert session is not None
        size = {"COLUMNS": "120", "ROWS": "40"}
        opened.append(await nursery.open_seat({TOKEN: session.token, **size}))

    async def watch() -> None:
        nonlocal most
        while True:
            most = max(most, len(interpreters_of(os.getpid())) - len(opened))
            await asyncio.sleep(0.02)

    watching = asyncio.create_task(watch())
    seats = [each.code for each in codes if each.role == "seat"]
    await asyncio.gather(*map(open_seat, seats))
    watching.cancel()
    assert (len(opened), most) == (4, 2)
    for seat in opened:
        assert await seat.stdout.readline() == b"__GANGLION__\n"
        seat.kill()
        assert isinstance(seat.process, Process)
        await seat.process.communicate()
    store.close()


async def test_seats_play_and_come_back(tmp_path: Path) -> None:
    """Rule: all come to their seats, play, come back after a crash, and leave nothing behind."""
    text = UNHURRIED.format(scenario=TWO_BANKS)
    program = (sys.executable, "-c", WITHOUT_FORK)
    with served(tmp_path, text, program=program) as stage:
        start(stage.exercise, WHITE)
        move_on(stage.exercise, WHITE)
        codes = [each.code for each in stage.codes if each.role == "seat"][:2]
        async with Visitor(stage.address) as first, Visitor(stage.address) as second:
            for visitor, code in zip((first, second), codes, strict=True):
                await visitor.join(code)
                await visitor.connect()
            for visitor in (first, second):
                await visitor.see("Hand in")
            await first.press("E")
            await first.see("✓ handed in")
            seats = interpreters_of(stage.process.pid)
            assert len(seats) == 2
            for seat in seats:
                os.kill(seat, signal.SIGKILL)
            assert [await first.closed(), await second.closed()] == [1011, 1011]
            await first.connect()
            await first.see("✓ handed in")
            check_log(stage.exercise, {})
            (last,) = interpreters_of(stage.process.pid)
            stage.process.kill()
            await asyncio.to_thread(stage.process.wait)
            await gone([last])
