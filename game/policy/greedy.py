"""The policy that looks one turn ahead and takes what looks best there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.engine.opening import Opening
from game.engine.plans import Plan
from game.engine.rules import Rules
from game.policy.aim import Aim, find_aim
from game.policy.draft import Draft, begin_draft
from game.policy.foresight import Foresight

GLANCES = 3
"""How many futures of the turn each choice is tried on."""


@dataclass(frozen=True, slots=True)
class Greedy:
    """Answer and order, one choice after the other, what raises the worth after this turn most."""

    aim: Aim
    """What the seat wants."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        return plan_greedily(Foresight(rules, opening, seat, self.aim))


def make_greedy(rules: Rules, seat: str, parameter: str) -> Greedy:
    """Return the policy `greedy`, which takes no parameter.

    Raises:
        MalformedChoice: The seat has no score.
    """
    return Greedy(find_aim(rules, seat))


def plan_greedily(foresight: Foresight) -> Plan:
    """Return the plan that grows choice by choice: demands in ASCII order, then orders.

    Of equals the first in ASCII order is taken; an order must be better than none.
    """
    draft = begin_draft(foresight.rules, foresight.opening, foresight.seat)
    for event in draft.demands:
        forks = []
        for option in draft.list_options(event):
            forks.append(draft.fork())
            forks[-1].answer(event, option)
        draft = _choose(foresight, forks) or draft
    while True:
        forks = [draft.fork()]
        for action in draft.list_orders():
            forks.append(draft.fork())
            forks[-1].order(action)
        best = _choose(foresight, forks)
        if best is None or best is forks[0]:
            return draft.close()
        draft = best


def _choose(foresight: Foresight, drafts: Iterable[Draft]) -> Draft | None:
    """Return the draft with the highest mean worth, the first of equals; none of none."""
    best, highest = None, float("-inf")
    for draft in drafts:
        plan = draft.close()
        glances = [foresight.look(plan, number) for number in range(GLANCES)]
        seen = [worth for worth in glances if worth is not None]
        worth = sum(seen) / len(seen) if seen else float("-inf")
        if best is None or worth > highest:
            best, highest = draft, worth
    return best
