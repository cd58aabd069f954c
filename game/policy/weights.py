"""The bots that choose by the weights of the scenario, as they stand or after practice."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.opening import Opening
from game.engine.plans import Plan
from game.engine.rules import ChoiceRule, Rules
from game.engine.weights import weigh
from game.policy.draft import begin_draft, draw_plan
from game.policy.leaning import list_choices, list_courses


def choose_by_weights(rules: Rules, opening: Opening, seat: str) -> Plan:
    """Return the plan of a bot: answers in ASCII order of events, then orders until it passes."""
    return _draw(rules, opening, seat, {})


def choose_as_practised(rules: Rules, opening: Opening, seat: str) -> Plan:
    """Return the plan of a bot that keeps to the course which it has practised."""
    pairs = zip(list_choices(rules, seat), list_courses(rules, seat)[0], strict=True)
    return _draw(rules, opening, seat, {choice.track: factor for (_, choice), factor in pairs})


def _draw(rules: Rules, opening: Opening, seat: str, factors: Mapping[int, float]) -> Plan:
    known: dict[int, float] = {}

    def look_up(choice: ChoiceRule) -> float:
        if choice.track not in known:
            weight = weigh(choice, opening.frame)
            known[choice.track] = weight * factors.get(choice.track, 1.0)
        return known[choice.track]

    passing = max(rules.seats[seat].pass_weight(opening.frame), 0.0)
    return draw_plan(begin_draft(rules, opening, seat), look_up, passing)
