"""The timeline: every turn, two compared, the way back, and the branches that it leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import DataTable

from game.archive.game import Game
from game.archive.recovery import load_game
from game.archive.timeline import compare_moments, list_moments
from game.engine import Plan
from game.scenario.bundle import Bundle
from game.ui.app import BufferStateApp
from game.ui.desk.timeline import LEAST_TEXTS, brief_events, lay_out
from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.screens.comparison import ComparisonScreen
from game.ui.screens.desk import DeskScreen
from game.ui.screens.end import EndScreen
from game.ui.screens.form import ChoiceScreen, FormScreen
from game.ui.screens.report import ReportScreen
from game.ui.screens.timeline import TimelineScreen
from tests.ui.stage import (
    SIZES,
    TOLL_BRIDGE,
    Stage,
    begin,
    finished,
    go,
    play,
    row_with,
    rows_of,
    see,
    settle,
)
from tests.ui.table import Table, shown


def sheet_of(app: Stage) -> TimelineScreen:
    """Return the timeline that is shown."""
    assert isinstance(app.shown, TimelineScreen)
    return app.shown


def test_moments_are_what_the_seat_saw_and_chose() -> None:
    """One for each turn, the epilogue included, and the end; values are those of the opening."""
    game = finished()
    moments = list_moments(game)
    assert [moment.turn for moment in moments] == [1, 2, 3, 4, 5, 6]
    assert moments[0].decided == ("Raise the toll", "Give a feast")
    assert moments[0].occurred == ("An envoy at the gate",)
    assert [moment.view["purse"].value for moment in moments] == [6.0, 8.0, 7.0, 9.0, 8.0, 7.0]
    assert (moments[4].decided, moments[5].occurred) == ((), ("A crossing in peace",))


def test_of_several_events_one_that_fits_is_named_whole() -> None:
    """An event whose name would be cut to `An` gives way; alone, it is cut at a word."""
    game = finished()
    moment = replace(list_moments(game)[0], occurred=("An envoy at the gate", "High water"))
    scenario = game.rules.scenario
    assert brief_events(scenario, moment, 15) == "High water +1"
    alone = replace(moment, occurred=moment.occurred[:1])
    assert brief_events(scenario, alone, 15) == "An envoy at the"
    assert brief_events(scenario, moment, 40) == "An envoy at the gate, High water"


def test_a_comparison_leaves_out_what_the_seat_never_knew() -> None:
    """Values in front come first; what is hidden at both moments is not compared."""
    game = finished()
    one, *_, other = list_moments(game)
    found = {each.name: each for each in compare_moments(game.rules.scenario, one, other)}
    assert list(found)[:3] == ["purse", "trust", "anger"]
    assert "nerve" not in found
    assert found["purse"].change == 1.0


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_every_turn_stands_in_the_table_at_every_size(glyphs: Glyphs) -> None:
    """Turn, date, decisions, events and gauges; the turn under the cursor in full below."""
    app = Stage(TimelineScreen(finished()), glyphs)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            words = " ".join(row_with(app, "1  Q2 2001").split())
            assert words.startswith("1 Q2 2001 Raise the toll")
            assert "6.0" in words and ("An envoy at the gate" in words or size[0] < 100)
            assert row_with(app, "A crossing in").split()[:3] == ["end", "Q3", "2002"]
        await pilot.press("home", "ctrl+home")
        await settle(pilot)
        assert row_with(app, "You decided").endswith("  Raise the toll; Give a feast")
        assert "Send a caravan" in row_with(app, "The west bank")


def test_as_many_gauges_as_fit_stand_beside_the_texts() -> None:
    """The texts keep their least; what is left over is theirs; at least one gauge is shown."""
    game = finished()
    moments, scenario = list_moments(game), game.rules.scenario
    whole = lay_out(scenario, moments, 93, 0, 2)
    assert [name for name, _ in whole.gauges] == ["purse", "trust", "anger"]
    assert whole.whole and whole.decided + whole.occurred == 93 - 4 - 7 - 7 - 7
    least = lay_out(scenario, moments, 40, 1, 2)
    assert ([name for name, _ in least.gauges], least.whole) == (["trust"], False)
    assert (least.decided, least.occurred) == LEAST_TEXTS


async def test_the_arrows_show_the_gauges_that_do_not_fit() -> None:
    """The table never runs out of the screen; the arrows turn to the other gauges."""
    text = TOLL_BRIDGE.read_text(encoding="utf-8")
    text = text.replace('short = "purse"', 'short = "crowns in the purse"')
    text = text.replace('short = "trust"', 'short = "trust of the east"')
    game = play(Game.begin(Bundle.from_text(text), 3), ())
    app = Stage(TimelineScreen(game))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "turn ").split("happened")[1].strip() == "crowns in the purse"
        assert "←→ gauges" in row_with(app, "enter report")
        await pilot.press("right")
        await settle(pilot)
        assert row_with(app, "turn ").split("happened")[1].split() == [
            "trust", "of", "the", "east",
        ]  # fmt: skip
        assert sheet_of(app).query_one(DataTable).max_scroll_x == 0


async def test_a_report_is_read_again() -> None:
    """Enter opens the report of the turn under the cursor."""
    app = Stage(TimelineScreen(finished()))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("up", "up", "up", "up")
        report = await go(pilot, "enter")
        assert isinstance(report, ReportScreen)
        assert report.page.turn == 2
        assert await go(pilot, "escape") is app.shown


async def test_two_turns_are_compared_side_by_side() -> None:
    """Without a mark with the turn before; with one, with the marked turn; d narrows."""
    app = Stage(TimelineScreen(finished()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("up")
        assert isinstance(await go(pilot, "c"), ComparisonScreen)
        assert row_with(app, "turn 4").split() == [
            "turn",
            "4",
            "Q1",
            "2002",
            "turn",
            "5",
            "Q2",
            "2002",
        ]
        await go(pilot, "escape")
        await pilot.press("ctrl+home", "m", "down")
        assert "✓   1" in "\n".join(rows_of(app))
        await go(pilot, "c")
        told = await see(pilot, "The town's purse")
        assert "Raise the toll" in told
        row = row_with(app, "The town's purse").split()
        assert row == ["The", "town's", "purse", "6.0", "crowns", "enough", "8.0", "crowns",
                       "enough", "+2.0", "△"]  # fmt: skip
        await pilot.press("d")
        await settle(pilot)
        assert row_with(app, "Rung of the quarrel") == ""


async def test_going_back_asks_and_leaves_a_branch(tmp_path: Path) -> None:
    """The question tells what stays and what is recorded; then the game stands there, kept."""
    game = play(begin(tmp_path), ("raise-toll",), ("feast",))
    app = BufferStateApp(game, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        desk = await go(pilot, "t")
        assert isinstance(desk, TimelineScreen)
        await pilot.press("up")
        question = await go(pilot, "r")
        assert isinstance(question, ChoiceScreen)
        told = " ".join(row.strip("▌ ") for row in rows_of(app))
        assert "BACK TO TURN 2, Q3 2001?" in told
        assert "Turn 2 stays as the branch “main”, where you can go on at any time." in told
        assert "The save records that turns were taken back." in told
        await pilot.press("y")
        await see(pilot, "turn 2 of 4")
        front = app.screen
        assert isinstance(front, DeskScreen)
        assert (front.game.turn, front.plan) == (2, Plan(("feast",)))
    again = load_game(game.saves, game.saves.entries()[0].path) if game.saves else None
    assert again is not None
    assert (again.turn, [branch.name for branch in again.branches]) == (2, ["main"])


async def test_b_goes_back_a_turn_from_the_desk() -> None:
    """One key to the question; esc leaves all as it was."""
    app = BufferStateApp(play(begin(), ("raise-toll",), ("feast",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("B")
        told = await see(pilot, "BACK TO TURN 2")
        assert "esc back" in told
        await pilot.press("escape", "escape")
        await see(pilot, "turn 3 of 4")


@pytest.mark.parametrize(
    ("mode", "turns", "says"),
    [
        ("ironman", 1, "an ironman game does not go back"),
        ("standard", 0, "no turn has been played"),
    ],
)
async def test_where_there_is_no_way_back_it_is_said_why(mode: str, turns: int, says: str) -> None:
    """The palette has the reason; the timeline names no key that does nothing."""
    game = play(begin(mode=mode), *[()] * turns)
    app = BufferStateApp(game)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        assert str(desk.why_not("rewind")).startswith(says)
        await go(pilot, "t")
        assert "r go back" not in row_with(app, "enter report")
        await pilot.press("r")
        await settle(pilot)
        (note,) = app._notifications
        assert str(note.message).startswith(f"Not now: {says}")
        assert game.branches == ()


async def test_branches_are_looked_at_named_played_and_forgotten() -> None:
    """Tab looks without playing; s plays; n names; x forgets, after a question."""
    game = play(begin(), ("raise-toll",), ("feast",))
    game.rewind(1)
    app = Stage(TimelineScreen(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert row_with(app, "branches").split() == [
            "branches", "●", "from", "turn", "1", "○", "main",
        ]  # fmt: skip
        await pilot.press("tab")
        await settle(pilot)
        assert sheet_of(app).shown.branch == "main"
        assert sheet_of(app).query_one(DataTable).row_count == 3
        assert game.turn == 1
        form = await go(pilot, "n")
        assert isinstance(form, FormScreen)
        await pilot.press("end", *"-2", "enter")
        await see(pilot, "○  main-2")
        await pilot.press("s")
        await settle(pilot)
        assert (game.branch, game.turn) == ("main-2", 3)
        assert app.played == [game]
    app = Stage(TimelineScreen(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        await settle(pilot)
        await go(pilot, "x")
        await pilot.press("y")
        await settle(pilot)
        assert game.branches == ()
        assert row_with(app, "branches") == ""


async def test_a_seat_reads_the_timeline_and_takes_nothing_back(tmp_path: Path) -> None:
    """Exercise: the turns can be read; only white takes them back, which the palette says."""
    table = Table.lay(tmp_path)
    table.play(1)
    async with shown(table, table.sit("town"), (120, 40)) as (app, pilot):
        while not isinstance(app.screen, DeskScreen):
            await pilot.press("escape")
            await pilot.pause()
        reason = "in an exercise only white takes turns back"
        assert app.screen.why_not("rewind") == reason
        assert app.screen.why_not("timeline") is None
        await pilot.press("T")
        told = await see(pilot, "TIMELINE")
        assert reason in told and "r go back" not in told
        assert "1  Q2 2001" in told


async def test_the_timeline_opens_from_the_end() -> None:
    """From the end the game can be gone back in too: its ending stays as a branch."""
    game = finished()
    app = BufferStateApp(game)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, EndScreen)
        assert isinstance(await go(pilot, "t"), TimelineScreen)
        await pilot.press("ctrl+home")
        await go(pilot, "r")
        await pilot.press("y")
        await see(pilot, "turn 1 of 4")
        assert [branch.label for branch in game.branches] == ["Ended: A crossing in peace"]
