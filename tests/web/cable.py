"""The line between a browser and a host, which can be pulled out in the middle of a word."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Cable:
    """An address that leads to a host, or for a while to nothing."""

    def __init__(self, host: str) -> None:
        """Lead to the host of an address."""
        self.host = host
        self.writers: set[asyncio.StreamWriter] = set()
        self.carrying: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.close()
        self.cut()
        await asyncio.gather(*self.carrying)
        await self.server.wait_closed()

    def plug(self, host: str) -> None:
        """Lead to another host from now on."""
        self.host = host

    def cut(self) -> None:
        """Break all connections as a crash does: a reset at both ends, no farewell."""
        for writer in self.writers:
            end = writer.get_extra_info("socket")
            # Closing throws away what was not sent yet, and tells so.
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        self.writers.clear()

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        carrying = asyncio.create_task(self._carry(reader, writer))
        self.carrying.add(carrying)
        carrying.add_done_callback(self.carrying.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        place = urlsplit(self.host)
        try:
            there, back = await asyncio.open_connection(place.hostname, place.port)
        except OSError:
            writer.transport.abort()
            return
        self.writers |= {writer, back}
        try:
            await asyncio.gather(_pump(reader, back), _pump(there, writer))
        finally:
            self.writers -= {writer, back}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Carry bytes one way until there are no more."""
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()
