"""The title: what it shows, what its keys begin, and how quickly it is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.ui.app import BufferStateApp
from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.screens.load import LoadScreen
from game.ui.screens.new_game import NewGameScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.title import MENU, TitleScreen
from game.ui.shelf import begin_game
from game.ui.widgets.cover import Cover, arrange, paint_cover
from tests.ui.stage import PATIENCE, SIZES, Stage, begin, finished, play, row_with, rows_of, settle


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    """A folder with a game in its second turn, its first turn, and a finished one before."""
    folder = tmp_path / "saves"
    finished(folder, seed=5)
    play(begin(folder), ("raise-toll",))
    return folder


async def look(pilot: Pilot[None]) -> None:
    """Wait until the title has looked what there is to play, which it does after its picture."""
    title = next(each for each in pilot.app.screen_stack if isinstance(each, TitleScreen))
    for _ in range(PATIENCE):
        if title.shelf is not None:
            break
        await pilot.pause(0.01)
    await settle(pilot)


async def test_the_title_offers_the_newest_game_that_goes_on(saves: Path) -> None:
    """Continue names turn and date; the last line is the save's own countdowns."""
    app = Stage(TitleScreen(saves))
    async with app.run_test(size=(120, 40)) as pilot:
        await look(pilot)
        shown = "\n".join(rows_of(app))
        assert "c  Continue     turn 2, Q3 2001" in shown
        assert "The town has 4 seasons of money." in shown
        assert app.screen.query_one(Cover).cursor == 0
        assert row_with(app, "Load").startswith("l  Load         7 saves")
        assert row_with(app, "First steps").startswith("t  First steps  4 turns, guided")


async def test_continue_takes_the_game_up_where_it_was_left(saves: Path) -> None:
    """Autosave at the start of a turn: enter on Continue goes on from there."""
    app = Stage(TitleScreen(saves))
    async with app.run_test(size=(80, 24)) as pilot:
        await look(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert [(game.turn, game.seed) for game in app.played] == [(2, 3)]


async def test_without_saves_there_is_nothing_to_continue(tmp_path: Path) -> None:
    """A stranger's first title: New game is chosen, `c` does nothing."""
    app = Stage(TitleScreen(tmp_path / "none"))
    async with app.run_test(size=(80, 24)) as pilot:
        await look(pilot)
        assert row_with(app, "Continue") == ""
        assert row_with(app, "Load").startswith("l  Load         no saves yet")
        assert app.screen.query_one(Cover).cursor == 1
        await pilot.press("c")
        await settle(pilot)
        assert app.played == []


async def test_a_save_that_vanished_is_told_and_not_a_crash(saves: Path) -> None:
    """A damaged or foreign save gives a clear message; the title looks again what there is."""
    app = Stage(TitleScreen(saves))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await look(pilot)
        for path in saves.iterdir():
            path.unlink()
        await pilot.press("c")
        await settle(pilot)
        told = [note.message for note in app._notifications]
        assert len(told) == 1 and told[0].startswith("there is no save ")
        assert row_with(app, "Load").startswith("l  Load         no saves yet")


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("n", NewGameScreen),
        ("s", NewGameScreen),
        ("l", LoadScreen),
        ("o", SettingsScreen),
        ("comma", SettingsScreen),
    ],
)
async def test_keys_open_their_screens(tmp_path: Path, key: str, screen: type) -> None:
    """Each line of the menu has its key; esc comes back."""
    app = BufferStateApp(saves=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await look(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert type(app.screen) is screen
        await pilot.press("escape")
        await settle(pilot)
        assert type(app.screen) is TitleScreen


async def test_arrows_pass_over_what_is_not_there_and_go_round(tmp_path: Path) -> None:
    """The keyboard reaches every line; without saves Continue is none of them."""
    app = Stage(TitleScreen(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await look(pilot)
        seen = []
        for _ in range(6):
            seen.append(MENU[app.screen.query_one(Cover).cursor].name)
            await pilot.press("down")
        assert seen == ["new", "scenarios", "load", "first-steps", "settings", "quit"]
        assert app.screen.query_one(Cover).cursor == 1
        await pilot.press("up", "enter")
        await settle(pilot)
    assert app.return_value is None and not app.is_running


async def test_a_click_on_a_line_opens_it(tmp_path: Path) -> None:
    """The mouse as an extra."""
    app = Stage(TitleScreen(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await look(pilot)
        row = arrange((80, 24), MENU).menu[3]
        await pilot.click(offset=(10, row))
        await settle(pilot)
        assert type(app.screen) is LoadScreen


async def test_first_steps_begin_at_once(tmp_path: Path) -> None:
    """`t` begins the tutorial in its first turn and keeps it."""
    app = Stage(TitleScreen(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await look(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert [game.rules.scenario.scenario.id for game in app.played] == ["first-steps"]
        assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_every_line_stands_free_at_every_size(tmp_path: Path, glyphs: Glyphs) -> None:
    """It plays whole at 80×24 and uses the room it gets up to 200×60, after a resize too."""
    app = Stage(TitleScreen(tmp_path), glyphs)
    async with app.run_test(size=(80, 24)) as pilot:
        await look(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = "\n".join(rows_of(app))
            for words in (
                "Sell what both sides fear to lose,",
                "and keep it.",
                "n  New game",
                "s  Scenarios",
                "q  Quit",
                "enter open  ? keys",
                "map: Natural Earth",
            ):
                assert words in shown


@pytest.mark.parametrize("size", SIZES)
def test_no_two_texts_share_a_row(size: tuple[int, int]) -> None:
    """Wordmark, byline, menu, standing and keys follow one another."""
    plan = arrange(size, MENU)
    height = 5 if plan.tall else 3
    order = [plan.words[0], plan.words[1], plan.byline, *plan.menu, plan.standing, plan.foot]
    assert order == sorted(set(order))
    assert plan.words[0] + height <= plan.words[1] and plan.words[1] + height <= plan.byline
    assert plan.foot < size[1]


def test_the_picture_is_that_of_the_design_at_120_by_40() -> None:
    """look.md: wordmark on the dark sea from row 3, byline in row 17, menu at 6 from row 22."""
    plan = arrange((120, 40), MENU)
    assert (plan.words, plan.byline, plan.standing, plan.foot) == ((3, 10), 17, 35, 38)
    assert plan.menu == (22, 23, 24, 25, 27, 29, 30)
    texts = {
        caption.text.replace("\u00a0", " ").strip(): (caption.column, caption.row)
        for caption in paint_cover((120, 40), MENU, (), "1.0", UNICODE).captions
    }
    assert texts["New game"] == (9, 23) and texts["n"] == (6, 23)


def test_the_title_is_drawn_before_models_and_scenarios_are_loaded() -> None:
    """It imports only what it needs: no pydantic, no TOML before the first frame."""
    program = (
        "import sys, game.ui.app, game.ui.screens.title;"
        "print(sorted({'pydantic', 'tomli', 'game.scenario', 'game.engine'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_begin_game_is_what_the_title_calls(tmp_path: Path) -> None:
    """The shelf begins a scenario by its id and keeps the game in the folder that is given."""
    from game.ui.shelf import FIRST_STEPS, Setup

    game = begin_game(Setup(FIRST_STEPS, 7, mode="ironman"), tmp_path)
    assert (game.seed, game.mode, game.turn) == (7, "ironman", 1)
    assert [path.parent for path in tmp_path.iterdir()] == [tmp_path]
