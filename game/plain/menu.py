"""What can be chosen in a turn: the answers by letter, the orders by number."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase

from game.archive.game import Game
from game.atlas.wording import Wording
from game.engine import Plan
from game.engine.plans import forbid_action
from game.engine.preview import Preview, preview
from game.engine.rules import ActionRule, OptionRule
from game.engine.state import Demand
from game.engine.words import decimals_of, find_decimals
from game.formula import Comparison, Name, Number
from game.formula.conditions import COMPARING
from game.formula.tree import nodes_in
from game.plain.amounts import label_gauge
from game.scenario.models import Action, Choice, Event, Option
from game.scenario.scope import parse_formula


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be chosen."""

    key: str
    """The letter under which it is chosen."""
    demand: Demand
    """What it answers."""
    event: Event
    """The dispatch."""
    option: Option
    """The answer as the scenario has it."""
    rule: OptionRule
    """The same, compiled."""
    open: bool
    """Whether its condition holds."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order that can be given."""

    key: str
    """The number under which it is given."""
    action: Action
    """The action as the scenario has it."""
    rule: ActionRule
    """The same, compiled."""


@dataclass(frozen=True, slots=True)
class Menu:
    """All that a seat can choose in a turn."""

    game: Game
    """The game."""
    answers: tuple[Answer, ...]
    """The answers, by dispatch."""
    orders: tuple[Order, ...]
    """The orders that are open."""
    closed: tuple[tuple[Action, str], ...]
    """The orders that are not, with the reason."""

    @property
    def entries(self) -> tuple[Answer | Order, ...]:
        """Answers and orders."""
        return (*self.answers, *self.orders)

    def look_ahead(self, entry: Answer | Order) -> Preview:
        """Return what a choice would do."""
        choice = entry.option if isinstance(entry, Answer) else entry.action
        game = self.game
        return preview(game.rules, game.opening, game.view, choice, entry.rule)

    def find(self, key: str) -> Answer | Order | None:
        """Return the entry with a letter or number."""
        return next((each for each in self.entries if each.key == key), None)

    def add(self, plan: Plan, entry: Answer | Order) -> Plan:
        """Return a plan with one more choice; another answer to the same dispatch gives way."""
        if isinstance(entry, Answer):
            return Plan(plan.orders, {**plan.choices, entry.event.id: entry.option.id})
        return Plan((*plan.orders, entry.action.id), plan.choices)

    def drop(self, plan: Plan, entry: Answer | Order) -> Plan:
        """Return a plan without a choice."""
        if isinstance(entry, Answer):
            kept = {name: each for name, each in plan.choices.items() if name != entry.event.id}
            return Plan(plan.orders, kept)
        return Plan(tuple(o for o in plan.orders if o != entry.action.id), plan.choices)

    def holds(self, plan: Plan, entry: Answer | Order) -> bool:
        """Tell whether a choice is in a plan."""
        if isinstance(entry, Answer):
            return plan.choices.get(entry.event.id) == entry.option.id
        return entry.action.id in plan.orders


def lay_menu(game: Game) -> Menu:
    """Return what the person's seat can choose at the opening."""
    if game.over:
        return Menu(game, (), (), ())
    orders: list[Order] = []
    closed: list[tuple[Action, str]] = []
    for action in game.rules.scenario.action:
        if action.seat != game.seat:
            continue
        rule = game.rules.actions[game.rules.index["action"][action.id]]
        reason = forbid_action(game.rules, game.opening, rule)
        if reason is None:
            orders.append(Order(str(len(orders) + 1), action, rule))
        elif rule.when is not None and rule.when(game.opening.frame) == 0.0:
            closed.append((action, say_condition(game, action)))
        else:
            closed.append((action, reason))
    return Menu(game, _list_answers(game), tuple(orders), tuple(closed))


def say_condition(game: Game, choice: Choice) -> str:
    """Return under which condition a choice that is closed is open.

    What fails only by digits that are not shown elsewhere is told with them.
    """
    scenario, condition = game.rules.scenario, parse_formula(choice.when or 0)
    told = f"only while {Wording.of(scenario).tell_holding(condition)}"
    for node in nodes_in(condition):
        match node:
            case Comparison(operands=(Name(name=name), Number(value=bound)), operators=(sign,)):
                if name not in {*scenario.var, *scenario.derived} or not game.view[name].exact:
                    continue
                now, decimals = game.view[name].value, decimals_of(scenario, name)
                shown = find_decimals(now, sign, bound, decimals)
                if shown > decimals and not COMPARING[sign](now, bound):
                    told += f"; {label_gauge(scenario, name)} is {now:.{shown}f}"
    return told


def _list_answers(game: Game) -> tuple[Answer, ...]:
    keys = ("".join(key) for size in (1, 2) for key in product(ascii_lowercase, repeat=size))
    events = {event.id: event for event in game.rules.scenario.event}
    answers = []
    for demand in game.opening.demands:
        if game.seat not in demand.seats:
            continue
        compiled = game.rules.events[demand.event]
        event = events[compiled.id]
        rules = {rule.id: rule for rule in compiled.options_of(game.seat)}
        for option in event.option:
            if option.id in rules:
                rule = rules[option.id]
                holds = rule.when is None or rule.when(game.opening.frame) != 0.0
                answers.append(Answer(next(keys), demand, event, option, rule, holds))
    return tuple(answers)
