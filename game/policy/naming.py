"""Policies by the names that people write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from game.engine.rules import Rules
from game.errors import MalformedChoice
from game.policy import POLICIES, Policy
from game.scenario.policies import find_fault


def find_policy(rules: Rules, seat: str, text: str) -> Policy:
    """Return the policy that a text names, for one seat.

    Raises:
        MalformedChoice: There is none of this name, or its parameter does not fit the seat.
    """
    if fault := find_fault(rules.scenario, seat, text):
        hint = _suggest(fault.word, fault.known) if fault.word else ""
        told = hint + fault.advice
        raise MalformedChoice(f"{fault.message}; {told.strip()}" if told else fault.message)
    name, _, parameter = text.partition(":")
    if name in POLICIES:
        return POLICIES[name]
    return _find_maker(name)(rules, seat, parameter)


def list_members(rules: Rules, seat: str, text: str) -> list[str]:
    """Return the names of the policies for which a name stands: itself, or one for each routine."""
    from game.policy.routines import list_alternations, list_constants

    families = {"constant": list_constants, "alternating": list_alternations}
    if text not in families:
        return [text]
    return [f"{text}:{member}" for member in families[text](rules, seat)]


def name_policies(rules: Rules, requests: Sequence[str]) -> dict[str, str]:
    """Return the name of each seat's policy: `NAME` for all, `SEAT=NAME` for one, else weights.

    Raises:
        MalformedChoice: A seat is unknown.
    """
    names = dict.fromkeys(rules.seats, "weights")
    for request in sorted(requests, key=lambda request: "=" in request):
        seat, _, name = request.rpartition("=")
        if seat and seat not in rules.seats:
            raise MalformedChoice(
                f"no seat is called {seat!r}; {_suggest(seat, rules.seats)}"
                f"the seats are {', '.join(rules.seats)}"
            )
        names.update(dict.fromkeys([seat] if seat else rules.seats, name))
    return names


def find_policies(rules: Rules, names: Mapping[str, str]) -> dict[str, Policy]:
    """Return the policies of seats by their names.

    Raises:
        MalformedChoice: There is none of this name, or its parameter does not fit the seat.
    """
    return {seat: find_policy(rules, seat, name) for seat, name in names.items()}


def _suggest(word: str, known: Collection[str]) -> str:
    from game.formula import suggest

    nearest = suggest(word, known)
    return f"did you mean {nearest!r}? " if nearest else ""


def _find_maker(name: str) -> Callable[[Rules, str, str], Policy]:
    """Return what makes a policy of a family; each is loaded when it is first asked for."""
    if name == "greedy":
        from game.policy.greedy import make_greedy

        return make_greedy
    if name == "planner":
        from game.policy.planner import make_planner

        return make_planner
    from game.policy.routines import make_alternating, make_constant

    return make_constant if name == "constant" else make_alternating
