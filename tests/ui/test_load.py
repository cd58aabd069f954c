"""Load: which saves are offered, and what taking one up does."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.archive.game import Game
from game.ui.screens.load import LoadScreen
from tests.ui.stage import Stage, begin, finished, play, row_with, rows_of, settle


@pytest.fixture
def saves(tmp_path: Path) -> Path:
    """A folder with a finished game, a running one in turn 2, and a damaged file."""
    folder = tmp_path / "saves"
    finished(folder, seed=5)
    play(begin(folder), ("raise-toll",))
    (folder / "torn-autosave-03.toml").write_text("format = 1\nprogram = ", encoding="utf-8")
    return folder


async def test_the_newest_save_comes_first_and_enter_takes_it_up(saves: Path) -> None:
    """Saves newest first, with title, turn and date, mode and seed."""
    app = Stage(LoadScreen(saves))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        rows = [row.strip() for row in rows_of(app) if "Toll Bridge" in row]
        assert "Turn 2, Q3 2001" in rows[0] and "Turn 1, Q2 2001" in rows[1]
        assert "✓ Ended: A crossing in peace" in rows[2]
        assert row_with(app, "The town  standard") == "The town  standard  0000-0003  autosave"
        await pilot.press("enter")
        await settle(pilot)
    (game,) = app.answers
    assert isinstance(game, Game) and (game.turn, game.seed) == (2, 3)


async def test_a_damaged_save_is_marked_with_the_reason_and_cannot_be_taken(saves: Path) -> None:
    """It stands last, says what is wrong, and enter on it does nothing."""
    app = Stage(LoadScreen(saves))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("end")
        await pilot.pause()
        assert "damaged" in row_with(app, "torn-autosave-03.toml")
        assert "torn-autosave-03.toml is damaged or no save" in "\n".join(rows_of(app))
        await pilot.press("enter")
        await settle(pilot)
        assert app.answers == []


async def test_a_finished_game_is_taken_up_at_its_end(saves: Path) -> None:
    """The last turn of a finished game is loaded as finished."""
    app = Stage(LoadScreen(saves))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
    (game,) = app.answers
    assert isinstance(game, Game) and game.over


async def test_what_breaks_while_it_is_taken_up_is_told_in_place(saves: Path) -> None:
    """A save that was changed says so; the newest good one is named."""
    path = max(saves.glob("*0003-autosave-02.toml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"raise-toll"', '"build-wall"', 1), encoding="utf-8")
    app = Stage(LoadScreen(saves))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        shown = " ".join(" ".join(rows_of(app)).split())
        assert app.answers == []
        assert "turn 1 (Q2 2001) comes out otherwise than it was recorded" in shown
        assert "The newest good save is" in shown


async def test_an_ironman_game_does_not_go_back(tmp_path: Path) -> None:
    """Ironman: an older save is refused, with the name of the one that goes on."""
    play(begin(tmp_path, mode="ironman"), ("raise-toll",))
    app = Stage(LoadScreen(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        shown = " ".join(" ".join(rows_of(app)).split())
        assert "an ironman game goes on from its newest save" in shown
        assert app.answers == []


async def test_an_empty_folder_says_how_saves_come_about(tmp_path: Path) -> None:
    """No saves: a sentence, and esc back."""
    app = Stage(LoadScreen(tmp_path / "none"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "no saves") == (
            "There are no saves yet. A game is kept by itself at every turn."
        )
        await pilot.press("escape")
        await settle(pilot)
    assert app.answers == [None]


async def test_a_click_chooses_and_a_second_one_takes(saves: Path) -> None:
    """The mouse as an extra: what is clicked is chosen, and clicked again it is taken up."""
    app = Stage(LoadScreen(saves))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = next(place for place, row in enumerate(rows_of(app)) if "Turn 1, Q2 2001" in row)
        await pilot.click(offset=(20, row))
        await settle(pilot)
        assert app.answers == [] and rows_of(app)[row].startswith("▌▌▸ Toll Bridge")
        await pilot.click(offset=(20, row))
        await settle(pilot)
    (game,) = app.answers
    assert isinstance(game, Game) and game.turn == 1


async def test_a_save_tells_which_of_its_branches_is_played(tmp_path: Path) -> None:
    """Only where there are several."""
    game = play(begin(tmp_path), ("raise-toll",))
    app = Stage(LoadScreen(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "branch" not in "\n".join(rows_of(app))
    game.rewind(1)
    app = Stage(LoadScreen(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "1 taken back").endswith("1 taken back  branch from turn 1")
