"""A program in a terminal of its own: what it draws, and keys for it."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import signal
import struct
import sys
import termios
from types import TracebackType
from typing import Self

from tests.web.drawn import Drawn

KEYS = {"Enter": "\r", "Escape": "\x1b", "Control+t": "\x14", "Control+e": "\x05",
        "Control+s": "\x13"}  # fmt: skip
"""What a terminal sends for keys, by the names that browsers give them."""


class Terminal(Drawn):
    """`buffer-state ARGUMENTS` in a pseudo-terminal of 120×40."""

    def __init__(self, *arguments: str) -> None:
        """Start the program."""
        super().__init__()
        self.ended = False
        self.process, self.line = pty.fork()
        if self.process == 0:
            # The size of this terminal, and not what the runner of the tests says of its own.
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            for name in ("COLUMNS", "LINES"):
                environment.pop(name, None)
            os.execve(sys.executable, [sys.executable, "-m", "game", *arguments], environment)

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().add_reader(self.line, self._read)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        os.close(self.line)

    def kill(self) -> None:
        """End the program with kill −9, as a laptop dies."""
        if not self.ended:
            self.ended = True
            asyncio.get_running_loop().remove_reader(self.line)
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)

    def _read(self) -> None:
        try:
            self.draw(os.read(self.line, 65536))
        except OSError:
            asyncio.get_running_loop().remove_reader(self.line)

    async def press(self, *keys: str) -> None:
        """Type keys, each a write of its own."""
        for key in keys:
            os.write(self.line, KEYS.get(key, key).encode())
            await asyncio.sleep(0)

    async def write(self, text: str) -> None:
        """Type a text."""
        os.write(self.line, text.encode())
