"""Policies that draw without regard to what a choice does: at random, and for coverage."""

from __future__ import annotations

from game.engine.opening import Opening
from game.engine.plans import Plan
from game.engine.rules import ChoiceRule, Rules
from game.policy.draft import begin_draft, draw_plan

WEARING = 1000
"""By how much each use of a choice makes its next one less likely under `coverage`."""


def choose_at_random(rules: Rules, opening: Opening, seat: str) -> Plan:
    """Return a plan of which every answer, every order and the end of the orders is as likely."""
    return draw_plan(begin_draft(rules, opening, seat), lambda choice: 1.0, 1.0)


def choose_for_coverage(rules: Rules, opening: Opening, seat: str) -> Plan:
    """Return a plan of what was chosen least often so far; it orders as much as it can."""
    tracks = opening.state.tracks

    def weigh(choice: ChoiceRule) -> float:
        return 1.0 / float(WEARING ** min(len(tracks[choice.track]), 100))

    return draw_plan(begin_draft(rules, opening, seat), weigh, 0.0)
