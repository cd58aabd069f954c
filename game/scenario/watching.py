"""Tell when the files of a scenario have changed.

The files are looked at, not listened for: a scenario is a handful of them, looking takes about
a millisecond, and it works where notices of the system do not, on network drives and in
containers. So whoever writes a scenario needs to install nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event

from game.scenario.source import list_layers, list_members

PAUSE = 0.4
"""Seconds between two looks."""

Stamp = tuple[tuple[str, int, int, int], ...]
"""Names of files with their times, sizes and numbers; another one when something was saved."""


class Watch:
    """Remembers how the files of a scenario stood when they were last looked at."""

    def __init__(self, where: str) -> None:
        """Look for the first time.

        Args:
            where: An id or a path; it need not lead anywhere yet.
        """
        self.where = where
        self._layers = list_layers(where)
        self._known = self._take_stamp()

    def look(self) -> bool:
        """Tell whether something has changed since the last look."""
        if not self._layers:  # it was not there, so it may be found anywhere by now
            self._layers = list_layers(self.where)
        found = self._take_stamp()
        if found == self._known:
            return False
        # What it extends may be another scenario now.
        self._layers = list_layers(self.where)
        self._known = self._take_stamp()
        return True

    def _take_stamp(self) -> Stamp:
        files = (file for layer in self._layers for file in list_members(layer))
        return tuple(mark for file in files if (mark := _mark(file)) is not None)


def watch(watches: Sequence[Watch], pulses: Iterable[object]) -> Iterator[None]:
    """Yield whenever the files of some scenarios have changed since they were last looked at.

    Args:
        watches: The scenarios.
        pulses: When to look: after each of these.
    """
    for _ in pulses:
        if any([each.look() for each in watches]):
            yield


def pulse() -> Iterator[None]:
    """Yield for ever, with a pause between."""
    never = Event()
    while not never.wait(PAUSE):
        yield


def _mark(file: Path) -> tuple[str, int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return str(file), status.st_mtime_ns, status.st_size, status.st_ino
