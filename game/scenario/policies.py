"""The names of policies, who choose when no person does, and what each needs of a scenario.

`[balance]` and the options of commands name them alike: `weights`, `planner:64`,
`constant:host-dialogue`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from game.scenario.models import Scenario

PLAIN = ("none", "weights", "practised", "random", "coverage")
"""The policies that need nothing but their name."""

SEARCHING = ("greedy", "planner")
"""Those that try plans, and take what raises the seat's score."""

ROUTINES = {"constant": 1, "alternating": 2}
"""Those that follow steps, with how many actions a seat needs for them to have any."""

NAMES = (*PLAIN, *SEARCHING, *ROUTINES)
"""All names."""

SPELLED = ", ".join(
    (*PLAIN, "greedy", "planner[:FUTURES]", "constant[:STEP,…] or alternating[:STEP,STEP,…]")
)
"""The names with their parameters, for help."""

ANY = "any"
"""In `[balance]`, of all policies that it names the one under which a thing happens most."""

WORD = re.compile(r"[^:,\s](?:[^:,]*[^:,\s])?")
"""The name of a policy, and after it each of its steps, in the text that names it."""

FEWEST, MOST = 8, 65536
"""Between which numbers of futures a planner can be told to stay."""


class Fault(NamedTuple):
    """Why no policy plays a seat by some name."""

    key: Literal["unknown-name", "wrong-value", "unusable-policy"]
    """The kind of diagnostic that it is."""
    message: str
    """What is wrong."""
    advice: str = ""
    """What to do instead, where there is no nearest name."""
    word: str = ""
    """Of an unknown name, the part of the text that it is."""
    known: Collection[str] = ()
    """What might have been meant by it."""


def find_fault(scenario: Scenario, seat: str, text: str) -> Fault | None:
    """Return what is wrong with the name of a policy that is to play a seat, or none."""
    name, colon, parameter = text.partition(":")
    if name not in NAMES:
        advice = f"there are {', '.join(NAMES)}"
        return Fault("unknown-name", f"no policy is called {name!r}", advice, name, NAMES)
    if colon and (name in (*PLAIN, "greedy") or not all(read_steps(parameter))):
        return Fault("wrong-value", f"{text!r} is no policy", f"write {SPELLED}")
    if name in ROUTINES:
        return _find_fault_of_steps(scenario, seat, name, parameter)
    if parameter and not (parameter.isascii() and parameter.isdigit() and len(parameter) < 8):
        told = f"planner takes a number of futures, as planner:64, not {parameter!r}"
        return Fault("wrong-value", told)
    if parameter and not FEWEST <= int(parameter) <= MOST:
        told = f"planner takes from {FEWEST} to {MOST} futures a turn, not {int(parameter)}"
        return Fault("wrong-value", told)
    if name in SEARCHING and scenario.seat[seat].score is None:
        told = f"the seat {seat} has no `score` that a policy could raise"
        return Fault("unusable-policy", told, f"give it one in [seat.{seat}], or another policy")
    return None


def find_fault_of_humans(scenario: Scenario, text: str) -> Fault | None:
    """Return why a policy of `[balance]` cannot play every human seat, or none."""
    humans = (name for name, seat in scenario.seat.items() if seat.human)
    return next(filter(None, (find_fault(scenario, seat, text) for seat in humans)), None)


def _find_fault_of_steps(scenario: Scenario, seat: str, name: str, text: str) -> Fault | None:
    own = [action for action in scenario.action if action.seat == seat]
    if not text:
        told = f"{seat} has too few actions for a routine"
        return Fault("unusable-policy", told) if len(own) < ROUTINES[name] else None
    groups = {action.group for action in own if action.group}
    known = groups.union(list_choices(scenario, seat))
    for step in read_steps(text):
        if step not in known:
            told = f"{seat} has no action, group of actions or EVENT.OPTION called {step!r}"
            return Fault("unknown-name", told, word=step, known=known)
    return None


def read_steps(text: str) -> tuple[str, ...]:
    """Return the steps that the parameter of a routine lists."""
    return tuple(step.strip() for step in text.split(","))


def list_choices(scenario: Scenario, seat: str) -> set[str]:
    """Return what a seat can order, and what it can answer as `event.option`."""
    orders = {action.id for action in scenario.action if action.seat == seat}
    return orders | {
        f"{event.id}.{option.id}"
        for event in scenario.event
        for option in event.option
        if seat in ((option.seat,) if option.seat else event.to)
    }
