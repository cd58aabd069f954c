"""What a player is told before the first turn."""

from __future__ import annotations

from pathlib import Path

from game.archive.briefing import brief
from game.archive.game import Game
from game.scenario.source import read_bundle
from game.ui.app import BufferStateApp
from game.ui.screens.briefing import BriefingScreen
from game.ui.screens.desk import DeskScreen
from tests.ui.stage import begin, go, row_with, rows_of, settle
from tests.ui.table import Table, press, shown


def test_the_flagship_says_what_is_sold_who_buys_and_how_it_may_end() -> None:
    """The briefing, the outlook and all endings by their kind."""
    told = brief(Game.begin(read_bundle("hesitant-alignment"), 3))
    assert told.side == "Minsk"
    assert [text.split()[0] for text in told.paragraphs] == ["You", "Moscow", "Empty"]
    assert told.outlook == "If you do nothing, the reserves are gone around turn 10."
    assert told.good == ("Finlandization", "A western turn that holds", "Managed limbo")
    assert told.open == ()
    assert (len(told.bad), told.bad[-1]) == (8, "War in the corridor")


def test_another_seat_is_not_told_what_awaits_the_first() -> None:
    """The outlook is that of the seat for which the scenario is written."""
    told = brief(Game.begin(read_bundle("hesitant-alignment"), 3, seat="moscow"))
    assert (told.side, told.outlook) == ("Moscow", "")


async def test_a_new_game_begins_with_the_whole_briefing_at_80_columns() -> None:
    """No row is hidden, no mark of emphasis is left; one key leads to the desk, one back."""
    app = BufferStateApp(Game.begin(read_bundle("hesitant-alignment"), 3), fresh=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, BriefingScreen)
        told = "\n".join(rows_of(app))
        assert "is doubt: each side pays" in told and "*" not in told
        assert row_with(app, "good  Finl").endswith("Finlandization, A western turn that holds, "
                                                    "Managed limbo")  # fmt: skip
        assert "and how to come back to this page." in told
        assert isinstance(await go(pilot, "enter"), DeskScreen)
        assert isinstance(await go(pilot, "w"), BriefingScreen)


async def test_a_game_that_is_taken_up_begins_at_the_desk(tmp_path: Path) -> None:
    """The briefing stands before the first turn only."""
    app = BufferStateApp(begin(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DeskScreen)


async def test_a_seat_of_an_exercise_reads_the_same_page(tmp_path: Path) -> None:
    """Marks of emphasis are drawn, not written."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), (80, 24)) as (app, pilot):
        await press(pilot, "B")
        assert isinstance(app.screen, BriefingScreen)
        assert row_with(app, "only crossing") == "You hold the only crossing for a day's ride."
