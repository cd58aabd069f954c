"""One browser at one seat: the process behind its websocket, from the first frame to the last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import cast

from aiohttp.http import HttpProcessingError
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from game.web.fork import Nursery, Output, Seated

log = logging.getLogger("buffer-state.web")

GRACE = 5.0
"""Seconds that a seat's process has to leave by itself."""

CONTROLS = bytes(each for each in range(32) if each != 10) + b"\x7f"
"""Characters that could make the facilitator's terminal do things."""


class Complaints:
    """What a process complains of, as plain lines."""

    def __init__(self, stream: asyncio.StreamReader) -> None:
        """Read from a stream."""
        self.stream = stream

    async def read(self, size: int) -> bytes:
        """Return what comes next, without controls."""
        return (await self.stream.read(size)).translate(None, CONTROLS)


@dataclass(frozen=True)
class Streams:
    """The pipes of a process as textual-serve reads them."""

    stdin: asyncio.StreamWriter
    """What the seat reads."""
    stdout: Output
    """What it draws."""
    stderr: Complaints
    """What it complains of."""


class SeatService(AppService):
    """textual-serve's service, with the process from the nursery and an end in every case."""

    def __init__(
        self,
        nursery: Nursery,
        environment: Mapping[str, str],
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
        mourn: Callable[[], Awaitable[None]],
        download_manager: DownloadManager,
    ) -> None:
        """Prepare; `start` opens the process.

        Args:
            nursery: Where processes come from.
            environment: What tells the process whose seat it is.
            write_bytes: Sends to the browser's terminal.
            write_str: Sends to the browser's page.
            close: Closes the connection of a seat that was left.
            mourn: Closes the connection of a process that has died.
            download_manager: Keeps files that a seat hands out.
        """
        super().__init__(
            "", write_bytes=write_bytes, write_str=write_str, close=close,
            download_manager=download_manager,
        )  # fmt: skip
        self.nursery = nursery
        self.environment = environment
        self.mourn = mourn
        self.seated: Seated | None = None

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Open the process with pipes as textual-serve expects them."""
        size = {"COLUMNS": str(width), "ROWS": str(height)}
        seated = await self.nursery.open_seat({**self.environment, **size})
        streams = Streams(seated.stdin, seated.stdout, Complaints(seated.stderr))
        self.seated, self._stdin = seated, seated.stdin
        self._process = cast(Process, streams)
        return self._process

    async def run(self) -> None:
        """Carry what the process draws; when it has ended, close the connection."""
        try:
            await super().run()
        finally:
            if self._stdin is not None:
                self._stdin.close()
            await self.mourn()

    async def stop(self) -> None:
        """Ask the process to leave; after a while it is ended."""
        task, self._task = self._task, None
        if task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.send_meta({"type": "quit"}), GRACE)
        if not (await asyncio.wait({task}, timeout=GRACE))[0] and self.seated is not None:
            log.warning("a seat's process did not leave and was ended")
            self.seated.kill()
        await task


def open_log() -> None:
    """Write what the host has to say to standard error, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    for name in ("buffer-state.web", "textual-serve", "aiohttp.server"):
        logging.getLogger(name).addHandler(handler)
    logging.getLogger("aiohttp.server").addFilter(_is_no_bad_request)


def _is_no_bad_request(record: logging.LogRecord) -> bool:
    """Tell whether a record is more than that somebody sent what is no HTTP, which is refused."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))
