"""The situation before the commit, as lines: dispatches, orders, gauges, ledger, intents."""

from __future__ import annotations

from itertools import groupby

from game.archive.game import Game
from game.engine import Plan
from game.engine.opening import is_last_chance, rung_of
from game.engine.preview import Effect, Preview
from game.engine.view import view_opening
from game.plain.amounts import (
    judge_change,
    label_gauge,
    say_change,
    say_effect,
    say_odds,
    say_points,
    say_reading,
    trim,
)
from game.plain.menu import Answer, Menu, Order
from game.scenario.models import Action, Event, Inject, Option, Scenario


def say_heading(game: Game) -> str:
    """Return the turn, its date and the part of the game."""
    header = game.rules.scenario.scenario
    acts = [act.label for act in game.rules.scenario.desk.acts if act.from_ <= game.turn]
    act = f" {acts[-1].capitalize()}." if acts else ""
    return f"{header.title}. Turn {game.turn} of {header.turns}, {game.date_of(game.turn)}.{act}"


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
        now = game.standpoint.read(event.price.pays)
        of = label_gauge(scenario, event.price.of)
        unit = f" {event.price.unit}" if event.price.unit else ""
        if now.exact:
            lines.append(f"It pays {trim(now.value)}{unit} now; the price follows {of}.")
    lines.extend(_say_answer(menu, answer, last) for answer in answers)
    return lines


def _say_answer(menu: Menu, answer: Answer, last: bool) -> str:
    scenario = menu.game.rules.scenario
    label = answer.option.label or answer.option.id
    silence = " Silence means this." if answer.option.default and last else ""
    closed = "" if answer.open else " Not possible now: its condition fails."
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
    return [f"{verb}: {', '.join(labels[name] for name in ids)}." for verb, ids, labels in table if ids]


def say_plan(menu: Menu, plan: Plan) -> list[str]:
    """Return the plan as it stands, with what is left to spend."""
    game = menu.game
    seat = game.rules.seats[game.seat]
    chosen = [entry for entry in (*menu.answers, *menu.orders) if menu.holds(plan, entry)]
    lines = [_say_chosen(entry) for entry in chosen]
    left = dict(seat.pool)
    for entry in chosen:
        for name, amount in menu.look_ahead(entry).pool:
            left[name] -= amount
    rest = [f"{trim(left[name])} of {trim(seat.pool[name])} {name}" for name in seat.pool]
    rest.append(f"{seat.orders - len(plan.orders)} of {seat.orders} orders")
    unanswered = sum(1 for event in {a.event.id for a in menu.answers} if event not in plan.choices)
    silent = [f"Unanswered: {unanswered}; silence speaks for itself."] if unanswered else []
    return [*(lines or ["Nothing yet."]), f"Left: {', '.join(rest)}.", *silent]


def _say_chosen(entry: Answer | Order) -> str:
    choice: Action | Option = entry.option if isinstance(entry, Answer) else entry.action
    label = choice.label or choice.id
    if isinstance(entry, Answer):
        return f"{entry.key}) Answer to {entry.event.label or entry.event.id}: {label}."
    return f"{entry.key}. {label}."


def say_gauges(game: Game, names: tuple[str, ...]) -> list[str]:
    """Return gauges with value, unit, word and the change since the last turn."""
    scenario, view = game.rules.scenario, game.view
    before = view_opening(game.rules, game.turns[-1].opening, game.seat) if game.turns else None
    lines = []
    for name in names:
        line = f"{label_gauge(scenario, name)}: {say_reading(scenario, name, view[name])}"
        if before and view[name].exact and before[name].exact:
            change = view[name].value - before[name].value
            verdict = judge_change(scenario, name, change)
            moved = say_change(scenario, name, change) if change else "unchanged"
            line += f"; {moved} since last turn{', ' + verdict if verdict else ''}"
        lines.append(f"{line}.")
    return lines


