"""Play a saved game again, and see that every turn comes out as it was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.archive.record import PlanRecord, TurnRecord
from game.engine import Opening, Plan, Report, Rules, State, digest_state, open_turn, resolve
from game.errors import ChoiceError, MalformedChoice, SaveMismatch
from game.policy import Policy, choose_by_weights
from game.policy.naming import find_policies
from game.policy.playthrough import make_plans

Plans = Mapping[str, Plan]
"""What seats chose in a turn: those of persons, and of policies other than weights."""


@dataclass(frozen=True, slots=True)
class PlayedTurn:
    """A turn that has been played."""

    opening: Opening
    """What everyone saw."""
    plans: Plans
    """What persons chose, and policies that search."""
    state: State
    """The state after it."""
    report: Report
    """What happened."""
    digest: str
    """The fingerprint of the state after it."""


def play_turn(
    rules: Rules, opening: Opening, plans: Plans, policies: Mapping[str, Policy]
) -> PlayedTurn:
    """Resolve a turn with the plans of persons and the policies of the others.

    Plans that were not drawn by weights are kept too: they may have taken long to find, and replay
    must not search again.

    Raises:
        ChoiceError: A plan is refused; nothing is played.
    """
    all_plans = make_plans(rules, opening, policies, plans)
    kept = {
        seat: plan
        for seat, plan in all_plans.items()
        if seat in plans or policies[seat] is not choose_by_weights
    }
    state, report = resolve(rules, opening, all_plans)
    return PlayedTurn(opening, kept, state, report, digest_state(state))


def name_policies(rules: Rules, names: Mapping[str, str]) -> dict[str, Policy]:
    """Return the policies of a game by seat.

    Raises:
        SaveMismatch: This program has no such seat or policy.
    """
    for seat in names:
        if seat not in rules.seats:
            raise SaveMismatch(f"no seat {seat!r} is known here")
    try:
        return find_policies(rules, {seat: names.get(seat, "weights") for seat in rules.seats})
    except MalformedChoice as error:
        raise SaveMismatch(f"this program cannot play a seat of the save: {error}") from error


def replay(
    rules: Rules, start: State, journal: Sequence[TurnRecord], policies: Mapping[str, Policy]
) -> tuple[PlayedTurn, ...]:
    """Play the turns of a journal and verify the digest of each.

    Raises:
        SaveMismatch: A turn cannot be played or comes out otherwise; the text names it.
    """
    turns: list[PlayedTurn] = []
    state = start
    for record in journal:
        if state.end is not None:
            raise SaveMismatch(f"the game ended in turn {state.end.turn}, but its journal goes on")
        played = _play_again(rules, open_turn(rules, state), record, policies)
        if played.digest != record.digest:
            raise SaveMismatch(
                f"turn {record.number} ({record.label}) comes out otherwise than it was recorded; "
                "the save was changed, or another version of the game wrote it"
            )
        turns.append(played)
        state = played.state
    return tuple(turns)


def _play_again(
    rules: Rules, opening: Opening, record: TurnRecord, policies: Mapping[str, Policy]
) -> PlayedTurn:
    plans = {seat: read_plan(plan) for seat, plan in record.plans.items()}
    try:
        return play_turn(rules, opening, plans, policies)
    except ChoiceError as error:
        raise SaveMismatch(f"turn {record.number} ({record.label}): {error}") from error


def read_plan(record: PlanRecord) -> Plan:
    """Return the plan that a record holds."""
    return Plan(record.orders, dict(record.choices))


def record_plan(plan: Plan) -> PlanRecord:
    """Return the record of a plan."""
    return PlanRecord(orders=plan.orders, choices=dict(plan.choices))
