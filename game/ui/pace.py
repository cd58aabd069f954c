"""Keys that are typed faster than they are answered wait for one another."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic

from textual import events
from textual.app import App

PATIENCE = 1.0
"""Seconds for which a key waits at most for the one before it, whatever still goes on."""

BEGUN = frozenset({"commit", "dialog"})
"""Groups of the work that keys begin and that brings up other screens: keys wait for those."""


class Paced(App[None]):
    """An application that takes a key when all that the keys before it have caused is done.

    Textual hands a key to the part that has the cursor when the key comes. In a burst, that is
    not yet the part to which the key before has moved it.
    """

    def __init__(self) -> None:
        """Start with no key waiting."""
        super().__init__()
        self._waiting: deque[events.Key] = deque()
        self._until = 0.0

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait while one before it is not yet answered."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._waiting or not self._is_quiet():
            self._waiting.append(event)
            if len(self._waiting) == 1:
                self._until = monotonic() + PATIENCE
                self.call_later(self._take_next)
        else:
            await super().on_event(event)

    async def _take_next(self) -> None:
        """Take the key that has waited longest, if it is its turn."""
        if monotonic() >= self._until or (not self.message_queue_size and self._is_quiet()):
            await super().on_event(self._waiting.popleft())
            self._until = monotonic() + PATIENCE
        if self._waiting:
            await asyncio.sleep(0)  # The parts of the screen have their messages to deal with.
            self.call_later(self._take_next)

    def _is_quiet(self) -> bool:
        """Return whether the screen in front has nothing left to do, nor any part of it."""
        front = self.screen
        begun = (each for each in self.workers if each.node is front and each.group in BEGUN)
        if any(not each.is_finished for each in begun):
            return False
        return not any(part.message_queue_size for part in front.walk_children(with_self=True))
