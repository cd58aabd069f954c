"""The bot that chooses by the weights of the scenario."""

from __future__ import annotations

from game.engine.opening import Opening
from game.engine.plans import Plan
from game.engine.rules import ChoiceRule, Rules
from game.engine.weights import weigh
from game.policy.draft import begin_draft, draw_plan


def choose_by_weights(rules: Rules, opening: Opening, seat: str) -> Plan:
    """Return the plan of a bot: answers in ASCII order of events, then orders until it passes."""
    known: dict[int, float] = {}

    def look_up(choice: ChoiceRule) -> float:
        if choice.track not in known:
            known[choice.track] = weigh(choice, opening.frame)
        return known[choice.track]

    passing = max(rules.seats[seat].pass_weight(opening.frame), 0.0)
    return draw_plan(begin_draft(rules, opening, seat), look_up, passing)
