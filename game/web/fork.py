"""The processes of the seats: forked from one that has loaded the screens, or started anew.

Thirty interpreters that start at once take half a minute on two cores. The standard library's fork
server loads Textual and the game once and forks in milliseconds. Where there is none, a few
processes start at a time and the others wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from game.errors import BufferStateError

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
"""Whether this system can fork."""

AT_ONCE = 2
"""How many processes start together where none can be forked."""

PATIENCE = 60.0
"""Seconds for which others wait until such a process has loaded its screens."""

SCREENS = {
    "TEXTUAL_DRIVER": "game.ui.exercise.driver:SeatDriver",
    "TEXTUAL_FPS": "30",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "COLORTERM": "truecolor",
    "TERM_PROGRAM": "textual",
}
"""What Textual reads from the environment when it is imported."""

FRUGAL = {
    # Threads of one process would each get a heap, and freed arrays would stay with it.
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    # There are more seats than processors.
    "OPENBLAS_NUM_THREADS": "1",
}
"""What keeps a process small; the C library reads it when a process starts."""


class Output(Protocol):
    """What a seat draws, as textual-serve reads it."""

    async def readline(self) -> bytes:
        """Return a line; nothing at the end."""

    async def readexactly(self, n: int) -> bytes:
        """Return so many bytes."""


class Begun:
    """The output of a process whose first line has been read."""

    def __init__(self, line: bytes, stream: asyncio.StreamReader) -> None:
        """Put the line before the rest of the stream."""
        self.line = line
        self.stream = stream

    async def readline(self) -> bytes:
        """Return a line, the first one first."""
        line, self.line = self.line, b""
        return line or await self.stream.readline()

    async def readexactly(self, n: int) -> bytes:
        """Return so many bytes of what follows the first line."""
        return await self.stream.readexactly(n)


@dataclass(frozen=True)
class Seated:
    """The process of a seat, with its pipes."""

    process: BaseProcess | Process
    """The process."""
    stdin: asyncio.StreamWriter
    """What the seat reads; at its end, the seat leaves."""
    stdout: Output
    """What it draws."""
    stderr: asyncio.StreamReader
    """What it complains of."""

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()


class Nursery:
    """Where the processes of seats come from."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Prepare for seats.

        Args:
            environment: What all seats find in their environment.
        """
        self.environment = {**SCREENS, **FRUGAL, **environment}
        self._turn = asyncio.Semaphore(1 if FORKS else AT_ONCE)
        self._context: BaseContext | None = None

    async def warm(self) -> None:
        """Load the screens in the fork server before the first seat comes."""
        if not FORKS:
            return
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["game.web.preload"])
        # The server reads the environment once, when it starts.
        os.environ.update(self.environment)
        first = context.Process(target=os.getpid, daemon=True)
        try:
            await asyncio.to_thread(first.start)
        except (EOFError, OSError) as error:
            raise BufferStateError(
                "the process that loads the screens for all seats has ended at once; what it "
                "complained of stands above"
            ) from error
        await asyncio.to_thread(first.join)
        self._context = context

    async def open_seat(self, environment: Mapping[str, str]) -> Seated:
        """Start the process of a seat."""
        async with self._turn:
            if self._context is None:
                return await self._start_anew(environment)
            return await _fork(self._context, environment)

    async def _start_anew(self, environment: Mapping[str, str]) -> Seated:
        """Start an interpreter, and keep the turn until it has loaded the screens."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "game.web.preload",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, **self.environment, **environment},
        )  # fmt: skip
        stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
        if stdin is None or stdout is None or stderr is None:
            raise RuntimeError("the process of a seat has no pipes")
        line = b""
        with contextlib.suppress(TimeoutError):
            line = await asyncio.wait_for(stdout.readline(), PATIENCE)
        return Seated(process, stdin, Begun(line, stdout), stderr)


async def _fork(context: BaseContext, environment: Mapping[str, str]) -> Seated:
    """Fork a seat from the fork server, with pipes for its standard streams."""
    ends = [context.Pipe(duplex=False) for _ in range(3)]
    (stdin, ours_in), (ours_out, stdout), (ours_err, stderr) = ends
    process = context.Process(  # type: ignore[attr-defined]
        target=enter_seat, args=(stdin, stdout, stderr, dict(environment)), daemon=True
    )
    try:
        await asyncio.to_thread(process.start)
    finally:
        for end in (stdin, stdout, stderr):
            end.close()
    return Seated(process, await _write_to(ours_in), await _read(ours_out), await _read(ours_err))


async def _read(pipe: Connection) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    file = os.fdopen(os.dup(pipe.fileno()), "rb", 0)
    pipe.close()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader


async def _write_to(pipe: Connection) -> asyncio.StreamWriter:
    file = os.fdopen(os.dup(pipe.fileno()), "wb", 0)
    pipe.close()
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, file)
    return asyncio.StreamWriter(transport, protocol, None, loop)


def enter_seat(
    stdin: Connection, stdout: Connection, stderr: Connection, environment: dict[str, str]
) -> None:
    """Be the process of a seat: take the pipes as standard streams and open the screens."""
    for number, pipe in enumerate((stdin, stdout, stderr)):
        os.dup2(pipe.fileno(), number)
        pipe.close()
    # Textual reads from the number of this object; the fork server has closed the old one.
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    setattr(sys, "__stdin__", sys.stdin)  # noqa: B010
    os.environ.update(environment)
    from game.ui.exercise.launch import open_session

    sys.exit(open_session())
