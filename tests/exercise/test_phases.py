"""The phases of a turn: white moves them, and nothing happens by itself."""

from __future__ import annotations

import pytest

from game.engine import Plan
from game.errors import ChoiceError, ExerciseError, NotAllowed, StaleAction
from game.exercise import drafts, orders, phases
from game.exercise.exercise import Exercise
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.seats import seat_view
from game.exercise.white import white_view
from tests.exercise.conftest import NORTH, SOUTH, HandClock, play_turn


def kinds(exercise: Exercise, reader: Reader) -> list[str]:
    """Return the types of what a reader may read."""
    return [event.type for event in exercise.read_all(reader)]


def test_a_turn_goes_through_its_phases(planning: Exercise) -> None:
    """Brief → plan → lock → adjudicate → release → brief of the next turn."""
    place = planning.standing().worlds["a"]
    assert (place.turn, place.phase) == (1, "plan")
    play_turn(planning, Plan(("dig",)))
    place = planning.standing().worlds["a"]
    assert (place.turn, place.phase) == (2, "plan")
    opened = [e.payload.phase for e in planning.read_all(NORTH) if e.type.startswith("phase.")]
    assert opened == ["brief", "plan", "lock", "adjudicate", "release", "brief", "plan"]
    assert planning.standing().worlds["b"].turn == 1


def test_at_a_deadline_nothing_happens_by_itself(planning: Exercise, clock: HandClock) -> None:
    """The log notes the deadline once; the phase stays, orders are still taken and marked late."""
    clock.pass_minutes(11)
    tick(planning)
    tick(planning)
    assert [e.world for e in planning.read_all(WHITE) if e.type == "clock.expired"] == ["a", "b"]
    assert planning.standing().worlds["a"].phase == "plan"
    orders.submit(planning, NORTH, Plan(("dig",)), 1)
    assert planning.read_all(NORTH)[-1].payload.late is True


def test_adjudication_waits_for_orders_or_a_decision(planning: Exercise) -> None:
    """White is told who is missing, and decides: draft, standing orders, bot or silence."""
    phases.move_on(planning, WHITE, ["a"])
    with pytest.raises(NotAllowed, match="no orders of north, south"):
        phases.move_on(planning, WHITE, ["a"])
    with pytest.raises(NotAllowed, match="no draft of turn 1"):
        phases.decide(planning, WHITE, "a", "north", "draft")
    drafts.save_draft(planning, NORTH, Plan(("dig",)), 1)
    orders.set_standing(planning, SOUTH, Plan(("sow", "dig", "complain")))
    phases.decide(planning, WHITE, "a", "north", "draft")
    phases.decide(planning, WHITE, "a", "south", "standing")
    phases.move_on(planning, WHITE, ["a"])
    tick(planning)
    resolved = planning.read_all(WHITE)[-1].payload
    assert resolved.plans["north"].orders == ("dig",)
    assert resolved.plans["south"].orders == ("sow", "complain"), "a foreign order is not done"
    assert resolved.sources == {"north": "draft", "south": "standing", "ferry": "bot"}


def test_grace_lets_one_seat_hand_in_after_the_lock(planning: Exercise, clock: HandClock) -> None:
    """Only the seat with grace, and only for its time."""
    phases.move_on(planning, WHITE, ["a"])
    phases.grant_grace(planning, WHITE, "a", "north", 2)
    with pytest.raises(NotAllowed, match="not in lock"):
        orders.submit(planning, SOUTH, Plan(), 1)
    clock.pass_minutes(1)
    orders.submit(planning, NORTH, Plan(("dig",)), 1)
    orders.withdraw(planning, NORTH, 1)
    clock.pass_minutes(2)
    with pytest.raises(NotAllowed, match="run out"):
        orders.submit(planning, NORTH, Plan(("dig",)), 1)


def test_a_pause_stops_clocks_and_input(planning: Exercise, clock: HandClock) -> None:
    """Time does not count while the exercise is paused, and no input is taken."""
    clock.pass_minutes(4)
    phases.pause(planning, WHITE, "coffee")
    clock.pass_minutes(60)
    view = seat_view(planning, NORTH)
    assert view.paused
    assert view.remaining == 360.0
    for act in (
        lambda: orders.submit(planning, NORTH, Plan(), 1),
        lambda: orders.set_ready(planning, NORTH, True),
        lambda: phases.move_on(planning, WHITE),
    ):
        with pytest.raises(NotAllowed, match="paused"):
            act()
    phases.unpause(planning, WHITE)
    assert seat_view(planning, NORTH).remaining == 360.0


def test_an_extension_moves_the_deadline(planning: Exercise, clock: HandClock) -> None:
    """In the worlds that are named, also after the deadline has passed."""
    clock.pass_minutes(11)
    tick(planning)
    phases.extend(planning, WHITE, 5, ["a"])
    lines = {world.id: world.remaining for world in white_view(planning, WHITE).worlds}
    assert lines == {"a": 240.0, "b": -60.0}
    assert not planning.world("a").expired