def list_gauges(game: Game) -> tuple[str, ...]:
    """Return the names of all gauges, those in front first."""
    scenario = game.rules.scenario
    shown = (name for name in scenario.derived if scenario.derived[name].label)
    return tuple(dict.fromkeys((*list_front(game), *scenario.var, *shown)))


def list_front(game: Game) -> tuple[str, ...]:
    """Return the names of the gauges that stand in front."""
    scenario = game.rules.scenario
    return scenario.desk.front or tuple(scenario.var)[:6]


def say_countdowns(game: Game) -> list[str]:
    """Return the countdowns and the ladder."""
    lines, point = [], game.standpoint
    for countdown in game.rules.scenario.desk.countdowns:
        reading = point.read(countdown.value)
        note = point.write(countdown.note)
        number = trim(float(int(reading.low)))
        if not reading.exact:
            number = f"between {number} and {trim(float(int(reading.high)))}"
        lines.append(f"{number} {countdown.label}{': ' + note if note else ''}.")
    ladder, rules = game.rules.scenario.ladder, game.rules
    if ladder is not None:
        rung = rung_of(rules, game.state)
        chance = game.state.accident
        lines.append(
            f"{ladder.label or 'The ladder'}: rung {rung} of {len(ladder.rungs) - 1}, "
            f"{ladder.rungs[rung].label}; chance of an accident so far {trim(chance)} per cent."
        )
    return lines


def say_promises(game: Game) -> list[str]:
    """Return the open promises and threats that the seat knows."""
    promises = {promise.id: promise for promise in game.rules.scenario.promise}
    seats = game.rules.scenario.seat
    lines = []
    for rule, pledge in zip(game.rules.promises, game.state.pledges, strict=True):
        if pledge is None or not (rule.public or game.seat in (rule.promiser, rule.partner)):
            continue
        promise = promises[rule.id]
        kind = "threatens" if promise.threat else "promised"
        rivals = [
            promises[game.rules.promises[rival].id].label or game.rules.promises[rival].id
            for rival in rule.rivals
            if game.state.pledges[rival] is not None
        ]
        against = f" Contradicts: {', '.join(rivals)}." if rivals else ""
        lines.append(
            f"{seats[rule.promiser].label} {kind} {seats[rule.partner].label}: "
            f"{promise.label or promise.id}. Judged in turn {pledge.due}; "
            f"the last turn that can help is {pledge.due - 1}.{against}"
        )
    return lines


def say_intents(game: Game) -> list[str]:
    """Return what the other seats may do, with odds in numbers and words."""
    actions = {action.id: action for action in game.rules.scenario.action}
    lines = []
    for intent in game.opening.intents:
        action = actions[game.rules.actions[intent.action].id]
        seat = game.rules.scenario.seat[intent.seat].label
        odds = say_odds((intent.odds, intent.odds))
        lines.append(f"{seat}: {action.label or action.id}, {odds}.")
    return lines


def say_advice(game: Game) -> list[str]:
    """Return what the advisers of the seat recommend."""
    scenario = game.rules.scenario
    actions = {action.id: action.label or action.id for action in scenario.action}
    human = next((name for name, seat in scenario.seat.items() if seat.human), None)
    lines = []
    for adviser in scenario.adviser:
        advice = next((a for a in adviser.advice if game.standpoint.holds(a.when)), None)
        if advice is None or (adviser.seat or human) != game.seat:
            continue
        orders = ", ".join(actions[order] for order in advice.order)
        answers = ", ".join(_say_advised(scenario, answer) for answer in advice.answer)
        what = "; ".join(part for part in (orders, answers) if part) or "nothing"
        lines.append(f"{adviser.label} recommends: {what}. {game.standpoint.write(advice.why)}")
    return lines


def _say_advised(scenario: Scenario, answer: str) -> str:
    name, _, part = answer.partition(".")
    event = next((event for event in scenario.event if event.id == name), None)
    option = next((o for o in event.option if o.id == part), None) if event else None
    return (option.label or option.id) if option else answer
