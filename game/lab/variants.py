"""Plans that differ from another in one thing: an answer, an order more, less or another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine import SILENCE, Opening, Plan, Rules, check_plan
from game.errors import ChoiceError


@dataclass(frozen=True, slots=True)
class Variant:
    """A plan that could have been made in the place of another."""

    plan: Plan
    """The plan."""
    added: str = ""
    """What it has more, as an action or `EVENT.OPTION`; empty where it only leaves something."""
    dropped: str = ""
    """What it leaves; empty where it only adds something."""


def list_variants(rules: Rules, opening: Opening, seat: str, plan: Plan) -> tuple[Variant, ...]:
    """Return the legal plans that differ from a plan in one thing, and silence, in fixed order."""
    found = [*_other_answers(rules, opening, seat, plan), *_other_orders(opening, seat, plan)]
    legal = [each for each in found if is_legal(rules, opening, seat, each.plan)]
    if len(plan.orders) + len(plan.choices) > 1:
        legal.append(Variant(SILENCE))
    return tuple(legal)


def is_legal(rules: Rules, opening: Opening, seat: str, plan: Plan) -> bool:
    """Tell whether a seat may commit a plan."""
    try:
        check_plan(rules, opening, seat, plan)
    except ChoiceError:
        return False
    return True


def _other_answers(rules: Rules, opening: Opening, seat: str, plan: Plan) -> Iterator[Variant]:
    """Yield the plan with each other answer to what is asked."""
    for demand in opening.demands:
        if seat not in demand.seats:
            continue
        event = rules.events[demand.event]
        given = plan.choices.get(event.id)
        for option in event.options_of(seat):
            if option.id != given:
                choices = {**plan.choices, event.id: option.id}
                dropped = f"{event.id}.{given}" if given else ""
                yield Variant(Plan(plan.orders, choices), f"{event.id}.{option.id}", dropped)


def _other_orders(opening: Opening, seat: str, plan: Plan) -> Iterator[Variant]:
    """Yield the plan without each order, with one more, and with one in the place of another."""
    spare = [action.id for action in opening.open_actions[seat] if action.id not in plan.orders]
    for order in plan.orders:
        rest = tuple(each for each in plan.orders if each != order)
        yield Variant(Plan(rest, plan.choices), dropped=order)
        for other in spare:
            yield Variant(Plan((*rest, other), plan.choices), other, order)
    for other in spare:
        yield Variant(Plan((*plan.orders, other), plan.choices), other)
