"""A visitor of the web host without a browser: cookies, a websocket, and what is drawn on it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp

from game.exercise.codes import Code
from game.exercise.configuration import read_configuration
from game.exercise.creation import create_exercise
from game.exercise.exercise import Exercise
from game.exercise.store import Store
from tests.exercise.conftest import CONFIGURATION
from tests.web.drawn import MOST, Drawn

UNHURRIED = CONFIGURATION.replace("plan = 10", "plan = 600").replace("minutes = 3", "minutes = 300")
"""Two rooms in whose planning nothing comes by itself, however slow the machine."""


@dataclass(frozen=True)
class Stage:
    """A served exercise."""

    address: str
    """Where it is served."""
    exercise: Exercise
    """The same exercise, opened by the test."""
    codes: tuple[Code, ...]
    """All codes."""
    process: subprocess.Popen[str]
    """The host."""

    def code(self, seat: str) -> str:
        """Return the code of a seat, or of a role."""
        return next(each.code for each in self.codes if seat in (each.seat, each.role))


def prepare(
    folder: Path, text: str, url: str | None = None
) -> tuple[Store, Exercise, tuple[Code, ...]]:
    """Return a store, in the folder if no other is named, with an exercise and its codes."""
    store = Store.open(url or str(folder / "exercises.db"))
    created = create_exercise(store, read_configuration(text))
    return store, created.exercise, created.codes


PROGRAM = (sys.executable, "-m", "game")
"""What is run as `buffer-state`."""


@contextmanager
def served(
    folder: Path,
    text: str,
    *options: str,
    url: str | None = None,
    program: Sequence[str] = PROGRAM,
) -> Iterator[Stage]:
    """Serve a new exercise by the real command, and end it."""
    store, exercise, codes = prepare(folder, text, url)
    with store, host_of(folder, exercise, codes, *options, program=program) as stage:
        yield stage


@contextmanager
def host_of(
    folder: Path,
    exercise: Exercise,
    codes: tuple[Code, ...],
    *options: str,
    program: Sequence[str] = PROGRAM,
) -> Iterator[Stage]:
    """Serve an exercise by the real command, and end the host; the exercise stays."""
    command = [*program, "exercise", "serve", exercise.id, "--port", "0"]
    with open(folder / "host.log", "w") as log:
        host = subprocess.Popen(
            [*command, "--store", exercise.store.url, *options],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert host.stdout is not None
            line = host.stdout.readline()
            found = re.search(r"http://[\d.]+:\d+", line)
            assert found, (line, (folder / "host.log").read_text())
            yield Stage(found[0], exercise, codes, host)
        finally:
            host.send_signal(signal.SIGTERM)
            host.wait(MOST)
            if host.stdout is not None:
                host.stdout.close()


class Visitor(Drawn):
    """Someone with a browser's manners."""

    def __init__(self, address: str, source: str = "192.0.2.1") -> None:
        """Come from an address, as a proxy tells it."""
        super().__init__()
        self.address = address
        self.raw = bytearray()
        self.session = aiohttp.ClientSession(
            headers={"Origin": address, "X-Forwarded-For": source},
            cookie_jar=aiohttp.CookieJar(unsafe=True),
        )
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self.reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.hang_up()
        await self.session.close()

    async def join(self, code: str) -> tuple[int, str]:
        """Give a code; return the status of the answer and the page that follows."""
        async with self.session.post(f"{self.address}/join", data={"code": code}) as answer:
            return answer.status, await answer.text()

    async def look(self, path: str = "/") -> str:
        """Return a page."""
        async with self.session.get(f"{self.address}{path}") as answer:
            return await answer.text()

    async def connect(self) -> None:
        """Open the terminal and begin to read what is drawn."""
        self.socket = await self.session.ws_connect(f"{self.address}/ws?width=120&height=40")
        self.silent = False
        self.clear(120, 40)
        self.reading = asyncio.create_task(self._read(self.socket))

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.raw += message.data
                self.draw(message.data)
        self.silent = True
        self.news.set()

    async def press(self, keys: str) -> None:
        """Send keys."""
        assert self.socket is not None
        await self.socket.send_json(["stdin", keys])

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, which is empty until all is drawn anew."""
        assert self.socket is not None
        self.screen.resize(rows, columns)
        self.screen.erase_in_display(2)
        await self.socket.send_json(["resize", {"width": columns, "height": rows}])

    async def closed(self) -> int | None:
        """Wait until the host closes the connection and return its code."""
        assert self.reading is not None and self.socket is not None
        await asyncio.wait_for(asyncio.shield(self.reading), MOST)
        return self.socket.close_code

    async def hang_up(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            await self.socket.close()
        if self.reading is not None:
            await self.reading


def seats_of(host: int) -> list[int]:
    """Return the processes that the host's fork server has forked and that live."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_text()
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if "forkserver" in command and state != "Z":
            found.append((int(entry.name), int(parent)))
    servers = {process for process, parent in found if parent == host}
    return [process for process, parent in found if parent in servers]


async def gone(processes: Sequence[int]) -> None:
    """Wait until processes have ended."""
    async with asyncio.timeout(MOST):
        while any(is_alive(process) for process in processes):
            await asyncio.sleep(0.05)


def is_alive(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