def test_two_facilitators_do_not_move_on_twice(planning: Exercise) -> None:
    """Who expects a phase that a colleague has left moves nothing."""
    phases.move_on(planning, WHITE, ["a"], expect=("plan", 1))
    with pytest.raises(StaleAction, match="turn 1, lock"):
        phases.move_on(planning, WHITE, ["a"], expect=("plan", 1))
    assert planning.standing().worlds["a"].phase == "lock"


def test_orders_are_taken_once(planning: Exercise) -> None:
    """A second plan is refused; the same act sent twice counts once; withdrawn, it can change."""
    first = orders.submit(
        planning, NORTH, Plan(("dig",)), 1, "6f1b2c6e-0000-4000-8000-000000000001"
    )
    again = orders.submit(
        planning, NORTH, Plan(("dig",)), 1, "6f1b2c6e-0000-4000-8000-000000000001"
    )
    assert first == again
    with pytest.raises(NotAllowed, match="already"):
        orders.submit(planning, NORTH, Plan(), 1)
    with pytest.raises(NotAllowed, match="someone else"):
        orders.submit(planning, SOUTH, Plan(), 1, "6f1b2c6e-0000-4000-8000-000000000001")
    orders.withdraw(planning, NORTH, 1)
    orders.submit(planning, NORTH, Plan(("pray",)), 1)
    assert kinds(planning, NORTH).count("order.submitted") == 2


@pytest.mark.parametrize(
    "plan",
    [Plan(("x" * 500,)), Plan((), {"toll": "x" * 500}), Plan((7,))],  # type: ignore[arg-type]
)
def test_what_is_no_plan_is_neither_kept_nor_taken(planning: Exercise, plan: Plan) -> None:
    """A message says so; so it is with an identity that is none."""
    with pytest.raises(ChoiceError, match="cannot be kept"):
        drafts.save_draft(planning, NORTH, plan, 1)
    with pytest.raises(ChoiceError):
        orders.submit(planning, NORTH, plan, 1)
    with pytest.raises(ExerciseError, match="no UUID"):
        orders.submit(planning, NORTH, Plan(), 1, "again\x00")


def test_orders_for_another_turn_or_seat_are_refused(planning: Exercise) -> None:
    """A closed turn, a foreign action, an unknown one, a reader without a seat."""
    with pytest.raises(StaleAction, match="turn 1 is open"):
        orders.submit(planning, NORTH, Plan(), 2)
    with pytest.raises(ChoiceError, match="order of south"):
        orders.submit(planning, NORTH, Plan(("sow",)), 1)
    with pytest.raises(ChoiceError, match="no action"):
        orders.submit(planning, NORTH, Plan(("swim",)), 1)
    with pytest.raises(NotAllowed, match="only a seat"):
        orders.submit(planning, Reader("projector"), Plan(), 1)
    assert "order.submitted" not in kinds(planning, WHITE)


def test_a_revert_begins_the_turn_again(planning: Exercise) -> None:
    """The state is that in which the turn began, and the log keeps what was taken back."""
    play_turn(planning, Plan(("dig",)))
    play_turn(planning, Plan(("dam",)))
    before = planning.game("a").turns[0].state
    phases.revert(planning, WHITE, "a", 2, "the dam was a slip of the pen")
    place = planning.standing().worlds["a"]
    assert (place.turn, place.phase, place.released) == (2, "brief", 1)
    assert planning.game("a").state == before
    assert [report.turn for report in seat_view(planning, NORTH).reports] == [1]
    assert kinds(planning, WHITE).count("turn.resolved") == 2
    play_turn(planning, Plan(("pray",)))
    assert [report.turn for report in seat_view(planning, NORTH).reports] == [1, 2]


@pytest.mark.parametrize("turn", [0, 2])
def test_only_a_turn_that_has_begun_is_taken_back(planning: Exercise, turn: int) -> None:
    """And only with a reason."""
    with pytest.raises(NotAllowed, match="no turn"):
        phases.revert(planning, WHITE, "a", turn, "why not")
    with pytest.raises(NotAllowed, match="reason"):
        phases.revert(planning, WHITE, "a", 1, " ")


def test_a_world_ends_with_its_game(planning: Exercise) -> None:
    """After the last turn there is no phase to open; the ending stands in white's view."""
    for _ in range(3):
        play_turn(planning)
    world = white_view(planning, WHITE).worlds[0]
    assert (world.over, world.phase, world.ending) == (True, "release", "Peace")
    with pytest.raises(NotAllowed, match="the last of world a"):
        phases.move_on(planning, WHITE, ["a"])
    phases.end(planning, WHITE)
    with pytest.raises(NotAllowed, match="has ended"):
        phases.move_on(planning, WHITE)


def test_only_white_moves_phases(planning: Exercise) -> None:
    """Neither a seat nor an analyst may."""
    for reader in (NORTH, Reader("analyst")):
        with pytest.raises(NotAllowed, match="only white"):
            phases.move_on(planning, reader)
