"""Orders that are ruled by argument: from a seat's words to the ruling, its effect, the report."""

from __future__ import annotations

from pathlib import Path

from game.exercise.exercise import Exercise
from game.exercise.phases import move_on
from game.exercise.readers import WHITE
from game.exercise.resolver import tick
from game.exercise.review.report import render_report
from game.exercise.verification import verify
from game.ui.exercise.desk import SeatDesk
from game.ui.exercise.sheets import MailScreen
from game.ui.panels.orders import OrdersPanel
from tests.ui.stage import row_with, rows_of, text_of
from tests.ui.table import Table, press, settle, shown

WIDE = (120, 40)

MATRIX = '[adjudication]\ntrade = "matrix"'


def value_of(exercise: Exercise, name: str) -> float:
    """Return a value of the first world as it stands."""
    exercise.standing()
    game = exercise.game("a")
    return game.state.values[game.rules.index["var"][name]]


async def test_an_order_of_a_matrix_group_is_argued_and_ruled(tmp_path: Path) -> None:
    """Rule: the rules leave it; its seat argues, white opens, reads and rules; the world moves."""
    table = Table.lay(tmp_path, more=MATRIX)
    town = table.sit("town")
    async with shown(table, town, WIDE) as (_, pilot):
        await press(pilot, "slash", *"feast", "enter", "enter", "E")
    table.move("lock")
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "3")
        assert "proposal  a/town" in text_of(app)
        await press(pilot, "a", *"town", "enter")
    async with shown(table, town, WIDE) as (app, pilot):
        while not isinstance(app.screen, SeatDesk):
            await press(pilot, "escape")
        await press(pilot, "t")
        assert "The town proposes" in text_of(app) and "Give a feast" in text_of(app)
        await press(pilot, "p", *"salt", "enter", "e", *"70", "enter")
        assert "+ The town: salt" in text_of(app) and "your estimate: 70%" in text_of(app)
    before = value_of(table.exercise, "trust")
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "3", "enter")
        for told in ("town: Give a feast", "+ town: salt", "estimates: town 70%"):
            assert told in text_of(app)
        await press(pilot, *"100", "enter", *"trust +9", "enter", "enter", *"salt sells", "enter")
        await press(pilot, "enter")
        assert "rationale for white and the report: this must be filled in." in text_of(app)
        await press(pilot, *"sound", "enter")
        assert "proposal  a/town" not in text_of(app)
        assert value_of(table.exercise, "trust") == before + 9
        await press(pilot, "n")
    tick(table.exercise)
    resolved = table.exercise.read_all(WHITE)[-1]
    assert resolved.payload.plans["town"].orders == ()
    move_on(table.exercise, WHITE, worlds=["a"])
    async with shown(table, town, WIDE) as (app, pilot):
        while not isinstance(app.screen, SeatDesk):
            await press(pilot, "escape")
        await press(pilot, "t")
        assert "White has ruled: it succeeds" in text_of(app) and "salt sells" in text_of(app)
    report = render_report(table.exercise, "md")
    assert "Orders left to argument of The town: Give a feast." in report
    assert "| Room A | 1 | The town | Give a feast (by argument) |" in report
    assert "Ruling: Give a feast succeeds. salt sells" in report
    ruling = report.partition("### The town: Give a feast")[2].partition("## Injects")[0]
    for told in ("- For: salt\n", "- Estimates: The town 70%\n", "- Odds set by white: 100%; ",
                 "- Effects: Trust of the east bank 50 → 59\n",
                 "- Rationale, public: salt sells\n", "- Rationale, private: sound\n"):  # fmt: skip
        assert told in ruling
    assert verify(table.exercise).problems == ()


async def test_the_desk_tells_what_goes_to_argument(tmp_path: Path) -> None:
    """Rule: beside the order, in the plan and in full; the rules' effects are not promised."""
    table = Table.lay(tmp_path, more=MATRIX)
    town = table.sit("town")
    async with shown(table, town, WIDE) as (app, pilot):
        assert "by argument" in row_with(app, "Give a feast")
        assert "by argument" not in row_with(app, "Build the wall")
        await press(pilot, "slash", *"feast", "enter", "enter")
        assert "Give a feast (by argument)" in row_with(app, "PLAN")
        desk = app.screen
        assert isinstance(desk, SeatDesk)
        desk.query_one(OrdersPanel).focus()
        await press(pilot, "j", "j", "c")
        told = " ".join(text_of(app).replace("▌", " ").split())
        assert "goes to argument, not to the rules: after the lock you argue" in told
        assert "Trust of the east bank" not in told.partition("WHAT IT WOULD DO")[2]
        await press(pilot, "escape", "E")
        table.move("lock")
        desk.look_again(True)
        await settle(pilot)
        assert "t argue" in rows_of(app)[0]
        said = [each.message for each in app._notifications]
        assert said[-1] == (
            "Give a feast is argued now: t takes your reasons and your estimate of its odds."
        )
        await press(pilot, "t", "e", *"70", "enter", "escape")
        assert "t argue" not in rows_of(app)[0]
    async with shown(table, town, (80, 24)) as (app, pilot):
        while not isinstance(app.screen, SeatDesk):
            await press(pilot, "escape")
        assert "1 argued, 1 answer  " in row_with(app, "PLAN")


async def test_who_only_looks_does_not_speak_for_a_seat(tmp_path: Path) -> None:
    """Rule: white at a seat's desk sees its messages and writes none in its name."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "2", "l", "m", "w")
        assert isinstance(app.screen, MailScreen)
        assert "Not now: you only look." in [each.message for each in app._notifications]
