"""The policy that looks one turn ahead and takes what looks best there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.engine.opening import Opening
from game.engine.plans import Plan
from game.engine.rules import Rules
from game.policy.aim import Aim, find_aim
from game.policy.draft import Draft, begin_draft
from game.policy.search import Search, Trial, find_mean, pursue

GLANCES = 3
"""How many futures of the turn each choice is tried on."""


@dataclass(frozen=True)
class Greedy:
    """Answer and order, one choice after the other, what raises the worth after this turn most."""

    aim: Aim
    """What the seat wants."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        return self.choose_many(rules, [opening], seat)[0]

    def choose_many(self, rules: Rules, openings: Sequence[Opening], seat: str) -> list[Plan]:
        """Return the plans of a seat in several games, all in the same turn."""
        from game.policy.batch.futures import Futures

        futures = Futures(rules, openings, seat, self.aim, GLANCES)
        drafts = [begin_draft(rules, opening, seat) for opening in openings]
        return pursue([grow(draft) for draft in drafts], futures.look)


def make_greedy(rules: Rules, seat: str, parameter: str) -> Greedy:
    """Return the policy `greedy`, which takes no parameter, for a seat that has a score."""
    return Greedy(find_aim(rules, seat))


def grow(draft: Draft) -> Search:
    """Search for the plan that grows choice by choice: demands in ASCII order, then orders.

    Of equals the first in ASCII order is taken; an order must be better than none.
    """
    for event in draft.demands:
        forks = []
        for option in draft.list_options(event):
            forks.append(draft.fork())
            forks[-1].answer(event, option)
        if forks:
            worths = yield list(_list_trials(forks))
            draft = _take_best(forks, worths)
    while orders := draft.list_orders():
        forks = [draft]
        for action in orders:
            forks.append(draft.fork())
            forks[-1].order(action)
        worths = yield list(_list_trials(forks))
        best = _take_best(forks, worths)
        if best is draft:
            break
        draft = best
    return draft.close()


def _list_trials(drafts: Sequence[Draft]) -> Iterator[Trial]:
    for draft in drafts:
        plan = draft.close()
        for number in range(GLANCES):
            yield Trial(plan, number)


def _take_best(drafts: Sequence[Draft], worths: Sequence[float | None]) -> Draft:
    """Return the draft with the highest mean worth, the first of equals."""
    means = [
        find_mean(list(worths[GLANCES * place : GLANCES * (place + 1)]))
        for place in range(len(drafts))
    ]
    return drafts[means.index(max(means))]
