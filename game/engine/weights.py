"""How a bot weighs its choices, by the lines that the scenario gives.

A weight is the sum of the `base`s that hold times the product of the `times` that hold; where no
line has a `base` the sum is 1, and below 0 a weight counts as 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.opening import Opening
from game.engine.plans import open_purse
from game.engine.rules import ActionRule, ChoiceRule, Frame, Rules


def weigh(choice: ChoiceRule, frame: Frame) -> float:
    """Return the weight of a choice, at least 0."""
    total, product = 0.0 if choice.has_base else 1.0, 1.0
    for line in choice.weights:
        if line.when is None or line.when(frame) != 0.0:
            if line.base is not None:
                total += line.base(frame)
            if line.times is not None:
                product *= line.times(frame)
    return max(total * product, 0.0)


def give_reasons(choice: ChoiceRule, frame: Frame) -> tuple[str, ...]:
    """Return the reasons in words that hold for a choice, in the order of the scenario."""
    return tuple(
        line.why
        for line in choice.weights
        if line.why and (line.when is None or line.when(frame) != 0.0)
    )


def pick(weights: Sequence[float], draw: float) -> int | None:
    """Return the place that a draw in [0, 1) falls on, or none if all weights are 0.

    It is the count of cumulative weights that are at most the draw's share of their sum.
    """
    total = 0.0
    cumulative = []
    for weight in weights:
        total += weight
        cumulative.append(total)
    if total <= 0.0:
        return None
    point = draw * total
    place = sum(1 for edge in cumulative if edge <= point)
    # Rounding can carry the point onto the sum itself, behind the last weight that counts.
    return min(place, cumulative.index(total))


def weigh_first_orders(
    rules: Rules, opening: Opening, seat: str, open_actions: Sequence[ActionRule]
) -> list[tuple[int, float]]:
    """Return each possible first order of a seat with its odds in per cent, none at 0."""
    rule = rules.seats[seat]
    if rule.orders < 1:
        return []
    purse = open_purse(rule)
    candidates = [action for action in open_actions if purse.lacks(rules, opening, action) is None]
    weights = [weigh(action, opening.frame) for action in candidates]
    total = max(rule.pass_weight(opening.frame), 0.0)
    for weight in weights:
        total += weight
    places = rules.index["action"]
    return [
        (places[action.id], 100.0 * weight / total)
        for action, weight in zip(candidates, weights, strict=True)
        if weight > 0.0
    ]
