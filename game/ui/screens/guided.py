"""A screen that tells its keys, and offers all that can be done on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from textual._styles_cache import StylesCache
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from game.ui.keyboard.catalogue import bind, deeds_by_id
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.keyboard.names import spell_key
from game.ui.requests import ShowKeys, ShowSettings
from game.ui.widgets.key_row import Key

T = TypeVar("T")
"""What the screen is answered with."""


class GuidedScreen(Screen[T]):
    """A screen with the keys that every screen has: help, search and settings."""

    BINDINGS = [
        bind("app.help", "help"),
        bind("app.search", "search"),
        bind("app.settings", "settings"),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The part with the cursor; only what looks otherwise for it is drawn anew, not the screen."""

    HINTS: ClassVar[Mapping[str, str]] = {}
    """What the help says here: words for a deed by its name, or what needs no key by its means."""

    def on_unmount(self) -> None:
        """Let go of what was drawn, which Textual else keeps for a thousand parts (issue 6665)."""
        StylesCache.get_inner_outer.cache_clear()

    def live_keys(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that work now, by the names of their deeds.

        A key that the part with the cursor takes for itself is not among those of the screen.
        """
        found: dict[str, list[str]] = {}
        for key, active in self.active_bindings.items():
            if active.binding.id is not None:
                found.setdefault(active.binding.id, []).append(key)
        return {deed: tuple(keys) for deed, keys in found.items()}

    def tell_keys(self) -> tuple[Key, ...]:
        """Return the keys that work now: the screen's own first, those of lists, those of all."""
        live, keyboard = self.live_keys(), keyboard_of(self.app)
        named = []
        for deed in sorted(live, key=_rank):
            keys = sorted(live[deed], key=keyboard.keys(deed).index)
            title = self.HINTS.get(deed, deeds_by_id()[deed].title)
            named.append(Key(", ".join(map(spell_key, keys)), title))
        free = (Key(means, words) for means, words in self.HINTS.items() if means not in live)
        return (*free, *named)

    def action_help(self) -> None:
        """Show what the keys do here."""
        self.post_message(ShowKeys(self.tell_keys()))

    def action_search(self) -> None:
        """Search what can be done here."""
        self.app.action_command_palette()

    def action_settings(self) -> None:
        """Show what can be set."""
        self.post_message(ShowSettings())


def _rank(deed: str) -> int:
    """Return how early a deed stands in the help."""
    return {"list": 1, "sheet": 2, "app": 3}.get(deed.partition(".")[0], 0)
