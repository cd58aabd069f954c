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
from tests.ui.stage import text_of
from tests.ui.table import Table, press, shown

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
    assert "Ruling: Give a feast succeeds. salt sells" in report
    ruling = report.partition("### The town: Give a feast")[2].partition("## Injects")[0]
    for told in ("- For: salt\n", "- Estimates: The town 70%\n", "- Odds set by white: 100%; ",
                 "- Effects: Trust of the east bank 50 → 59\n",
                 "- Rationale, public: salt sells\n", "- Rationale, private: sound\n"):  # fmt: skip
        assert told in ruling
    assert verify(table.exercise).problems == ()
