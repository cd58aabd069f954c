"""Who chooses when no person does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from game.engine.opening import Opening
from game.engine.plans import SILENCE, Plan
from game.engine.rules import Rules
from game.policy.chance import choose_at_random, choose_for_coverage
from game.policy.weights import choose_as_practised, choose_by_weights

Policy = Callable[[Rules, Opening, str], Plan]
"""Choose the plan of a seat at an opening; the same input gives the same plan."""


@runtime_checkable
class SearchingPolicy(Protocol):
    """A policy that searches, for many games at once far quicker than one by one."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""

    def choose_many(self, rules: Rules, openings: Sequence[Opening], seat: str) -> list[Plan]:
        """Return the plans of a seat in several games, all in the same turn."""


def stay_silent(rules: Rules, opening: Opening, seat: str) -> Plan:
    """Order nothing and answer nothing: silence takes the defaults."""
    return SILENCE


POLICIES: dict[str, Policy] = {
    "none": stay_silent,
    "weights": choose_by_weights,
    "practised": choose_as_practised,
    "random": choose_at_random,
    "coverage": choose_for_coverage,
}
"""The policies that need nothing but their name; `game.policy.naming` knows all."""

__all__ = ["POLICIES", "Policy", "SearchingPolicy", "choose_by_weights", "stay_silent"]
