"""What the palette offers on screens other than desk and console: all that can be done there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from game.ui.keyboard.names import spell_key
from game.ui.screens.guided import GuidedScreen

APART = ("list.", "app.search", "app.quit")
"""Beginnings of deeds that the palette itself is, offers otherwise, or has no use for."""


class ScreenCommands(Provider):
    """Everything that can be done on a screen by a key."""

    async def discover(self) -> Hits:
        """Offer all of it."""
        for title, keys, do in self._list_offers():
            yield DiscoveryHit(title, do, help=keys)

    async def search(self, query: str) -> Hits:
        """Offer what is like the words that were typed."""
        matcher = self.matcher(query)
        for title, keys, do in self._list_offers():
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, Content(title), do, text=title, help=keys)

    def _list_offers(self) -> Iterator[tuple[str, str, Any]]:
        """Yield what it is, its keys, and what does it."""
        screen = self.screen
        if not isinstance(screen, GuidedScreen) or hasattr(screen, "ALL_COMMANDS"):
            return
        live = screen.live_keys()
        for active in {each.binding.id: each for each in screen.active_bindings.values()}.values():
            deed = active.binding.id
            if deed is None or deed.startswith(APART):
                continue
            title = screen.HINTS.get(deed, active.binding.description)
            do = partial(self.app.run_action, active.binding.action, active.node)
            keys = ", ".join(map(spell_key, live[deed]))
            told = keys if active.enabled else f"not now   {keys}"
            yield f"{title[:1].upper()}{title[1:]}", told, do
