"""An application that shows what every screen can ask for: its keys, and what can be set."""

from __future__ import annotations

from textual.notifications import Notify

from game.ui.dressing import Dressing
from game.ui.pace import Paced
from game.ui.requests import ShowKeys, ShowSettings


class Guide(Paced, Dressing):
    """Lays help and settings over whatever screen asks for them."""

    def on_show_keys(self, message: ShowKeys) -> None:
        """Show what the keys of a screen do."""
        from game.ui.screens.keys import KeysScreen

        self.push_screen(KeysScreen(message.keys))

    def on_show_settings(self, message: ShowSettings) -> None:
        """Show what can be set."""
        from game.ui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def on_notify(self, message: Notify) -> None:
        """Take away what says the same already: a key that is pressed again piles nothing up."""
        for known in tuple(self._notifications):
            if known.message == message.notification.message:
                del self._notifications[known]

    def show_every_key(self) -> None:
        """Show every key that can be changed."""
        from game.ui.screens.rebinding import RebindingScreen

        self.push_screen(RebindingScreen())
