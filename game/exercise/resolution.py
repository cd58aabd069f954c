"""Resolve a turn of a world: once, whoever tries, and also when a process dies in the middle."""

from __future__ import annotations

from game.engine import Plan, State, digest_state
from game.engine.calendar import name_turn
from game.exercise.configuration import Source
from game.exercise.exercise import Change, Exercise
from game.exercise.payloads import TurnResolved, WorldEnded
from game.exercise.readers import CONTROL, Reader
from game.exercise.reports import record_report
from game.exercise.snapshots import keep_snapshot
from game.exercise.standing import WorldStanding
from game.exercise.worlds import WorldGame, read_plan, write_plan

PROGRAM = Reader("white", name="program")
"""Who resolves."""


def resolve_world(exercise: Exercise, world: str) -> bool:
    """Play the turn of a world if it waits for that, the epilogue too, and tell whether it did.

    Raises:
        StoreError: The database refuses; nothing was written.
    """
    with exercise.change(PROGRAM) as change:
        place = change.world(world)
        if place.phase != "adjudicate" or place.resolved or change.standing.progress != "running":
            return False
        game = exercise.game(world)
        turn = place.turn
        state = _resolve_turn(change, place, game, turn)
    while state.end is None and turn >= game.rules.turns:
        turn += 1
        with exercise.change(PROGRAM) as change:
            place = change.world(world)
            if place.phase != "adjudicate" or place.turn != turn - 1:
                return True
            state = _resolve_turn(change, place, exercise.game(world), turn)
    return True


def _resolve_turn(change: Change, place: WorldStanding, game: WorldGame, turn: int) -> State:
    given, sources = gather_plans(change, place, game)
    given, argued = _leave_to_argument(given, change.exercise.argued)
    plans, refused = game.complete(given, {})
    injects = tuple(sorted(place.queued))
    opened = game.digest
    state, report = game.play(plans, injects)
    payload = TurnResolved(
        plans={seat: write_plan(plan) for seat, plan in plans.items()},
        argued=argued,
        sources={seat: sources.get(seat, "bot") for seat in plans},
        refused=refused,
        injects=injects,
        opened=opened,
        digest=digest_state(state),
        report=record_report(game.rules, report),
    )
    seq = change.append(payload, CONTROL, place.id, turn=turn)
    keep_snapshot(change.connection, change.exercise.id, seq, state)
    if state.end is not None:
        ending = state.end.ending
        labels = {each.id: each.label or each.id for each in game.rules.scenario.ending}
        label = labels.get(ending or "", "no ending")
        change.append(
            WorldEnded(ending=ending, label=label), CONTROL, place.id, turn=turn, caused_by=seq
        )
    return state


def gather_plans(
    change: Change, place: WorldStanding, game: WorldGame
) -> tuple[dict[str, Plan], dict[str, Source]]:
    """Return the plans that teams and white give, and where each comes from."""
    plans: dict[str, Plan] = {}
    sources: dict[str, Source] = {}
    for seat in change.standing.configuration.teams(place.id):
        decision = place.decisions.get(seat)
        if seat in place.submissions:
            plans[seat] = read_plan(place.submissions[seat].plan)
            sources[seat] = "submitted"
        elif seat in place.bots or (decision is not None and decision.source == "bot"):
            sources[seat] = "bot"
            continue
        elif decision is not None and decision.plan is not None:
            plans[seat] = game.fit_plan(seat, read_plan(decision.plan))
            sources[seat] = decision.source
        else:
            plans[seat], sources[seat] = Plan(), "silence"
    return plans, sources


def _leave_to_argument(
    plans: dict[str, Plan], argued: frozenset[str]
) -> tuple[dict[str, Plan], dict[str, tuple[str, ...]]]:
    """Return what the rules play of plans, and by seat the orders that are ruled by argument."""
    left = {seat: tuple(o for o in plan.orders if o in argued) for seat, plan in plans.items()}
    played = {
        seat: Plan(tuple(o for o in plan.orders if o not in argued), plan.choices)
        for seat, plan in plans.items()
    }
    return played, {seat: orders for seat, orders in left.items() if orders}


def count_turns(exercise: Exercise) -> int:
    """Return how many turns are played: those of the exercise where it is shorter."""
    whole = exercise.rules.turns
    return min(exercise.configuration.turns or whole, whole)


def name_date(exercise: Exercise, turn: int) -> str:
    """Return the date of a turn in words; before the first, of the first."""
    header = exercise.rules.scenario.scenario
    return name_turn(header.start, header.step, max(turn, 1))
