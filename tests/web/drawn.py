"""What a program draws on a terminal, wherever its bytes come from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pyte

MOST = 120.0
"""Seconds after which a wait has failed, on the slowest machine."""


class Drawn:
    """A terminal's screen that can be waited for."""

    def __init__(self, columns: int = 120, rows: int = 40) -> None:
        """Start with an empty screen."""
        self.news = asyncio.Event()
        self.silent = False
        """Whether nothing more will be drawn."""
        self.clear(columns, rows)

    def clear(self, columns: int, rows: int) -> None:
        """Take another screen."""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)

    def draw(self, data: bytes) -> None:
        """Take what was drawn."""
        self.stream.feed(data)
        self.news.set()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    async def see(self, *texts: str) -> str:
        """Wait until one of some texts stands on the screen, and return it."""
        found: list[str] = []

        def stands() -> bool:
            found[:] = [text for text in texts if text in self.text]
            return bool(found)

        await self.until(stands, texts)
        return found[0]

    async def until(self, holds: Callable[[], bool], wanted: object) -> None:
        """Wait until something holds of what is drawn.

        Args:
            holds: Tells whether it does.
            wanted: What that is.

        Raises:
            ConnectionResetError: Nothing more will be drawn.
        """
        try:
            async with asyncio.timeout(MOST):
                while not holds():
                    if self.silent:
                        raise ConnectionResetError(f"{wanted} was not drawn before the end")
                    self.news.clear()
                    await self.news.wait()
        except TimeoutError:
            raise AssertionError(f"{wanted} is not on the screen:\n{self.text}") from None
