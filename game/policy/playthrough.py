"""Play a game from its start to its end without a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from game.engine import Opening, Plan, Report, Rules, State, open_turn, resolve
from game.errors import BufferStateError, LateChoice
from game.policy import Policy, SearchingPolicy, stay_silent
from game.policy.naming import find_policies, name_policies
from game.policy.script import Script


class Played(NamedTuple):
    """A turn that has been played."""

    opening: Opening
    """What everyone saw."""
    plans: Mapping[str, Plan]
    """What the seats chose."""
    state: State
    """The state after it."""
    report: Report
    """What happened."""


def assign_policies(rules: Rules, requests: Sequence[str]) -> dict[str, Policy]:
    """Return each seat's policy: `NAME` for all, `SEAT=NAME` for one, weights without request.

    Raises:
        MalformedChoice: A seat or a policy is unknown.
    """
    return find_policies(rules, name_policies(rules, requests))


def make_plans(
    rules: Rules,
    opening: Opening,
    policies: Mapping[str, Policy],
    given: Mapping[str, Plan],
) -> dict[str, Plan]:
    """Return the plans of all seats: the given ones, else their policies'.

    After the last turn the human seats are silent.

    Raises:
        LateChoice: A human seat is given a plan after the last turn.
    """
    plans = {}
    for seat, rule in rules.seats.items():
        over = rule.human and opening.turn > rules.turns
        if seat in given:
            if over:
                raise LateChoice(f"{seat} chooses nothing after turn {rules.turns}")
            plans[seat] = given[seat]
        else:
            policy = stay_silent if over else policies[seat]
            plans[seat] = policy(rules, opening, seat)
    return plans


def play_abreast(
    rules: Rules, states: Sequence[State], policies: Mapping[str, Policy]
) -> list[list[Played]]:
    """Play several games of the same turn to their ends, and return the turns of each."""
    turns: list[list[Played]] = [[] for _ in states]
    for now in follow_abreast(rules, states, policies):
        turns = now
    return turns


def follow_abreast(
    rules: Rules, states: Sequence[State], policies: Mapping[str, Policy]
) -> Iterator[list[list[Played]]]:
    """Play several games of the same turn to their ends, and yield all turns after each.

    The games are those that `play_through` plays one by one; policies that search do so for all
    games of a turn at once.
    """
    turns: list[list[Played]] = [[] for _ in states]
    current = list(states)
    while running := [place for place, state in enumerate(current) if state.end is None]:
        openings = [open_turn(rules, current[place]) for place in running]
        plans = _choose_abreast(rules, openings, policies)
        for place, opening, chosen in zip(running, openings, plans, strict=True):
            current[place], report = resolve(rules, opening, chosen)
            turns[place].append(Played(opening, chosen, current[place], report))
        yield turns


def _choose_abreast(
    rules: Rules, openings: Sequence[Opening], policies: Mapping[str, Policy]
) -> list[dict[str, Plan]]:
    plans: list[dict[str, Plan]] = [{} for _ in openings]
    over = openings[0].turn > rules.turns
    for seat, rule in rules.seats.items():
        policy = stay_silent if rule.human and over else policies[seat]
        if isinstance(policy, SearchingPolicy):
            chosen = policy.choose_many(rules, openings, seat)
        else:
            chosen = [policy(rules, opening, seat) for opening in openings]
        for mine, plan in zip(plans, chosen, strict=True):
            mine[seat] = plan
    return plans


def play_through(
    rules: Rules, state: State, script: Script, policies: Mapping[str, Policy]
) -> Iterator[Played]:
    """Play on until the game ends, a turn at a time.

    Raises:
        ChoiceError: A plan of the script is refused; its text names the turn.
    """
    while state.end is None:
        opening = open_turn(rules, state)
        number = state.turn
        given = script[number - 1] if number <= len(script) else {}
        try:
            plans = make_plans(rules, opening, policies, given)
            state, report = resolve(rules, opening, plans)
        except BufferStateError as error:
            raise type(error)(f"turn {number}: {error}") from error
        yield Played(opening, plans, state, report)
    if len(script) >= state.turn:
        raise LateChoice(f"the choices go on in turn {state.turn}, but the game has ended")
