"""The time of an exercise: it never runs backwards, even when a machine's clock is set back."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

MICROSECONDS = 1_000_000
"""The times of the log are whole microseconds since 1970."""


class Clock:
    """The time of this process: read once from the machine, then counted on monotonically."""

    def __init__(self) -> None:
        """Begin at the machine's time."""
        self._lock = threading.Lock()
        self._offset = time.time_ns() // 1000 - time.monotonic_ns() // 1000

    def now(self) -> int:
        """Return the time in microseconds since 1970."""
        return time.monotonic_ns() // 1000 + self._offset

    def observe(self, moment: int) -> None:
        """Catch up with a time that another process has written into the log."""
        with self._lock:
            behind = moment - self.now()
            if behind > 0:
                self._offset += behind


def read_time(moment: int) -> datetime:
    """Return a time of the log as a date with its zone, UTC."""
    seconds, rest = divmod(moment, MICROSECONDS)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
