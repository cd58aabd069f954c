"""What can be chosen before the commit, as lines: dispatches with answers, orders, the plan."""

from __future__ import annotations

from itertools import groupby

from game.archive.game import Game
from game.engine import Plan
from game.engine.opening import is_last_chance
from game.engine.preview import Effect, Preview
from game.engine.view import Reading
from game.engine.words import decimals_of
from game.plain.amounts import label_gauge, say_effect, say_odds, say_points, trim
from game.plain.menu import Answer, Menu, Order, say_condition
from game.scenario.models import Action, Event, Inject, Option, Scenario
from game.scenario.models.play import Price


def say_dispatches(menu: Menu) -> list[str]:
    """Return what occurred and what is asked, with the answers by letter."""
    game = menu.game
    lines = [
        f"{event.label or event.id}. {game.standpoint.write(event.text)}"
        for event in _list_news(game)
    ]
    for _, answers in groupby(menu.answers, key=lambda answer: answer.demand.event):
        lines.extend(_say_demand(menu, list(answers)))
    return lines


def _list_news(game: Game) -> list[Event | Inject]:
    """Return the events of this opening that reach the seat and ask nothing of it."""
    names = {game.rules.events[index].id for index in game.opening.occurred}
    scenario = game.rules.scenario
    injects = {game.rules.injects[index].id for index in game.opening.injects}
    told: list[Event | Inject] = [e for e in scenario.event if e.id in names and not e.option]
    told.extend(inject for inject in scenario.inject if inject.id in injects)
    return [event for event in told if game.seat in event.to]


def _say_demand(menu: Menu, answers: list[Answer]) -> list[str]:
    game, event, demand = menu.game, answers[0].event, answers[0].demand
    scenario = game.rules.scenario
    sender = f" From {scenario.seat[event.from_].label}." if event.from_ else ""
    last = is_last_chance(game.rules, demand, game.turn)
    until = demand.since + (event.deadline or 1) - 1
    when = "Answer this turn." if last else f"Answer by turn {until}."
    lines = [f"{event.label or event.id}.{sender} {when}", game.standpoint.write(event.text)]
    if event.price is not None:
        lines.append(_say_price(game, event.price))
    lines.extend(_say_answer(menu, answer, last) for answer in answers)
    return lines


def _say_price(game: Game, price: Price) -> str:
    """Return what compliance pays now, and at another value of what sets the price."""
    quote = game.standpoint.quote(price)
    unit = f" {price.unit}" if price.unit else ""
    label = label_gauge(game.rules.scenario, price.of)
    decimals = decimals_of(game.rules.scenario, price.of)
    return (
        f"It pays {_say_ends(quote.now)}{unit} now; "
        f"with {label} at {quote.at.value:.{decimals}f} it would pay {_say_ends(quote.then)}{unit}."
    )


def _say_ends(reading: Reading) -> str:
    if reading.exact:
        return trim(reading.value)
    return f"between {trim(reading.low)} and {trim(reading.high)}"


def _say_answer(menu: Menu, answer: Answer, last: bool) -> str:
    scenario = menu.game.rules.scenario
    label = answer.option.label or answer.option.id
    silence = " Silence means this." if answer.option.default and last else ""
    closed = "" if answer.open else f" Not possible now: {say_condition(menu.game, answer.option)}."
    effects = say_preview(scenario, menu.look_ahead(answer))
    return f"{answer.key}) {label}. {effects}{silence}{closed}"


def say_orders(menu: Menu, plan: Plan) -> list[str]:
    """Return the open orders by number, with costs and effects."""
    return [
        f"{order.key}. {order.action.label or order.action.id}."
        f"{' In the plan.' if menu.holds(plan, order) else ''} "
        f"{say_preview(menu.game.rules.scenario, menu.look_ahead(order))}"
        for order in menu.orders
    ]


def say_closed(menu: Menu) -> list[str]:
    """Return the orders that cannot be given now, with the reason."""
    return [f"{action.label or action.id}: {reason}." for action, reason in menu.closed]


def say_preview(scenario: Scenario, ahead: Preview) -> str:
    """Return what a choice costs and does, in sentences."""
    costs = [f"{trim(amount)} {name}" for name, amount in ahead.pool if amount > 0.0]
    costs.extend(
        f"{say_points(scenario, name, amount)} of {label_gauge(scenario, name)}"
        for name, amount in ahead.costs
        if amount > 0.0
    )
    parts = [f"Costs {', '.join(costs)}."] if costs else []
    for key, effects in groupby(ahead.effects, key=_name_group):
        parts.append(f"{key}{'; '.join(say_effect(scenario, each) for each in effects)}.")
    parts.extend(_say_marks(scenario, ahead))
    return " ".join(parts) or "No direct effect."


def _name_group(effect: Effect) -> str:
    parts = []
    if effect.odds != (100.0, 100.0):
        parts.append(say_odds(effect.odds))
    if effect.outcome:
        parts.append(effect.outcome)
    if effect.delay:
        parts.append(f"in {effect.delay} turn{'s' if effect.delay > 1 else ''}")
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}: " if parts else ""


def _say_marks(scenario: Scenario, ahead: Preview) -> list[str]:
    promises = {promise.id: promise.label or promise.id for promise in scenario.promise}
    events = {event.id: event.label or event.id for event in scenario.event}
    flags = {name: flag.label or name for name, flag in scenario.flag.items()}
    variables = {name: label_gauge(scenario, name) for name in scenario.var}
    marks = ahead.marks
    table = (
        ("Promises", marks.promises, promises),
        ("Helps to keep", marks.keeps, promises),
        ("Buys time for", marks.stalls, promises),
        ("From then on", marks.raises, flags),
        ("Ends", marks.clears, flags),
        ("Brings", marks.calls, events),
        ("Shows you", marks.reveals, variables),
    )
    return [
        f"{verb}: {', '.join(labels[name] for name in ids)}." for verb, ids, labels in table if ids
    ]


def say_plan(menu: Menu, plan: Plan) -> list[str]:
    """Return the plan as it stands, with what is left to spend."""
    game = menu.game
    seat = game.rules.seats[game.seat]
    chosen = [entry for entry in menu.entries if menu.holds(plan, entry)]
    lines = [_say_chosen(entry) for entry in chosen]
    left = dict(seat.pool)
    for entry in chosen:
        for name, amount in menu.look_ahead(entry).pool:
            left[name] -= amount
    rest = [f"{trim(left[name])} of {trim(seat.pool[name])} {name}" for name in seat.pool]
    orders = "order" if seat.orders == 1 else "orders"
    rest.append(f"{seat.orders - len(plan.orders)} of {seat.orders} {orders}")
    unanswered = sum(1 for event in {a.event.id for a in menu.answers} if event not in plan.choices)
    silent = [f"Unanswered: {unanswered}; silence speaks for itself."] if unanswered else []
    return [*(lines or ["Nothing yet."]), f"Left: {', '.join(rest)}.", *silent]


def _say_chosen(entry: Answer | Order) -> str:
    choice: Action | Option = entry.option if isinstance(entry, Answer) else entry.action
    label = choice.label or choice.id
    if isinstance(entry, Answer):
        return f"{entry.key}) Answer to {entry.event.label or entry.event.id}: {label}."
    return f"{entry.key}. {label}."
