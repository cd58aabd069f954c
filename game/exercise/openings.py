"""What happens as a phase opens: its clock, proposals at the lock, reports at the release."""

from __future__ import annotations

from game.exercise.configuration import PhaseName
from game.exercise.exercise import Change
from game.exercise.payloads import ArgumentAdded, PhaseLocked, PhaseOpened, TurnReleased
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
    """Make proposals of the orders whose group is ruled by argument."""
    actions = {action.id: action for action in change.exercise.rules.scenario.action}
    modes = change.standing.configuration.adjudication
    number = len(change.standing.proposals)
    for seat, submission in sorted(place.submissions.items()):
        for name in submission.plan.orders:
            action = actions.get(name)
            if action is not None and modes.get(action.group or "") == "matrix":
                number += 1
                change.append(
                    ArgumentAdded(
                        ref=f"p{number}",
                        kind="proposal",
                        intent=action.label or action.id,
                        action=action.id,
                    ),
                    of_seats(place.id, [seat]),
                    place.id,
                    seat=seat,
                    caused_by=submission.seq,
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
