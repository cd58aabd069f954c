"""Orders of seats: handed in, taken back, left standing; secret until the turn is released."""

from __future__ import annotations

from contextlib import suppress

from game.engine import Plan, check_plan
from game.errors import IllegalChoice, LateChoice, NotAllowed, StaleAction
from game.exercise.exercise import Change, Exercise
from game.exercise.openings import queue_orders
from game.exercise.payloads import OrderSubmitted, OrderWithdrawn, PlanEntry, ReadySet, StandingSet
from game.exercise.readers import Reader, of_seats, require_seat
from game.exercise.standing import WorldStanding
from game.exercise.worlds import write_plan

MOST_ORDERS = 50
"""The most standing orders that a seat may leave."""


def submit(
    exercise: Exercise, reader: Reader, plan: Plan, turn: int, uuid: str | None = None
) -> int:
    """Hand in the orders of a seat and return the number of the entry.

    Args:
        exercise: Which exercise.
        reader: The seat.
        plan: What it chooses.
        turn: The turn that it is for.
        uuid: An identity of this act: given twice, it counts once.

    Raises:
        NotAllowed: The phase takes no orders, or the seat has handed in already.
        StaleAction: The turn is over, or was taken back.
        ChoiceError: The rules refuse the plan; the text says why.
    """
    with exercise.change(reader) as change:
        known = change.written(uuid)
        if known is not None:
            _require_own(reader, known.world, known.seat)
            return known.seq
        place = _require_open(change, reader, turn)
        if reader.seat in place.submissions:
            raise NotAllowed("your orders are in already; withdraw them first")
        game = exercise.game(reader.world)
        check_plan(game.rules, game.opening, reader.seat, plan)
        left = change.standing.remaining(place.id, change.now)
        late = left is not None and left < 0.0
        payload = OrderSubmitted(plan=write_plan(plan), late=late)
        audience = of_seats(reader.world, [reader.seat])
        seq = change.append(payload, audience, reader.world, uuid=uuid)
        if place.phase == "lock":
            queue_orders(change, place, reader.seat, payload.plan, seq)
        return seq


def _require_own(reader: Reader, world: str, seat: str) -> None:
    if (world, seat) != (reader.world, reader.seat):
        raise NotAllowed("this identity belongs to an entry of someone else")


def _require_open(change: Change, reader: Reader, turn: int) -> WorldStanding:
    """Return the world of a seat if it takes orders of the seat now.

    Raises:
        NotAllowed: It does not.
        StaleAction: Another turn is open.
    """
    require_seat(reader)
    change.require_running()
    place = change.world(reader.world)
    if turn != place.turn:
        raise StaleAction(f"turn {place.turn} is open, not turn {turn}")
    if place.phase == "plan":
        return place
    until = place.grace.get(reader.seat)
    if place.phase == "lock" and until is not None:
        if change.standing.elapsed(change.now) <= until:
            return place
        raise NotAllowed("the grace for your orders has run out")
    raise NotAllowed(f"orders are taken in the phase plan, not in {place.phase or 'none'}")


def withdraw(exercise: Exercise, reader: Reader, turn: int) -> int:
    """Take the orders of a seat back while its phase is open.

    Raises:
        NotAllowed: The phase takes no orders, or none are in.
        StaleAction: The turn is over.
    """
    with exercise.change(reader) as change:
        place = _require_open(change, reader, turn)
        if reader.seat not in place.submissions:
            raise NotAllowed("no orders of yours are in")
        return change.append(
            OrderWithdrawn(),
            of_seats(reader.world, [reader.seat]),
            reader.world,
            caused_by=place.submissions[reader.seat].seq,
        )


def set_ready(exercise: Exercise, reader: Reader, ready: bool) -> None:
    """Say whether a seat is ready; nothing is said where nothing changes.

    Raises:
        NotAllowed: The exercise takes no input.
    """
    with exercise.change(reader) as change:
        require_seat(reader)
        change.require_running()
        if (reader.seat in change.world(reader.world).ready) != ready:
            audience = of_seats(reader.world, [reader.seat])
            change.append(ReadySet(ready=ready), audience, reader.world)


def set_standing(exercise: Exercise, reader: Reader, plan: Plan | None) -> None:
    """Leave standing orders for when the seat is absent, or none any more.

    They are tried against the rules when they are used: what is forbidden then is not done.

    Raises:
        NotAllowed: The exercise has ended, or there are too many orders.
        MalformedChoice: The rules know no such order or answer.
    """
    with exercise.change(reader) as change:
        require_seat(reader)
        if change.standing.progress == "ended":
            raise NotAllowed("the exercise has ended")
        if plan is not None and len(plan.orders) + len(plan.choices) > MOST_ORDERS:
            raise NotAllowed(f"at most {MOST_ORDERS} standing orders can be left")
        if plan is not None:
            game = exercise.game(reader.world)
            with suppress(IllegalChoice, LateChoice):  # it may be allowed when it is used
                check_plan(game.rules, game.opening, reader.seat, plan)
        entry: PlanEntry | None = write_plan(plan) if plan else None
        audience = of_seats(reader.world, [reader.seat])
        change.append(StandingSet(plan=entry), audience, reader.world)
