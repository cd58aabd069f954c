"""A practice turn: people try the exercise out; then all begins as if it had not been."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.engine import Plan
from game.errors import NotAllowed
from game.exercise import drafts, injects, matrix, messages, notes, orders, phases
from game.exercise.changes import parse_changes
from game.exercise.configuration import Inject
from game.exercise.exercise import Exercise
from game.exercise.practice import end_practice, practise
from game.exercise.publicity import public_view
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.review.export import export
from game.exercise.review.replay import list_steps
from game.exercise.review.report import render_report
from game.exercise.seats import seat_view
from game.exercise.summary import catch_up
from game.exercise.survey import open_survey
from game.exercise.verification import verify
from game.exercise.white import white_view
from tests.exercise.conftest import NORTH, SOUTH, HandClock, play_turn


@pytest.fixture
def practising(exercise: Exercise) -> Exercise:
    """An exercise whose practice turn is planned."""
    practise(exercise, WHITE)
    phases.move_on(exercise, WHITE)
    return exercise


def live_through(exercise: Exercise) -> None:
    """Do all that leaves traces: words, a note, a ruling, an inject, a bot, a turn."""
    messages.send_message(exercise, NORTH, ["south"], "Is this the mail?")
    notes.star(exercise, WHITE, "They found the mail", world="a")
    ref = matrix.propose(exercise, NORTH, "Swim", "arms", "it is warm")
    matrix.rule(exercise, WHITE, ref, 50, public="A try", private="only a try")
    injects.invent(exercise, WHITE, Inject(id="fog", text="Fog"), ["a"])
    injects.send(exercise, WHITE, "envoy", ["a"])
    injects.hold(exercise, WHITE, "flood")
    phases.set_bot(exercise, WHITE, "b", "south", True)
    orders.set_standing(exercise, NORTH, Plan(("dig",)))
    play_turn(exercise, Plan(("dig",)), Plan(("sow",)))


def test_everything_begins_anew_when_it_ends(practising: Exercise, clock: HandClock) -> None:
    """Rule: worlds, injects, proposals, drafts and clock are as they were prepared."""
    before = practising.game("a").seed
    clock.pass_minutes(9)
    live_through(practising)
    drafts.save_draft(practising, SOUTH, Plan(("sow",)), 1)
    end_practice(practising, WHITE)
    standing = practising.standing()
    assert (standing.progress, standing.paused, standing.elapsed(practising.now)) == (
        "prepared", True, 0,
    )  # fmt: skip
    place = standing.worlds["a"]
    assert (place.turn, place.phase, place.journal, place.standing) == (0, "", [], {})
    assert "south" not in standing.worlds["b"].bots
    assert {name: line.status for name, line in standing.injects.items()} == {
        "flood": "waiting", "envoy": "waiting", "rumour": "waiting",
    }  # fmt: skip
    assert (standing.proposals, seat_view(practising, SOUTH).draft) == ({}, Plan())
    game = practising.game("a")
    assert (game.seed, game.turns) == (7, ()) and before != 7, "its luck gives nothing away"
    phases.start(practising, WHITE)
    play_turn(practising, Plan(("dig",)))
    assert verify(practising).problems == ()


def test_a_practice_is_one_turn_before_the_exercise(practising: Exercise) -> None:
    """Rule: after its release it can only be ended; neither start, end nor survey come before."""
    for act, told in (
        (practise, "already"), (phases.start, "end it first"), (phases.end, "end that"),
        (open_survey, "not begun"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match=told):
            act(practising, WHITE)
    play_turn(practising)
    with pytest.raises(NotAllowed, match="a practice is one turn"):
        phases.move_on(practising, WHITE, ["a"])
    end_practice(practising, WHITE)
    with pytest.raises(NotAllowed, match="no practice"):
        end_practice(practising, WHITE)
    phases.start(practising, WHITE)
    with pytest.raises(NotAllowed, match="has begun"):
        practise(practising, WHITE)
    with pytest.raises(NotAllowed, match="only white"):
        end_practice(practising, NORTH)


def test_nothing_prepared_comes_by_itself(practising: Exercise, clock: HandClock) -> None:
    """Rule: the MSEL is not to be known before the exercise; white may send by hand."""
    clock.pass_minutes(5)
    assert tick(practising) == 0
    assert seat_view(practising, NORTH).injects == ()
    injects.send(practising, WHITE, "flood", ["a"])
    assert len(seat_view(practising, NORTH).injects) == 1


def test_white_is_told_when_it_can_be_ended(practising: Exercise) -> None:
    """Rule: it waits for white once every world has been released."""
    view = white_view(practising, WHITE)
    assert view.practising and not [item for item in view.queue if item.kind == "practice"]
    play_turn(practising, world="a")
    play_turn(practising, world="b")
    assert [item.kind for item in white_view(practising, WHITE).queue] == ["practice"]


def test_seats_keep_nothing_of_it(practising: Exercise) -> None:
    """Rule: what it told a seat is gone from its screens; that it took place is told."""
    live_through(practising)
    seen = seat_view(practising, SOUTH)
    assert seen.practising and not seen.done and len(seen.reports) == len(seen.messages) == 1
    end_practice(practising, WHITE)
    seen = seat_view(practising, SOUTH)
    assert (seen.reports, seen.messages, seen.proposals, seen.injects) == ((), (), (), ())
    assert catch_up(practising, SOUTH, 0) == [
        "A practice turn began: nothing of it counts.", "The practice turn ended.",
    ]  # fmt: skip
    assert public_view(practising, Reader("projector")).worlds[0].news == ()


def test_report_and_exports_hold_only_that_it_took_place(
    practising: Exercise, clock: HandClock, tmp_path: Path
) -> None:
    """Rule: nothing of it is counted; the exercise's own times begin with it."""
    clock.pass_minutes(12)
    live_through(practising)
    end_practice(practising, WHITE)
    clock.pass_minutes(3)
    phases.start(practising, WHITE)
    play_turn(practising, Plan(("pray",)))
    text = render_report(practising, "md")
    assert "A turn of 0:12:00 that does not count" in text
    assert "| 0:00:00 | all | The exercise began. |" in text
    for trace in ("Is this the mail?", "They found the mail", "Swim", "Fog", "Dig a channel"):
        assert trace not in text
    steps = [step.event.type for step in list_steps(practising, NORTH, "a")]
    assert steps[:4] == [
        "exercise.created", "practice.started", "practice.ended", "exercise.started",
    ]  # fmt: skip
    export(practising, Reader("analyst"), tmp_path)
    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["type"] for line in lines][:4] == steps[:4]
    orders_played = (tmp_path / "orders.csv").read_text(encoding="utf-8-sig")
    assert "pray" in orders_played and "dig" not in orders_played
    assert verify(practising).turns == 2, "the log keeps it, and it is played again too"


def test_preparation_goes_on_meanwhile(practising: Exercise) -> None:
    """Rule: who sits where stays, and what was edited in an inject."""
    injects.edit(practising, WHITE, "envoy", text="Two", effects=parse_changes("trust +1"))
    end_practice(practising, WHITE)
    assert practising.standing().injects["envoy"].inject.text == "Two"
    practise(practising, WHITE)
    end_practice(practising, WHITE)
    assert verify(practising).problems == ()
