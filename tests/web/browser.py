"""A seat in headless Chromium: what its page is sent, and keys for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Browser, Page, WebSocket, async_playwright

from tests.web.drawn import Drawn


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Give the system's Chromium; nothing is downloaded."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "install chromium: apt install chromium"
    async with async_playwright() as playwright:
        # A container's root has no user namespaces for the sandbox.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=program, args=options)
        try:
            yield browser
        finally:
            await browser.close()


class Tab(Drawn):
    """A window of its own with a seat in it."""

    def __init__(self, page: Page) -> None:
        """Watch a page that has not been opened yet."""
        super().__init__()
        self.page = page
        self.connections = 0
        page.on("websocket", self._watch)

    @classmethod
    async def open(
        cls, browser: Browser, address: str, code: str, size: tuple[int, int] = (880, 520)
    ) -> Tab:
        """Join with a code, as a person does, in a window of some pixels."""
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]})
        tab = cls(await context.new_page())
        await tab.page.goto(address)
        await tab.page.fill("#code", code)
        await tab.page.press("#code", "Enter")
        return tab

    def _watch(self, socket: WebSocket) -> None:
        size = parse_qs(urlsplit(socket.url).query)
        self.connections += 1
        self.clear(int(size["width"][0]), int(size["height"][0]))
        socket.on("framereceived", self._take)

    def _take(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            self.draw(payload)

    async def come_back(self, connections: int) -> None:
        """Wait until the page has connected more often than before."""
        await self.until(lambda: self.connections > connections, "the page again")

    async def press(self, *keys: str) -> None:
        """Press keys in the page."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def write(self, text: str) -> None:
        """Type a text into the page."""
        await self.page.keyboard.type(text)
