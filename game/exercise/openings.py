"""What happens as a phase opens: its clock, proposals at the lock, reports at the release."""

from __future__ import annotations

from game.exercise.configuration import PhaseName
from game.exercise.exercise import Change
from game.exercise.payloads import (
    ArgumentAdded,
    PhaseLocked,
    PhaseOpened,
    PlanEntry,
    TurnReleased,
)
from game.exercise.readers import of_seats, of_world
from game.exercise.reports import filter_report
from game.exercise.standing import WorldStanding


def open_phase(change: Change, world: str, phase: PhaseName, turn: int) -> None:
    """Let a phase of a turn begin in a world."""
    seconds = change.standing.configuration.phases.seconds(phase)
    kind = PhaseLocked if phase == "lock" else PhaseOpened
    payload = kind(phase=phase, seconds=seconds)
    change.append(payload, of_world(world), world, turn=turn, phase=phase)


def queue_matrix(change: Change, place: WorldStanding) -> None:
    """Make proposals of the orders in a world that are ruled by argument."""
    for seat, decision in sorted(place.decisions.items()):
        if decision.plan is not None and seat not in place.submissions:
            queue_orders(change, place, seat, decision.plan)
    for seat, given in sorted(place.submissions.items()):
        queue_orders(change, place, seat, given.plan, given.seq)


def queue_orders(
    change: Change, place: WorldStanding, seat: str, plan: PlanEntry, seq: int | None = None
) -> None:
    """Make proposals of the orders of a plan that are ruled by argument.

    What waits for a ruling already, from orders that were taken back since, is not asked twice.

    Args:
        change: To which they belong.
        place: The world.
        seat: Whose plan it is.
        plan: The plan.
        seq: The entry in which it was handed in.
    """
    labels = {each.id: each.label or each.id for each in change.exercise.rules.scenario.action}
    proposals = change.standing.proposals
    waiting = {
        each.added.payload.action
        for each in proposals.values()
        if each.ruling is None
        and (each.world, each.turn, each.added.seat) == (place.id, place.turn, seat)
    }
    for name in plan.orders:
        if name in change.exercise.argued and name not in waiting:
            made = sum(isinstance(each.payload, ArgumentAdded) for each in change.events)
            ref = f"p{len(proposals) + made + 1}"
            change.append(
                ArgumentAdded(ref=ref, kind="proposal", intent=labels[name], action=name),
                of_seats(place.id, [seat]),
                place.id,
                seat=seat,
                caused_by=seq,
            )


def release_turn(change: Change, place: WorldStanding) -> None:
    """Tell each seat what it may know of the turn, and everyone what all may know."""
    game = change.exercise.game(place.id)
    for turn in game.turns:
        if turn.event.turn <= place.released:
            continue
        for seat in ("", *game.rules.seats):
            report = filter_report(game.rules, turn.state, seat, turn.report)
            audience = of_seats(place.id, [seat]) if seat else of_world(place.id)
            change.append(
                TurnReleased(report=report),
                audience,
                place.id,
                turn=turn.event.turn,
                phase="release",
                caused_by=turn.event.seq,
            )
