"""Make the rules of a game: compile its scenario and give one of the seats to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.engine import Opening, Plan, Rules, check_plan, compile_rules
from game.errors import ChoiceError, MalformedChoice
from game.policy.naming import find_policies, name_policies
from game.scenario.bundle import Bundle
from game.scenario.load import load


def make_rules(
    bundle: Bundle, seat: str | None, difficulty: str | None, language: str | None
) -> Rules:
    """Return the compiled scenario of a game.

    Args:
        bundle: The scenario's files.
        seat: The seat that a person plays; without it the scenario's first human one.
        difficulty: A difficulty of the scenario; without it the usual one.
        language: The language of the texts; without it the scenario's own.

    Raises:
        ScenarioError: The scenario cannot be used.
        MalformedChoice: The scenario has no such seat.
    """
    return seat_person(compile_rules(load(bundle, difficulty, language)), seat)


def name_opponents(rules: Rules, requests: Sequence[str]) -> dict[str, str]:
    """Return the names of the policies of all seats but the person's.

    Args:
        rules: The compiled scenario with one human seat.
        requests: `SEAT=NAME` for one seat, `NAME` for all; the others go by their weights.

    Raises:
        MalformedChoice: A seat or a policy is unknown, or the seat is the person's.
    """
    person = next(name for name, rule in rules.seats.items() if rule.human)
    if any(request.rpartition("=")[0] == person for request in requests):
        raise MalformedChoice(f"{person} is yours to play; give a policy to another seat")
    names = name_policies(rules, requests)
    del names[person]
    find_policies(rules, names)
    return names


def seat_person(rules: Rules, seat: str | None) -> Rules:
    """Return rules in which exactly one seat is a person's.

    Args:
        rules: The compiled scenario.
        seat: The seat; without it the first human one of the scenario, or its first.

    Raises:
        MalformedChoice: There is no such seat.
    """
    if seat is not None and seat not in rules.seats:
        raise MalformedChoice(f"no seat is called {seat!r}; the seats are {', '.join(rules.seats)}")
    humans = [name for name, rule in rules.seats.items() if rule.human]
    chosen = seat or next(iter(humans or rules.seats), None)
    if chosen is None:
        raise MalformedChoice("this scenario has no seats, so nobody can play it")
    seats = {name: replace(rule, human=name == chosen) for name, rule in rules.seats.items()}
    return replace(rules, seats=seats)


def may_stand(rules: Rules, opening: Opening, seat: str, plan: Plan) -> bool:
    """Tell whether a plan breaks no rule at an opening."""
    try:
        check_plan(rules, opening, seat, plan)
    except ChoiceError:
        return False
    return True
