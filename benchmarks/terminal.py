"""Start a program in a terminal of its own, watch what it draws, and end it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""Seconds after which a program that has not drawn what was waited for counts as broken."""

ESCAPES = re.compile(rb"\x1b\[[0-9;:?<>=]*[A-Za-z]|\x1b[P\]_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")


class Terminal:
    """A program of this Python in a pseudo-terminal of 120×40, with folders of its own."""

    def __init__(self, *arguments: str) -> None:
        """Start `python ARGUMENTS`."""
        self.drawn = b""
        self.memory = 0
        self._folder = tempfile.TemporaryDirectory()
        self.started = time.perf_counter()
        self._process, self._screen = pty.fork()
        if self._process == 0:
            self._become(arguments)
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, size)

    def _become(self, arguments: tuple[str, ...]) -> None:
        places = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        environment = {
            **os.environ,
            **{name: self._folder.name for name in places},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COLUMNS": str(COLUMNS),
            "LINES": str(ROWS),
        }
        os.execve(sys.executable, [sys.executable, *arguments], environment)

    def __enter__(self) -> Self:
        """Return the running program."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the program and note its largest memory, in KiB."""
        os.kill(self._process, signal.SIGKILL)
        _, _, usage = os.wait4(self._process, 0)
        self.memory = usage.ru_maxrss
        os.close(self._screen)
        self._folder.cleanup()

    def wait_for(self, text: str) -> float:
        """Return the seconds from the start until a text is drawn.

        Raises:
            TimeoutError: It is not drawn, or the program ended before.
        """
        while time.perf_counter() - self.started < PATIENCE:
            ready, _, _ = select.select([self._screen], [], [], 1.0)
            if not ready:
                continue
            try:
                self.drawn += os.read(self._screen, 65536)
            except OSError:
                break
            if text in self._seen():
                return time.perf_counter() - self.started
        raise TimeoutError(f"{text!r} was not drawn, but {self._seen()[-2000:]!r}")

    def _seen(self) -> str:
        """Return what was drawn, without escape sequences and with blanks of one kind."""
        return ESCAPES.sub(b"", self.drawn).decode("utf-8", "replace").replace("\xa0", " ")

    def press(self, keys: str) -> None:
        """Type keys, and forget what was drawn before."""
        self.drawn = b""
        os.write(self._screen, keys.encode())

    def time_press(self, keys: str, quiet: float) -> float:
        """Type keys and return the seconds until the last of what they draw has arrived.

        Args:
            keys: What is typed; it must draw something.
            quiet: Seconds without output after which nothing more is expected.

        Raises:
            TimeoutError: Nothing is drawn.
        """
        self.settle(quiet)
        self.press(keys)
        begun = last = time.perf_counter()
        while self._read(quiet if self.drawn else PATIENCE):
            last = time.perf_counter()
        if not self.drawn:
            raise TimeoutError(f"{keys!r} draws nothing")
        return last - begun

    def settle(self, quiet: float) -> None:
        """Wait until nothing has been drawn for some seconds."""
        while self._read(quiet):
            pass

    def _read(self, patience: float) -> bool:
        """Take what is drawn next, and tell whether something was within some seconds."""
        ready, _, _ = select.select([self._screen], [], [], patience)
        if ready:
            self.drawn += os.read(self._screen, 65536)
        return bool(ready)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self._process, number)
