"""Policies by the names that people write: `weights`, `constant:host-dialogue`, `planner:64`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.engine.rules import Rules
from game.errors import MalformedChoice
from game.policy import POLICIES, Policy

FAMILIES = ("greedy", "planner", "constant", "alternating")
"""The policies that know their scenario and seat; all but `greedy` take a parameter."""

NAMES = (*POLICIES, *FAMILIES)
"""All names of policies."""

SPELLED = ", ".join(
    (*POLICIES, "greedy", "planner[:FUTURES]", "constant[:STEP,…] or alternating[:STEP,STEP,…]")
)
"""The names with their parameters, for help."""


def find_policy(rules: Rules, seat: str, text: str) -> Policy:
    """Return the policy that a text names, for one seat.

    Raises:
        MalformedChoice: There is none of this name, or its parameter does not fit the seat.
    """
    name, colon, parameter = text.partition(":")
    if name not in NAMES:
        raise MalformedChoice(
            f"no policy is called {name!r}; {_suggest(name, NAMES)}there are {', '.join(NAMES)}"
        )
    if (colon and not parameter) or (parameter and name not in FAMILIES[1:]):
        raise MalformedChoice(f"{text!r} is no policy; write {SPELLED}")
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


def _suggest(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    from game.formula import suggest

    nearest = suggest(word, list(known))
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
