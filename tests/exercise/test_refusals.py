"""Orders that are not taken: of another seat, in a closed phase, twice; and what is said then."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from game.engine import Plan
from game.errors import BufferStateError, ChoiceError, NotAllowed, StaleAction
from game.exercise import orders, phases
from game.exercise.exercise import Exercise
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.script import act
from tests.exercise.conftest import NORTH, SOUTH

IDENTITY = str(UUID(int=7, version=4))


def refuse(exercise: Exercise, kind: type[BufferStateError], deed: Callable[[], object]) -> str:
    """Return what is said when an act is refused; nothing may have been written."""
    before = exercise.standing().seq
    with pytest.raises(kind) as caught:
        deed()
    assert exercise.standing().seq == before
    return str(caught.value)


def test_orders_of_another_seat_are_refused(planning: Exercise) -> None:
    """Whether its actions are ordered, its entry is claimed, or its orders are taken back."""
    orders.submit(planning, NORTH, Plan(("dig",)), 1, IDENTITY)
    assert (
        refuse(
            planning, ChoiceError, lambda: orders.submit(planning, SOUTH, Plan(("dig",)), 1)
        )
        == "dig is an order of north, not of south"
    )  # fmt: skip
    assert (
        refuse(planning, NotAllowed, lambda: orders.submit(planning, SOUTH, Plan(), 1, IDENTITY))
        == "this identity belongs to an entry of someone else"
    )
    assert (
        refuse(planning, NotAllowed, lambda: orders.withdraw(planning, SOUTH, 1))
        == "no orders of yours are in"
    )
    other_room = Reader("seat", "b", "north")
    assert (
        refuse(planning, NotAllowed, lambda: orders.withdraw(planning, other_room, 1))
        == "no orders of yours are in"
    )
    assert set(planning.standing().worlds["a"].submissions) == {"north"}


@pytest.mark.parametrize("role", ["white", "analyst", "observer", "projector"])
def test_who_has_no_seat_hands_nothing_in(planning: Exercise, role: str) -> None:
    """White decides for an absent seat, but does not speak as one."""
    who = "white" if role == "white" else f"the {role}"
    reader = Reader(role, "a", "north")  # type: ignore[arg-type]
    assert (
        refuse(planning, NotAllowed, lambda: orders.submit(planning, reader, Plan(), 1))
        == f"only a seat may do this, not {who}"
    )


def test_orders_are_refused_in_every_phase_but_planning(exercise: Exercise) -> None:
    """Before the start, in each phase around the planning, in a pause, after the end."""

    def told(kind: type[BufferStateError] = NotAllowed, turn: int = 1) -> str:
        return refuse(exercise, kind, lambda: orders.submit(exercise, NORTH, Plan(), turn))

    assert told() == "the exercise has not begun"
    phases.start(exercise, WHITE)
    assert told() == "orders are taken in the phase plan, not in brief"
    phases.move_on(exercise, WHITE, ["a"])
    phases.pause(exercise, WHITE)
    assert told() == "the exercise is paused"
    phases.unpause(exercise, WHITE)
    orders.submit(exercise, SOUTH, Plan(), 1)
    phases.move_on(exercise, WHITE, ["a"])
    assert told() == "orders are taken in the phase plan, not in lock"
    assert (
        refuse(exercise, NotAllowed, lambda: orders.withdraw(exercise, SOUTH, 1))
        == "orders are taken in the phase plan, not in lock"
    )
    phases.decide(exercise, WHITE, "a", "north", "silence")
    phases.move_on(exercise, WHITE, ["a"])
    assert told() == "orders are taken in the phase plan, not in adjudicate"
    tick(exercise)
    phases.move_on(exercise, WHITE, ["a"])
    assert told() == "orders are taken in the phase plan, not in release"
    for _ in range(2):
        phases.move_on(exercise, WHITE, ["a"])
    assert told(StaleAction) == "turn 2 is open, not turn 1"
    assert told(StaleAction, turn=3) == "turn 2 is open, not turn 3"
    phases.end(exercise, WHITE)
    assert told(turn=2) == "the exercise has ended"


def test_orders_are_refused_twice(planning: Exercise) -> None:
    """Another plan needs the first to be withdrawn; the same from a script is refused alike."""
    act(planning, "a/north", "submit", {"turn": 1, "plan": {"orders": ["dig"]}})
    for deed in (
        lambda: orders.submit(planning, NORTH, Plan(("pray",)), 1),
        lambda: act(planning, "a/north", "submit", {"turn": 1, "plan": {"orders": ["dig"]}}),
    ):
        said = refuse(planning, NotAllowed, deed)
        assert said == "your orders are in already; withdraw them first"
    assert planning.standing().worlds["a"].submissions["north"].plan.orders == ("dig",)
