"""What the palette offers on white's console, with why it cannot be done now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape

from game.ui.commands import SEARCH, Command
from game.ui.exercise.console.screen import ConsoleScreen
from game.ui.keyboard.keyboard import keyboard_of


class ConsoleCommands(Provider):
    """Everything that white can do."""

    async def discover(self) -> Hits:
        """Offer all commands."""
        for command, told in self._offers():
            yield DiscoveryHit(command.title, partial(self._give, command), help=escape(told))

    async def search(self, query: str) -> Hits:
        """Offer the commands that are like what was typed."""
        matcher = self.matcher(query)
        for command, told in self._offers():
            score = matcher.match(command.title)
            if score > 0:
                yield Hit(
                    score, Content(command.title), partial(self._give, command),
                    text=command.title, help=escape(told),
                )  # fmt: skip

    @property
    def console(self) -> ConsoleScreen | None:
        """The console, if it is in front."""
        return self.screen if isinstance(self.screen, ConsoleScreen) else None

    def _offers(self) -> Iterator[tuple[Command, str]]:
        console = self.console
        for command in console.ALL_COMMANDS if console else ():
            reason = console.why_not(command.id) if console else None
            if command is not SEARCH:
                key = keyboard_of(self.app).spell(command.binding_id)
                told = f"not now: {reason}" if reason else f"{key}   {command.about}"
                yield command, told.rstrip()

    async def _give(self, command: Command) -> None:
        """Give a command, or say why it cannot be given."""
        console = self.console
        if console is None:
            return
        reason = console.why_not(command.id)
        if reason is not None:
            console.tell(f"Not now: {reason}.")
        else:
            await console.run_action(command.action)
