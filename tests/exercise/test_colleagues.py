"""Two facilitators at once: who acts on what a colleague has just changed is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from game.engine import Plan
from game.errors import NotAllowed, StaleAction
from game.exercise import (
    injects,
    matrix,
    messages,
    orders,
    overrides,
    people,
    phases,
    sessions,
    survey,
)
from game.exercise.changes import parse_changes
from game.exercise.codes import renew_code, revoke_code
from game.exercise.configuration import Inject
from game.exercise.creation import Created
from game.exercise.exercise import Exercise
from game.exercise.practice import end_practice, practise
from game.exercise.projection import project
from game.exercise.readers import Reader
from tests.exercise.conftest import NORTH

ANN, BEN = Reader("white", name="AN"), Reader("white", name="BE")
"""Two facilitators."""

Act = Callable[..., object]

RULE: Act = partial(matrix.rule, ref="p1", odds=50, public="so", private="be it")


def propose(exercise: Exercise) -> None:
    """Let a proposal wait."""
    matrix.propose(exercise, NORTH, "Swim", "arms", "it is warm")


def be_held(exercise: Exercise) -> None:
    """Let an inject be held."""
    injects.hold(exercise, ANN, "envoy")


def be_open(exercise: Exercise) -> None:
    """Let the survey be open."""
    survey.open_survey(exercise, ANN)


def be_paused(exercise: Exercise) -> None:
    """Let the exercise be paused."""
    phases.pause(exercise, ANN)


def lock(exercise: Exercise, white: Reader, seen: int) -> None:
    """Go on from the planning."""
    phases.move_on(exercise, white, expect=("plan", 1))


def nothing(exercise: Exercise) -> None:
    """Prepare nothing."""


CASES: list[tuple[Callable[[Exercise], None], Act, Act, str]] = [
    (nothing, partial(phases.extend, minutes=5), partial(phases.extend, minutes=5),
     "moved this deadline by +5 min"),
    (nothing, lock, partial(phases.extend, minutes=5), "locked the orders"),
    (nothing, partial(phases.grant_grace, world="a", seat="north", minutes=2),
     partial(phases.grant_grace, world="a", seat="north", minutes=2),
     "given north 2 min of grace"),
    (nothing, partial(phases.decide, world="a", seat="north", source="bot"),
     partial(phases.decide, world="a", seat="north", source="silence"), "decided for north: bot"),
    (nothing, partial(phases.set_bot, world="a", seat="north", bot=True),
     partial(phases.set_bot, world="a", seat="north", bot=False), "given north to a bot"),
    (nothing, partial(people.seat_people, world="a", seat="north", names=["Anna"]),
     partial(people.seat_people, world="a", seat="north", names=["Boris"]),
     "noted who sits at north"),
    (nothing, phases.pause, phases.pause, "paused the exercise"),
    (be_paused, phases.unpause, phases.unpause, "let the clocks run on"),
    (nothing, phases.end, phases.end, "ended the exercise"),
    (nothing, partial(phases.revert, world="a", turn=1, reason="a"),
     partial(phases.revert, world="a", turn=1, reason="b"), "gone on to the phase brief"),
    (nothing, partial(injects.send, inject="envoy"), partial(injects.send, inject="envoy"),
     "sent envoy"),
    (nothing, partial(injects.hold, inject="envoy"), partial(injects.skip, inject="envoy"),
     "held envoy"),
    (nothing, partial(injects.skip, inject="envoy"), partial(injects.send, inject="envoy"),
     "skipped envoy"),
    (be_held, partial(injects.release_hold, inject="envoy"),
     partial(injects.release_hold, inject="envoy"), "let go of envoy"),
    (nothing, partial(injects.edit, inject="envoy", text="One"),
     partial(injects.edit, inject="envoy", text="Two"), "edited envoy"),
    (propose, partial(matrix.open_debate, ref="p1"), RULE,
     "opened p1 for debate"),
    (propose, RULE, partial(matrix.open_debate, ref="p1"),
     "ruled on p1"),
    (propose, RULE, RULE,
     "ruled on p1"),
    (nothing, survey.open_survey, survey.open_survey, "opened the survey"),
    (be_open, survey.close_survey, survey.close_survey, "closed the survey"),
    (nothing, partial(project, show="a"), partial(project, dark=True), "switched the projector"),
    (nothing, partial(renew_code, role="seat", world="a", seat="north"),
     partial(renew_code, role="seat", world="a", seat="north"), "given this place another code"),
    (nothing, partial(revoke_code, role="projector"), partial(renew_code, role="projector"),
     "taken the code of this place away"),
    (nothing, partial(sessions.revoke_sessions, world="a", seat="north"),
     partial(sessions.revoke_sessions, world="a", seat="north"), "freed north"),
]  # fmt: skip
"""What stands before, what one does, what the other would do on what stood before, what is told."""


@pytest.mark.parametrize(("before", "first", "second", "told"), CASES)
def test_the_second_is_told_and_does_nothing(
    planning: Exercise,
    before: Callable[[Exercise], None],
    first: Act,
    second: Act,
    told: str,
) -> None:
    """Rule: an act on what a colleague has changed since one looked adds nothing to the log."""
    before(planning)
    seen = planning.standing().seq
    first(planning, ANN, seen=seen)
    done = planning.standing().seq
    with pytest.raises(StaleAction) as caught:
        second(planning, BEN, seen=seen)
    assert str(caught.value) == f"another facilitator (AN) has just {told}; look again"
    assert planning.standing().seq == done


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (phases.start, phases.start, "started the exercise"),
        (phases.start, practise, "started the exercise"),
        (practise, phases.start, "begun a practice turn"),
    ],
)
def test_two_begin_once(exercise: Exercise, first: Act, second: Act, told: str) -> None:
    """Rule: so it is with what comes before the first turn."""
    seen = exercise.standing().seq
    first(exercise, ANN, seen=seen)
    with pytest.raises(StaleAction, match=told):
        second(exercise, BEN, seen=seen)


def test_a_practice_ends_once(exercise: Exercise) -> None:
    """Rule: the second to end it is told."""
    practise(exercise, ANN)
    seen = exercise.standing().seq
    end_practice(exercise, ANN, seen=seen)
    with pytest.raises(StaleAction, match="ended the practice turn"):
        end_practice(exercise, BEN, seen=seen)


def test_what_concerns_something_else_is_no_hindrance(planning: Exercise) -> None:
    """Rule: another seat, world or inject, and the acts of seats and the clock, hinder nobody."""
    seen = planning.standing().seq
    phases.decide(planning, ANN, "a", "south", "bot", seen=seen)
    phases.extend(planning, ANN, 5, ["b"], seen=seen)
    injects.hold(planning, ANN, "flood", seen=seen)
    orders.submit(planning, NORTH, Plan(), 1)
    messages.send_message(planning, NORTH, ["white"], "We are done")
    phases.decide(planning, BEN, "b", "south", "silence", seen=seen)
    phases.extend(planning, BEN, 5, ["a"], seen=seen)
    injects.hold(planning, BEN, "envoy", seen=seen)


def test_who_was_faster_is_named_as_far_as_known(planning: Exercise) -> None:
    """Rule: oneself at another screen, a colleague, or white where there are no initials."""
    seen = planning.standing().seq
    phases.extend(planning, ANN, 5, ["a"])
    with pytest.raises(StaleAction, match=r"^you have just"):
        phases.extend(planning, ANN, 5, ["a"], seen=seen)
    phases.extend(planning, Reader("white"), 5, ["b"])
    with pytest.raises(StaleAction, match=r"^white has just"):
        phases.extend(planning, ANN, 5, ["b"], seen=seen)


def test_a_claim_is_answered_once(created: Created) -> None:
    """Rule: a claim that a colleague has let in is not refused any more."""
    exercise = created.exercise
    code = next(each.code for each in created.codes if each.seat == "north")
    sessions.claim(exercise, code)
    ticket = sessions.claim(exercise, code).waiting
    assert ticket is not None
    seen = exercise.standing().seq
    sessions.consent(exercise, ANN, ticket, seen=seen)
    with pytest.raises(StaleAction, match="white has just let the second claim in"):
        sessions.refuse(exercise, BEN, ticket, seen=seen)


def test_two_who_invent_at_once_invent_two(planning: Exercise) -> None:
    """Rule: each gets a number that is free, also behind what was prepared."""
    ids = [
        injects.invent(planning, who, Inject(id="white", text="News"), ["a"], number=True)
        for who in (ANN, BEN)
    ]
    assert ids == ["white-1", "white-2"]
    assert all(planning.standing().injects[name].sent for name in ids)


def test_an_override_is_undone_once(planning: Exercise) -> None:
    """Rule: the second does not take the one before it back instead."""
    for amount in (1, 2):
        changes = parse_changes(f"trust +{amount}")
        shown = overrides.preview_override(planning, ANN, "a", changes)
        overrides.override(planning, ANN, "a", changes, "a slip", shown)
    last = overrides.find_override(planning.standing().worlds["a"])
    assert last is not None
    overrides.undo_override(planning, ANN, "a", "mine", expect=last.seq)
    with pytest.raises(StaleAction, match="another override is the last"):
        overrides.undo_override(planning, BEN, "a", "mine too", expect=last.seq)


def test_what_stands_is_not_set_again(planning: Exercise) -> None:
    """Rule: without a word of what was seen too, nothing is done twice."""
    phases.set_bot(planning, ANN, "a", "north", True)
    with pytest.raises(NotAllowed, match="a bot plays north already"):
        phases.set_bot(planning, BEN, "a", "north", True)
    injects.skip(planning, ANN, "envoy", "no need")
    with pytest.raises(NotAllowed, match="envoy is skipped"):
        injects.skip(planning, BEN, "envoy", "no need")
