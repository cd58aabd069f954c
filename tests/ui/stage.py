"""A stage for single screens: an application that shows one and remembers what it asked for."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.engine import Plan
from game.scenario.bundle import Bundle
from game.ui.glyphs import UNICODE, Glyphs
from game.ui.guide import Guide
from game.ui.requests import PlayGame, ShowTitle
from game.ui.theme import NIGHT, NIGHT_VARIABLES, THEMES

TOLL_BRIDGE = Path(__file__).parent.parent / "archive" / "data" / "toll-bridge.toml"
"""A game of four seasons and one more."""

PATIENCE = 1000
"""Hundredths of a second after which a screen that is still there counts as stuck."""

SIZES = ((80, 24), (100, 30), (120, 40), (200, 60))
"""The sizes at which every screen is looked at."""


class Stage(Guide):
    """Shows one screen."""

    def __init__(self, screen: Screen[Any], glyphs: Glyphs = UNICODE) -> None:
        """Take the screen and the glyphs."""
        super().__init__()
        self.glyphs = glyphs
        self.animation_level = "none"
        self.shown = screen
        self.played: list[Game] = []
        self.titles = 0
        self.answers: list[object] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = NIGHT.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the colours of the desk."""
        return dict(NIGHT_VARIABLES)

    def on_mount(self) -> None:
        """Show the screen."""
        self.push_screen(self.shown, self.answers.append)

    def on_play_game(self, message: PlayGame) -> None:
        """Remember the game."""
        self.played.append(message.game)

    def on_show_title(self, message: ShowTitle) -> None:
        """Count the wish."""
        self.titles += 1


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all work is done and drawn.

    A screen that is laid aside cancels the worker that did it, which is as good as done.
    """
    await pilot.pause()
    while pilot.app.workers:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def go(pilot: Pilot[Any], key: str) -> Screen[Any]:
    """Press a key that leads to another screen, and return that screen.

    A dialogue keeps the worker that asks alive, so that waiting for all work would be in vain.
    """
    before = pilot.app.screen
    await pilot.press(key)
    for _ in range(PATIENCE):
        if pilot.app.screen is not before:
            return pilot.app.screen
        await pilot.pause(0.01)
    raise AssertionError(f"{before} is still in front")


async def see(pilot: Pilot[Any], words: str) -> str:
    """Wait until the terminal shows some words, and return all that it shows."""
    for _ in range(PATIENCE):
        told = text_of(pilot.app)
        if words in told:
            return told
        await pilot.pause(0.01)
    raise AssertionError(f"{words!r} is not on the screen:\n{told}")


def rows_of(app: App[Any]) -> list[str]:
    """Return the rows of text that the terminal shows; blanks of all kinds are alike."""
    strips = app.screen._compositor.render_strips()
    return [strip.text.replace("\u00a0", " ").rstrip() for strip in strips]


def text_of(app: App[Any]) -> str:
    """Return all that the terminal shows."""
    return "\n".join(rows_of(app))


def row_with(app: App[Any], words: str) -> str:
    """Return the first row that holds some words, without bars; an empty one if none does."""
    return next((row.strip(" ▌▸") for row in rows_of(app) if words in row), "")


@cache
def toll_bridge() -> Bundle:
    """Return the small scenario."""
    return Bundle.from_text(TOLL_BRIDGE.read_text(encoding="utf-8"), TOLL_BRIDGE.name)


def begin(saves: Path | None = None, seed: int = 3, **settings: Any) -> Game:
    """Begin a game of it, kept in a folder if one is given."""
    folder = SaveFolder(saves) if saves else None
    return Game.begin(toll_bridge(), seed, saves=folder, **settings)


def play(game: Game, *orders: tuple[str, ...]) -> Game:
    """Commit a turn for each tuple of orders."""
    for turn in orders:
        game.commit(Plan(turn))
    return game


def finished(saves: Path | None = None, seed: int = 3) -> Game:
    """Return a game that has been played to its end."""
    return play(begin(saves, seed), ("raise-toll", "feast"), (), ("raise-toll",), ())
