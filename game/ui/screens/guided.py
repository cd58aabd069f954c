"""A screen that tells its keys, and offers all that can be done on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from textual._styles_cache import StylesCache
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from game.ui.keyboard.catalogue import bind

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

    def action_help(self) -> None:
        """Show what the keys do here."""
        from game.ui.screens.keys import KeysScreen, list_keys

        self.app.push_screen(KeysScreen(list_keys(self)))

    def action_search(self) -> None:
        """Search what can be done here."""
        self.app.action_command_palette()

    def action_settings(self) -> None:
        """Show what can be set."""
        from game.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())
