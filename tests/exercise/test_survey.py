"""The survey: white opens it, seats and observers answer, white sees how many have."""

from __future__ import annotations

import pytest

from game.errors import ExerciseError, NotAllowed
from game.exercise import phases
from game.exercise.exercise import Exercise
from game.exercise.readers import WHITE, Reader
from game.exercise.review.report import render_report
from game.exercise.seats import seat_view
from game.exercise.survey import Turnout, answer_survey, close_survey, open_survey
from game.exercise.white import white_view
from tests.exercise.conftest import NORTH, SOUTH


def test_it_takes_answers_while_it_is_open(planning: Exercise) -> None:
    """Rule: white opens and closes it, in the middle of the game too; the last answers count."""
    with pytest.raises(NotAllowed, match="white has not opened the survey"):
        answer_survey(planning, NORTH, {"keep": "the tea"})
    open_survey(planning, WHITE)
    assert seat_view(planning, NORTH).asked
    answer_survey(planning, NORTH, {"keep": "the tea"})
    answer_survey(planning, NORTH, {"surprise": "The flood"})
    assert seat_view(planning, NORTH).survey == {"surprise": "The flood"}
    with pytest.raises(ExerciseError, match="no question 'age'"):
        answer_survey(planning, NORTH, {"age": "12"})
    close_survey(planning, WHITE)
    with pytest.raises(NotAllowed, match="white has not opened"):
        answer_survey(planning, SOUTH, {"keep": "the tea"})


def test_it_is_for_those_who_were_there(planning: Exercise) -> None:
    """Rule: neither white nor analysts nor projectors answer; only white opens and closes."""
    open_survey(planning, WHITE)
    for reader in (WHITE, Reader("analyst"), Reader("projector")):
        with pytest.raises(NotAllowed, match="participants and observers"):
            answer_survey(planning, reader, {"keep": "the tea"})
    for act in (open_survey, close_survey):
        with pytest.raises(NotAllowed, match="only white"):
            act(planning, NORTH)
    with pytest.raises(NotAllowed, match="open already"):
        open_survey(planning, WHITE)


def test_white_sees_how_many_have_answered(planning: Exercise) -> None:
    """Rule: each seat once, observers apart, who share a code; the report says so too."""
    assert white_view(planning, WHITE).turnout == Turnout(False, 0, 4, 0)
    phases.end(planning, WHITE)
    assert [item.kind for item in white_view(planning, WHITE).queue] == ["survey"]
    open_survey(planning, WHITE)
    for reader, text in (
        (NORTH, "x"), (NORTH, "y"), (Reader("observer", name="1"), "seen by one"),
        (Reader("observer", name="2"), "seen by two"),
    ):  # fmt: skip
        answer_survey(planning, reader, {"surprise": text})
    view = white_view(planning, WHITE)
    assert view.turnout == Turnout(True, 1, 4, 2)
    assert [seat.surveyed for seat in view.worlds[0].seats] == [True, False, False]
    assert view.queue == ()
    text = render_report(planning, "md")
    assert "1 of 4 seats and 2 observers answered it." in text
    assert "- seen by one\n- seen by two\n- y" in text


def test_a_seat_that_a_bot_plays_is_not_waited_for(planning: Exercise) -> None:
    """Rule: it has nobody who could answer; who had answered before still counts."""
    open_survey(planning, WHITE)
    answer_survey(planning, NORTH, {"keep": "the tea"})
    for seat in ("north", "south"):
        phases.set_bot(planning, WHITE, "a", seat, True)
    assert white_view(planning, WHITE).turnout == Turnout(True, 1, 3, 0)
    told = render_report(planning, "md")
    assert "North Bank (team, then bot), South Bank (team, then bot), The ferry (bot)" in told
