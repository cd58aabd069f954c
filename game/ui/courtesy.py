"""Whoever plays futures in the background waits a moment for whoever uses the keys."""

from __future__ import annotations

from time import monotonic, sleep

REST = 0.05
"""Seconds after a key in which nothing is played, so that all it draws can be drawn."""


class Courtesy:
    """What the keys ask of those who play in the background."""

    def __init__(self) -> None:
        """Begin without a wish."""
        self._until = 0.0

    def ask(self) -> None:
        """Ask for a rest from now on."""
        self._until = monotonic() + REST

    def grant(self) -> None:
        """Wait until nobody asks for a rest any more."""
        while (rest := self._until - monotonic()) > 0.0:
            sleep(rest)


COURTESY = Courtesy()
"""That of this program, which has one keyboard."""
