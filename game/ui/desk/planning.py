"""The plan: what changes it, whether it may stand, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Plan, check_plan
from game.errors import ChoiceError
from game.ui.desk.position import Position


@dataclass(frozen=True, slots=True)
class Silence:
    """A demand that silence would answer in this turn."""

    title: str
    """What is asked."""
    answer: str
    """What silence means."""


def toggle_order(plan: Plan, action: str) -> Plan:
    """Return a plan with one order more, or without it if it was there."""
    if action in plan.orders:
        return Plan(tuple(each for each in plan.orders if each != action), plan.choices)
    return Plan((*plan.orders, action), plan.choices)


def choose_answer(plan: Plan, event: str, option: str) -> Plan:
    """Return a plan with another answer; choosing the same again takes it back."""
    kept = {name: each for name, each in plan.choices.items() if name != event}
    if plan.choices.get(event) == option:
        return Plan(plan.orders, kept)
    return Plan(plan.orders, {**kept, event: option})


def refuse_plan(position: Position, plan: Plan) -> str | None:
    """Return why a plan may not stand, in words; none if it may."""
    try:
        check_plan(position.rules, position.opening, position.seat, plan)
    except ChoiceError as error:
        return name_entries(position, str(error))
    return None


def name_entries(position: Position, text: str) -> str:
    """Put the names of orders and answers in the place of their ids."""
    names = {action.id: action.label or action.id for action, _ in position.orders}
    for event, demand in position.demands:
        for option, _ in position.options_of(event, demand):
            names[f"{event.id}.{option.id}"] = option.label or option.id
    for name in sorted(names, key=len, reverse=True):
        if text.startswith(f"{name} "):
            return names[name] + text[len(name) :]
    return text


def list_silences(position: Position, plan: Plan) -> tuple[Silence, ...]:
    """Return the demands that go unanswered in the last turn in which they can be answered."""
    silences = []
    for event, demand in position.demands:
        if event.id in plan.choices or not position.is_last_chance(demand):
            continue
        default = next(option for option, _ in position.options_of(event, demand) if option.default)
        silences.append(Silence(event.label or event.id, default.label or default.id))
    return tuple(silences)


def count_unanswered(position: Position, plan: Plan) -> int:
    """Count the demands without an answer in the plan."""
    return sum(1 for event, _ in position.demands if event.id not in plan.choices)


def name_choices(position: Position, plan: Plan) -> tuple[str, ...]:
    """Return short names of what is planned: orders first, then answers."""
    orders = {action.id: action.short or action.label or action.id for action, _ in position.orders}
    names = [
        orders.get(order, order) + (" (by argument)" if order in position.argued else "")
        for order in plan.orders
    ]
    for event, demand in position.demands:
        for option, _ in position.options_of(event, demand):
            if plan.choices.get(event.id) == option.id:
                names.append(option.short or option.label or option.id)
    return tuple(names)


def keep_to_rules(position: Position, plan: Plan) -> Plan:
    """Return what the rules will play of a plan: all but the orders that go to argument."""
    return Plan(tuple(each for each in plan.orders if each not in position.argued), plan.choices)


def count_choices(position: Position, plan: Plan) -> str:
    """Return how much is planned: `2 orders, 1 answer`, or `1 order, 1 argued`."""
    played = len(keep_to_rules(position, plan).orders)
    argued, answers = len(plan.orders) - played, len(plan.choices)
    parts = (
        f"{played} order{'s' if played > 1 else ''}" if played else "",
        f"{argued} argued" if argued else "",
        f"{answers} answer{'s' if answers > 1 else ''}" if answers else "",
    )
    return ", ".join(filter(None, parts)) or "nothing yet"
