"""A new game: the scenarios found, the settings, and what begins."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from game.archive.game import Game
from game.engine.luck import format_seed, parse_seed
from game.ui.screens.new_game import NewGameScreen
from tests.ui.stage import SIZES, TOLL_BRIDGE, Stage, row_with, rows_of, settle

BROKEN = "tests/scenarios/invalid/unknown-key.toml"
"""A scenario whose rule has a key `wen` instead of `when`."""


def answered(app: Stage) -> Game:
    """Return the one game with which the screen was answered."""
    (game,) = app.answers
    assert isinstance(game, Game)
    return game


async def test_the_first_steps_are_chosen_and_begin_with_the_usual_settings(
    tmp_path: Path,
) -> None:
    """Shipped scenarios are listed, the shortest first; `b` begins the chosen one."""
    app = Stage(NewGameScreen(tmp_path, seed=parse_seed("7K2B-1X0Q")))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        row = row_with(app, "Hesitant Alignment")
        assert "14 turns  50 min  6 seats" in row
        titles = [
            "First Steps",
            "Energy Winter",
            "Finlandization",
            "Fort Trump",
            "The Minsk Format",
        ]
        rows = rows_of(app)
        places = [next(i for i, row in enumerate(rows) if title in row) for title in titles]
        assert places == sorted(places)
        assert "seed       7K2B-1X0Q" in "\n".join(rows_of(app))
        await pilot.press("b")
        await settle(pilot)
    game = answered(app)
    assert game.rules.scenario.scenario.id == "first-steps"
    assert (format_seed(game.seed), game.mode, game.difficulty, game.seat, game.turn) == (
        "7K2B-1X0Q", "standard", None, "minsk", 1,
    )  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["first-steps-7K2B1X0Q-autosave-01.toml"]


async def test_enter_on_the_last_row_begins_and_arrows_change_settings(tmp_path: Path) -> None:
    """The keyboard sets everything: another difficulty, ironman, another seat."""
    app = Stage(NewGameScreen(tmp_path, where="hesitant-alignment"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("home", "right", "down", "right", "right", "down", "right")
        await pilot.press("end", "enter")
        await settle(pilot)
    game = answered(app)
    assert (game.seat, game.difficulty, game.mode) == ("moscow", "hard", "ironman")


async def test_a_seed_can_be_typed_and_a_wrong_one_says_what_would_do(tmp_path: Path) -> None:
    """Seeds are letters or digits; the line stays open until one can be read."""
    app = Stage(NewGameScreen(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        app.screen.query_one(Input).value = "nonsense!"
        await pilot.press("enter")
        await pilot.pause()
        assert "'nonsense!' is no seed" in "\n".join(rows_of(app))
        app.screen.query_one(Input).value = "42"
        await pilot.press("enter", "b")
        await settle(pilot)
    assert answered(app).seed == 42


async def test_drawing_gives_another_seed_and_copying_gives_it_away(tmp_path: Path) -> None:
    """`r` draws, `y` copies the seed as people write it."""
    app = Stage(NewGameScreen(tmp_path, seed=1))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("y")
        assert app.clipboard == "0000-0001"
        await pilot.press("r")
        screen = app.screen
        assert isinstance(screen, NewGameScreen) and screen.table.seed != 1


async def test_a_scenario_with_problems_is_listed_with_what_is_wrong(tmp_path: Path) -> None:
    """It cannot be begun; the first problem is named with file, line and column."""
    app = Stage(NewGameScreen(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        app.screen.query_one(Input).value = BROKEN
        await pilot.press("enter")
        await settle(pilot)
        shown = "\n".join(rows_of(app))
        assert "cannot be played" in shown
        assert "unknown-key.toml:20:1: `[[rule]]` has no key `wen`" in shown
        await pilot.press("b")
        await settle(pilot)
        assert app.answers == [] and type(app.screen) is NewGameScreen


async def test_a_path_begins_a_scenario_of_ones_own(tmp_path: Path) -> None:
    """A path can be typed; the scenario there is listed and chosen."""
    app = Stage(NewGameScreen(tmp_path, seed=3))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        app.screen.query_one(Input).value = str(TOLL_BRIDGE)
        await pilot.press("enter")
        await settle(pilot)
        assert "4 turns  2 seats" in row_with(app, "Toll Bridge")
        await pilot.press("b")
        await settle(pilot)
    assert answered(app).rules.scenario.scenario.id == "toll-bridge"


async def test_a_path_to_nothing_says_so(tmp_path: Path) -> None:
    """There is no such scenario: the list says it, nothing crashes."""
    app = Stage(NewGameScreen(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        app.screen.query_one(Input).value = str(tmp_path / "nowhere.toml")
        await pilot.press("enter")
        await settle(pilot)
        assert "there is no scenario" in "\n".join(rows_of(app))


async def test_another_scenario_is_taken_from_the_list(tmp_path: Path) -> None:
    """The keys may begin in the list of scenarios; arrows choose, enter goes on to begin."""
    app = Stage(NewGameScreen(tmp_path, listing=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "enter", "enter")
        await settle(pilot)
    assert answered(app).rules.scenario.scenario.id == "energy-winter"


async def test_esc_closes_the_line_first_and_then_the_screen(tmp_path: Path) -> None:
    """Esc goes one step back at a time, and answers with nothing."""
    app = Stage(NewGameScreen(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("p", "escape")
        await pilot.pause()
        assert type(app.screen) is NewGameScreen
        await pilot.press("escape")
        await settle(pilot)
    assert app.answers == [None]


async def test_all_settings_are_seen_at_every_size(tmp_path: Path) -> None:
    """Seat, difficulty, mode, seed and Begin stand on the screen at once, also after a resize."""
    app = Stage(NewGameScreen(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = "\n".join(rows_of(app))
            for words in (
                "Minsk",
                "usual",
                "standard",
                "same seed, same luck",
                "   Begin",
                "esc back",
            ):
                assert words in shown
