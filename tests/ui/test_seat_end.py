"""The end of a seat's game in an exercise: the ending, the verdicts, the survey."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from game.exercise.phases import end
from game.exercise.readers import WHITE, Reader
from game.exercise.review.report import render_report
from game.exercise.survey import open_survey
from game.ui.exercise.app import ExerciseApp
from game.ui.exercise.desk import SeatDesk
from game.ui.exercise.ending import SeatEnd
from game.ui.screens.form import FormScreen
from game.ui.screens.report import ReportScreen
from game.ui.widgets.thread import Thread
from tests.ui.stage import rows_of
from tests.ui.table import Table, press, settle, shown

WIDE, SMALL = (120, 40), (80, 24)

TOWN = Reader("seat", "a", "town")


def front(app: ExerciseApp) -> Screen[Any]:
    """Return the screen in front, which changes."""
    return app.screen


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_last_release_shows_report_ending_and_verdicts(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Rule: below the last report lie the ending and what judges make of it, of no other seat."""
    table = Table.lay(tmp_path)
    table.play(3)
    table.move("plan")
    async with shown(table, table.sit("town"), size) as (app, pilot):
        desk = front(app)
        assert isinstance(desk, SeatDesk)
        assert (
            desk.why_not("ending") == "it comes with the last turn, or when white ends the exercise"
        )
        table.play(1)
        desk.look_again(True)
        await settle(pilot)
        report = front(app)
        assert isinstance(report, ReportScreen)
        await press(pilot, *["enter"] * len(report.pages))
        assert isinstance(front(app), SeatEnd)
        told = "\n".join(rows_of(app))
        assert "a good ending" in told
        assert "The bridge stands;" in told
        assert "The poets" in told and "It is a song now." in told
        assert "West" not in told and "They were fair." not in told
        assert "seed" not in told and "score" not in told
        await press(pilot, "escape")
        assert app.screen is desk
        assert "the game is over" in rows_of(app)[0]
        await press(pilot, "v")
        assert isinstance(front(app), SeatEnd)


async def test_the_survey_goes_into_the_report(tmp_path: Path) -> None:
    """Rule: `s` asks at the end; what was written last stands there again, and in the report."""
    table = Table.lay(tmp_path)
    table.play(4)
    open_survey(table.exercise, WHITE)
    async with shown(table, table.sit("town"), SMALL) as (app, pilot):
        assert isinstance(front(app), SeatEnd)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(front(app), FormScreen)
        assert "What surprised you?" in "\n".join(rows_of(app))
        for key in ("down", *"tolls", "ctrl+s"):
            await pilot.press(key)
        await pilot.pause()
        await settle(pilot)
        desk = front(app)
        assert isinstance(desk, SeatDesk)
        assert desk.seen.survey == {"surprise": "tolls"}
        assert "- tolls" in render_report(table.exercise, "md")
        await pilot.press("s")
        await pilot.pause()
        form = front(app)
        assert isinstance(form, FormScreen)
        assert [line.value for line in form.inputs] == ["", "tolls", "", "", ""]


async def test_a_shorter_exercise_ends_without_an_ending(tmp_path: Path) -> None:
    """Rule: heading and end follow the configuration; no ending is made up."""
    table = Table.lay(tmp_path, more="turns = 2")
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        assert rows_of(app)[0].endswith("turn 1 of 2")
        assert app.screen.query_one(Thread).line.turns == 2
        table.play(2)
        desk = front(app)
        assert isinstance(desk, SeatDesk)
        desk.look_again(True)
        await settle(pilot)
        report = front(app)
        assert isinstance(report, ReportScreen)
        await press(pilot, *["enter"] * len(report.pages))
        assert isinstance(front(app), SeatEnd)
        told = "\n".join(rows_of(app))
        assert "no ending was reached" in told
        assert "It was played to turn 2 of 2; the rules have come to no ending." in told
        assert "as things stand" in told and "The poets" in told


async def test_the_survey_is_whites_to_open(tmp_path: Path) -> None:
    """Rule: a seat is told, in the middle of the game too, and marked until it has answered."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = front(app)
        assert isinstance(desk, SeatDesk)
        assert desk.why_not("survey") == "white has not opened the survey"
        open_survey(table.exercise, WHITE)
        desk.look_again(True)
        await settle(pilot)
        told = [toast.message for toast in app._notifications]
        assert told == ["White has opened the survey: s answers it."]
        assert "s survey" in rows_of(app)[0]
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(front(app), FormScreen)
        for key in ("t", "e", "a", "ctrl+s"):
            await pilot.press(key)
        await pilot.pause()
        await settle(pilot)
        assert desk.seen.survey == {"decision": "tea"}
        assert "s survey" not in rows_of(app)[0]


async def test_white_may_end_in_the_middle_of_a_turn(tmp_path: Path) -> None:
    """Rule: nothing is taken from then on; the end lies in front."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = front(app)
        assert isinstance(desk, SeatDesk)
        end(table.exercise, WHITE)
        desk.look_again(True)
        await settle(pilot)
        assert isinstance(front(app), SeatEnd)
        assert "No turn was played; the rules have come to no ending." in "\n".join(rows_of(app))
        assert "survey, once white opens it" in "\n".join(rows_of(app))
        await press(pilot, "escape")
        assert "the exercise is over" in rows_of(app)[0]
        assert desk.why_not("commit") == "the exercise has ended"
