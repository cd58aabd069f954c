"""An observer's screen, and what white does with projectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from game.engine import Plan
from game.errors import NotAllowed
from game.exercise.messages import send_message
from game.exercise.orders import submit
from game.exercise.phases import end, revert
from game.exercise.projection import project
from game.exercise.publicity import public_turns
from game.exercise.readers import WHITE, Reader
from game.exercise.survey import count_answers, open_survey
from game.ui.exercise.app import ExerciseApp
from game.ui.exercise.observer import ObserverScreen
from game.ui.exercise.projector import ProjectorScreen
from game.ui.screens.form import FormScreen
from tests.ui.stage import rows_of, text_of
from tests.ui.table import Table, press, settle, shown

WIDE, SMALL = (120, 40), (80, 24)


def front(app: ExerciseApp) -> Screen[Any]:
    """Return the screen in front, which changes."""
    return app.screen


def play_in_public(table: Table) -> None:
    """Play a turn in which something is ordered and told to all, and open the next."""
    submit(table.exercise, Reader("seat", "a", "town"), Plan(("feast",)), turn=1)
    from game.exercise.injects import send

    send(table.exercise, WHITE, "flood", ["a"])
    send_message(table.exercise, WHITE, ["town"], "for the town alone", "a")
    table.move("release")
    table.move("plan")


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_an_observer_looks_back_through_the_turns(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Rule: what was told to all and ordered, turn by turn; nothing that is not public."""
    table = Table.lay(tmp_path)
    play_in_public(table)
    async with shown(table, table.sit("observer"), size) as (app, pilot):
        assert isinstance(app.screen, ObserverScreen)
        found = text_of(app)
        assert "turn 2 of 4" in rows_of(app)[0] and "TURN 2" in found and "planning" in found
        await press(pilot, "left")
        found = text_of(app)
        assert "TURN 1" in found and "as it was released" in found
        assert "The river rises: Two piers stand in water." in found
        assert "ORDERED" in found and "feast" in found
        assert "for the town alone" not in found
        await press(pilot, "left", "end")
        assert "TURN 2" in text_of(app)


async def test_an_observer_goes_on_with_the_exercise(tmp_path: Path) -> None:
    """Rule: the newest turn follows; one that was chosen stays; one taken back goes."""
    table = Table.lay(tmp_path)
    play_in_public(table)
    async with shown(table, table.sit("observer"), WIDE) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ObserverScreen)
        table.play(1)
        table.move("brief")
        screen.look_again(True)
        await settle(pilot)
        assert "TURN 3" in text_of(app)
        await press(pilot, "left", "left")
        assert "TURN 1" in text_of(app)
        revert(table.exercise, WHITE, "a", 1, "a wrong start")
        screen.look_again(True)
        await settle(pilot)
        assert [turn.turn for turn in screen.turns] == [1]
        assert "The river rises" not in text_of(app)


async def test_an_observer_is_as_late_as_it_should_be(tmp_path: Path) -> None:
    """Rule: with a delay nothing of the last minutes is shown, and the delay is told."""
    table = Table.lay(tmp_path, more="observer_delay = 10")
    play_in_public(table)
    async with shown(table, table.sit("observer"), WIDE) as (app, _):
        assert "observer, 10 min behind" in rows_of(app)[0]
        assert "Nothing has begun." in text_of(app)


async def test_observers_answer_the_survey_each_for_itself(tmp_path: Path) -> None:
    """Rule: `s` asks while it is open; two browsers with one code count as two, late ones too."""
    table = Table.lay(tmp_path, more="observer_delay = 10")
    for text in ("one", "two"):
        async with shown(table, table.sit("observer"), SMALL) as (app, pilot):
            screen = front(app)
            assert isinstance(screen, ObserverScreen)
            if text == "one":
                await press(pilot, "s")
                assert not isinstance(front(app), FormScreen), "it is not open yet"
                open_survey(table.exercise, WHITE)
                screen.look_again(True)
                await settle(pilot)
            assert "s survey" in rows_of(app)[0]
            await pilot.press("s")
            await pilot.pause()
            assert isinstance(front(app), FormScreen)
            for key in (*text, "ctrl+s"):
                await pilot.press(key)
            await pilot.pause()
            await settle(pilot)
            assert screen.answers == {"decision": text}
            assert "s survey" not in rows_of(app)[0]
    turnout = count_answers(table.exercise.standing())
    assert (turnout.seats, turnout.observers) == (0, 2)


async def test_after_the_end_no_clock_is_shown_and_nothing_is_paused(tmp_path: Path) -> None:
    """Rule: observers, projectors and white read that it is over, not that a clock stands."""
    table = Table.lay(tmp_path)
    end(table.exercise, WHITE)
    for session in (table.sit("observer"), table.sit("projector"), table.white()):
        async with shown(table, session, WIDE) as (app, _):
            assert "paused" not in text_of(app)
            assert ("planning" in text_of(app), "Room A" in text_of(app)) == (False, True)
            if session.reader.role != "observer":
                assert "over" in text_of(app).split()


async def test_a_code_may_be_bound_to_a_world(tmp_path: Path) -> None:
    """Rule: an observer of one room sees that one; `w` goes through all where all are seen."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("observer a"), WIDE) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ObserverScreen) and screen.seen is not None
        assert [world.id for world in screen.seen.worlds] == ["a"]
        with pytest.raises(NotAllowed, match="sees the world a alone"):
            public_turns(table.exercise, screen.reader, "b")
    async with shown(table, table.sit("observer"), WIDE) as (app, pilot):
        assert "Room A" in rows_of(app)[0]
        await press(pilot, "w")
        assert "Room B" in rows_of(app)[0]


async def test_white_switches_projectors_and_darkens_them(tmp_path: Path) -> None:
    """Rule: those of all worlds show what white wants; those of one world are only darkened."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("projector"), WIDE) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, ProjectorScreen)
        assert "Room A" in text_of(app)
        for wish, wanted in (
            ({"show": "b"}, (False, False, "b")), ({"dark": True}, (True, False, "b")),
            ({}, (False, False, "b")), ({"show": "*"}, (False, True, "b")),
        ):  # fmt: skip
            project(table.exercise, WHITE, **wish)
            screen.look_again(True)
            await settle(pilot)
            assert screen.world is not None
            assert (screen.blank, screen.showing_all, screen.world.id) == wanted
        await press(pilot, "a", "b")
        assert screen.blank and not screen.showing_all, "whoever stands at it can too"
    project(table.exercise, WHITE, show="b", dark=True)
    async with shown(table, table.sit("projector a"), WIDE) as (app, _):
        bound = app.screen
        assert isinstance(bound, ProjectorScreen) and bound.world is not None
        assert (bound.blank, bound.world.id) == (True, "a")
