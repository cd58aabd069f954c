"""The application: themes, glyphs, the palette, and which screen is in front."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual import events
from textual.app import App, SystemCommand
from textual.command import CommandPalette, Provider
from textual.screen import Screen

from game.ui.courtesy import COURTESY
from game.ui.guide import Guide
from game.ui.keyboard.catalogue import bind
from game.ui.requests import PlayGame, ShowTitle
from game.ui.settings.model import SETTINGS
from game.ui.settings.preferences import Preferences
from game.ui.theme import NIGHT_VARIABLES, THEMES

if TYPE_CHECKING:
    from game.archive.game import Game

LEAST = (80, 24)
"""Columns and rows below which nothing can be played."""


SWITCH = 0.001
"""Seconds for which a thread that plays futures may keep the interpreter from a key."""


def is_cramped(width: int, height: int) -> bool:
    """Tell whether nothing can be played in so many columns and rows."""
    return width < LEAST[0] or height < LEAST[1]


def find_desk_commands() -> type[Provider]:
    """Return what offers the desk's commands in the palette."""
    from game.ui.palette import DeskCommands

    return DeskCommands


def collect_from_now_on(left: bool) -> None:
    """Collect cycles again, but leave out what stays: to look through a game holds up a key.

    Args:
        left: Whether a game was left. It goes first; it was made before all that is frozen here.
    """
    from game.scenario import collection

    if left:
        gc.unfreeze()
        gc.collect()
    collection.freeze()
    gc.enable()


def find_screen_commands() -> type[Provider]:
    """Return what offers the deeds of any other screen in the palette."""
    from game.ui.offers import ScreenCommands

    return ScreenCommands


class BufferStateApp(Guide):
    """The game on a terminal."""

    TITLE = "Buffer State"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {find_desk_commands, find_screen_commands}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [bind("app.quit", "quit", priority=True)]

    def __init__(
        self,
        game: Game | None = None,
        saves: Path | None = None,
        watched: str | None = None,
        preferences: Preferences | None = None,
        *,
        fresh: bool = False,
    ) -> None:
        """Open at a game, or at the title.

        Args:
            game: The game to sit down at.
            saves: The folder of the saves; without one, the usual.
            watched: The scenario of the game, to be read again whenever its files are saved.
            preferences: What the player has set; without them, what suits this terminal.
            fresh: Whether the game has just begun, so that its briefing comes first.
        """
        # Textual takes NO_COLOR out of the environment, so this looks before it does.
        self.preferences = preferences or Preferences(environment=os.environ)
        super().__init__()
        self.first_game = game
        self.saves = saves
        self.watched = watched
        self.fresh = fresh
        self.playing = False
        for each in THEMES:
            self.register_theme(each)
        self.dress()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give Textual's own themes the colours of the desk."""
        return dict(NIGHT_VARIABLES)

    def get_default_screen(self) -> Screen[None]:
        """Lay the title below everything, or nothing where a game was asked for."""
        if self.first_game is not None:
            return Screen(id="_default")
        from game.ui.screens.title import TitleScreen

        return TitleScreen(self.saves)

    def on_mount(self) -> None:
        """Sit down at the game that was asked for."""
        sys.setswitchinterval(SWITCH)
        self._leave_when_told()
        self.tell_problems()
        if self.first_game is not None:
            self.show_game(self.first_game)
            if self.fresh:
                self.show_briefing(self.first_game)
        else:
            self.welcome()
            self._collect_from_now_on(playing=False)
        if self.watched is not None:
            from game.ui.rereading import Rereader

            self.rereader = Rereader(self, self.watched)
        self._watch_room(self.size.width, self.size.height)

    def _leave_when_told(self) -> None:
        """Leave as by the key when the terminal is closed or the process is to end."""
        for name in ("SIGHUP", "SIGTERM"):
            # Not every system has them, and only the main thread hears them.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                if signal.getsignal(number) is not signal.SIG_IGN:
                    asyncio.get_running_loop().add_signal_handler(number, self.exit_kept)

    async def on_event(self, event: events.Event) -> None:
        """Let futures rest while a key is answered."""
        if isinstance(event, events.Key | events.MouseDown):
            COURTESY.ask()
        await super().on_event(event)

    def show_game(self, game: Game) -> None:
        """Sit down at a game, or show how it ended."""
        gc.disable()
        self._collect_from_now_on(playing=True)
        self._clear()
        if game.over:
            from game.ui.screens.end import EndScreen

            self.push_screen(EndScreen(game, self.saves))
            return
        from game.ui.screens.desk import DeskScreen

        self.push_screen(DeskScreen(game))

    def show_briefing(self, game: Game) -> None:
        """Lay the briefing over the desk of a game that has just begun."""
        from game.ui.screens.doors import open_sheet

        self.push_screen(open_sheet("briefing", game))

    def show_title(self) -> None:
        """Show the title."""
        from game.ui.screens.title import TitleScreen

        self._clear()
        self._collect_from_now_on(playing=False)
        if isinstance(self.screen, TitleScreen):
            self.screen.forget()
        else:
            self.push_screen(TitleScreen(self.saves))
        self.welcome()

    def _collect_from_now_on(self, playing: bool) -> None:
        """Collect cycles again once what is shown now is drawn, first those of a game before it."""
        self.call_after_refresh(collect_from_now_on, self.playing)
        self.playing = playing

    def _clear(self) -> None:
        """Leave every screen but the one at the bottom."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def on_play_game(self, message: PlayGame) -> None:
        """Sit down at the game that a screen has opened."""
        self.show_game(message.game)
        if message.fresh:
            self.show_briefing(message.game)

    def on_show_title(self, message: ShowTitle) -> None:
        """Go back to the title."""
        self.show_title()

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything while the terminal is too small."""
        self._watch_room(event.size.width, event.size.height)

    def _watch_room(self, width: int, height: int) -> None:
        from game.ui.screens.cramped import CrampedScreen

        cramped = is_cramped(width, height)
        covered = isinstance(self.screen, CrampedScreen)
        if cramped and not covered:
            self.push_screen(CrampedScreen(*LEAST))
        elif covered and not cramped:
            self.pop_screen()

    def action_command_palette(self) -> None:
        """Open the palette; not a second one, and not where there is no room for any."""
        laid = any(isinstance(screen, CommandPalette) for screen in self.screen_stack)
        if not laid and not is_cramped(*self.size):
            super().action_command_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer what the application itself can do."""
        for setting in SETTINGS:
            for choice in setting.choices:
                change = partial(self.change_setting, setting.name, choice.value)
                name = choice.value.replace("-", " ")
                yield SystemCommand(
                    f"{setting.label}: {name}", choice.about, change, discover=False
                )
        yield SystemCommand("Change keys", "Every key of every screen", self.show_every_key)
        yield SystemCommand("Quit", "Leave the program; the game is kept", self.exit_kept)

    async def action_quit(self) -> None:
        """Keep the game and leave the program."""
        self.exit_kept()

    def exit_kept(self) -> None:
        """Keep the game that is played, with its plan, and leave the program."""
        self._keep()
        self.exit()

    def _keep(self) -> None:
        for screen in self.screen_stack:
            keep = getattr(screen, "keep", None)
            if keep is not None:
                keep()

    def panic(self, *renderables: RenderableType) -> None:
        """Keep the game, too, where keys that cannot be read end the program."""
        self._keep()
        super().panic(*renderables)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the game, too, where a defect ends the program."""
        self._keep()
        super()._handle_exception(error)
