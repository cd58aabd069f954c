"""A whole game on the screens: title, new game, desk, report, end, and back to the title."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import Screen

from game.archive.folder import SaveFolder
from game.engine import SILENCE
from game.ui.app import BufferStateApp
from game.ui.screens.briefing import BriefingScreen
from game.ui.screens.desk import DeskScreen
from game.ui.screens.end import EndScreen
from game.ui.screens.keys import KeysScreen
from game.ui.screens.load import LoadScreen
from game.ui.screens.new_game import NewGameScreen
from game.ui.screens.promises import PromisesScreen
from game.ui.screens.question import QuestionScreen
from game.ui.screens.report import ReportScreen
from game.ui.screens.title import TitleScreen
from tests.ui.stage import Stage, finished, go, row_with, rows_of, settle

KEYS = {BriefingScreen: "enter", DeskScreen: "E", QuestionScreen: "y", ReportScreen: "enter"}
"""What a player presses who wants to see the end."""


async def test_a_stranger_plays_first_steps_from_the_title_to_its_end(tmp_path: Path) -> None:
    """Title, new game, four turns with a report each, the end, the title again."""
    app = BufferStateApp(saves=tmp_path)
    met: list[type] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("s")
        await settle(pilot)
        assert isinstance(app.screen, NewGameScreen)
        await pilot.press("home", "enter", "enter")
        await settle(pilot)
        while type(app.screen) in KEYS and len(met) < 40:
            met.append(type(app.screen))
            await go(pilot, KEYS[type(app.screen)])
        assert isinstance(app.screen, EndScreen)
        assert met[:2] == [BriefingScreen, DeskScreen]
        assert met.count(ReportScreen) >= 4 and met.count(BriefingScreen) == 1
        assert "First Steps" in row_with(app, "the end")
        newest = SaveFolder(tmp_path).entries()[0].summary
        assert newest is not None and newest.finished
        await pilot.press("q")
        await settle(pilot)
        assert isinstance(app.screen, TitleScreen)
        assert row_with(app, "Load").startswith("l  Load         5 saves")
        assert row_with(app, "Continue") == ""  # what is over is not gone on with


async def test_a_game_left_at_the_desk_goes_on_from_the_title(tmp_path: Path) -> None:
    """Leaving keeps the game; Continue comes back to the same turn."""
    app = BufferStateApp(saves=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert isinstance(await go(pilot, "t"), BriefingScreen)
        desk = await go(pilot, "escape")
        assert isinstance(desk, DeskScreen) and desk.game.turn == 1
        desk.game.commit(SILENCE)
        assert isinstance(await go(pilot, "q"), TitleScreen)
        await settle(pilot)
        assert row_with(app, "Continue").startswith("c  Continue     turn 2, Q4 2019")
        again = await go(pilot, "c")
        assert isinstance(again, DeskScreen)
        assert (again.game.turn, again.game.seed) == (2, desk.game.seed)


async def test_every_screen_tells_its_keys(tmp_path: Path) -> None:
    """`?` shows the keys of this screen."""
    game = finished()
    screens: list[tuple[Screen[Any], str]] = [
        (TitleScreen(tmp_path), "go on with the newest game that is not over"),
        (NewGameScreen(tmp_path), "type the path of a scenario, a file or a folder"),
        (LoadScreen(tmp_path), "go on with the game under the cursor"),
        (ReportScreen(game, game.reports), "go on: to the next page, or back to the desk"),
        (PromisesScreen(game), "lay the sheet aside"),
        (EndScreen(game), "the same scenario and settings with a new seed"),
    ]
    for screen, words in screens:
        app = Stage(screen)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("question_mark")
            await settle(pilot)
            assert isinstance(app.screen, KeysScreen)
            assert words in "\n".join(rows_of(app))
            await pilot.press("escape")
            await settle(pilot)
            assert app.screen is screen
