"""Plans: what a seat chooses in a turn, and whether it may.

Conditions, pools and costs are tested against the opening. A plan that breaks one rule is refused
whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from game.engine.opening import Opening
from game.engine.rules import ActionRule, ChoiceRule, OptionRule, Rules, SeatRule
from game.engine.state import Demand
from game.errors import IllegalChoice, LateChoice, MalformedChoice

TOLERANCE = 1e-9
"""By how much sums of costs may exceed what there is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a seat chooses in a turn; the empty plan is silence."""

    orders: tuple[str, ...] = ()
    """The actions that it orders, in the order given."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Its answers: event to option."""


SILENCE = Plan()
"""The plan of a seat that says nothing."""


@dataclass(slots=True)
class Purse:
    """What a seat has left while its plan is added up."""

    pool: dict[str, float]
    """What is left of each item of the pool."""
    values: dict[int, float]
    """What planned costs leave of the variables that they touch."""

    def lacks(self, rules: Rules, opening: Opening, choice: ChoiceRule) -> str | None:
        """Return what a choice would cost too much of, or none."""
        for name, amount in choice.pool:
            if max(amount(opening.frame), 0.0) > self.pool[name] + TOLERANCE:
                return name
        for variable, amount in choice.costs:
            left = self.values.get(variable, opening.state.values[variable])
            price = max(amount(opening.frame), 0.0)
            if price > 0.0 and left - price < rules.lows[variable] - TOLERANCE:
                return rules.variables[variable]
        return None

    def spend(self, opening: Opening, choice: ChoiceRule) -> None:
        """Take what a choice costs."""
        for name, amount in choice.pool:
            self.pool[name] -= max(amount(opening.frame), 0.0)
        for variable, amount in choice.costs:
            left = self.values.get(variable, opening.state.values[variable])
            self.values[variable] = left - max(amount(opening.frame), 0.0)


def open_purse(seat: SeatRule) -> Purse:
    """Return the full purse of a seat."""
    return Purse(dict(seat.pool), {})


def check_plan(rules: Rules, opening: Opening, seat: str, plan: Plan) -> None:
    """Refuse a plan that names the unknown or breaks a rule.

    Raises:
        LateChoice: The game has ended.
        MalformedChoice: The seat, an order, an event or an option does not exist.
        IllegalChoice: A rule of the game forbids it; the text says which.
    """
    if opening.state.end is not None:
        raise LateChoice(f"the game ended in turn {opening.state.end.turn}")
    if seat not in rules.seats:
        raise MalformedChoice(f"no seat is called {seat!r}; the seats are {_list(rules.seats)}")
    options = [_find_option(rules, opening, seat, *pair) for pair in sorted(plan.choices.items())]
    actions = [_find_action(rules, seat, name) for name in sorted(plan.orders)]
    rule = rules.seats[seat]
    if len(actions) > rule.orders:
        raise IllegalChoice(f"{seat} gives at most {rule.orders} orders a turn, not {len(actions)}")
    for first, second in pairwise(actions):
        if first is second:
            raise IllegalChoice(f"{first.id} is ordered twice; an order is given once a turn")
    purse = open_purse(rule)
    for option in options:
        if option.when is not None and option.when(opening.frame) == 0.0:
            raise IllegalChoice(f"{option.block.by[6:]} cannot be chosen now: its condition fails")
        _pay(rules, opening, purse, option, option.block.by[6:])
    for action in actions:
        reason = forbid_action(rules, opening, action)
        if reason is not None:
            raise IllegalChoice(f"{action.id} cannot be ordered now: {reason}")
        _pay(rules, opening, purse, action, action.id)


def _pay(rules: Rules, opening: Opening, purse: Purse, choice: ChoiceRule, name: str) -> None:
    lacking = purse.lacks(rules, opening, choice)
    if lacking is not None:
        raise IllegalChoice(f"{name} cannot be paid: not enough {lacking} for the whole plan")
    purse.spend(opening, choice)


def forbid_action(rules: Rules, opening: Opening, action: ActionRule) -> str | None:
    """Return why an action cannot be ordered, its price aside, or none."""
    state = opening.state
    if action.when is not None and action.when(opening.frame) == 0.0:
        return "its condition fails"
    turns = state.tracks[action.track]
    if action.limit is not None and len(turns) >= action.limit:
        return f"it has been ordered {len(turns)} of {action.limit} times"
    if turns and state.turn <= turns[-1] + action.wait:
        return f"it can be ordered again in turn {turns[-1] + action.wait + 1}"
    if action.id in opening.locks or action.group in opening.locks:
        return "this rung of the ladder locks it"
    return None


def list_open_actions(rules: Rules, opening: Opening, seat: str) -> tuple[ActionRule, ...]:
    """Return the actions that a seat may order, their prices aside, in ASCII order."""
    actions = (rules.actions[index] for index in rules.seats[seat].actions)
    return tuple(action for action in actions if forbid_action(rules, opening, action) is None)


def find_demand(opening: Opening, event: int, seat: str) -> Demand | None:
    """Return what an event asks of a seat in this turn, if it does."""
    for demand in opening.demands:
        if demand.event == event and seat in demand.seats:
            return demand
    return None


def _find_option(rules: Rules, opening: Opening, seat: str, event: str, option: str) -> OptionRule:
    index = rules.index["event"].get(event)
    if index is None:
        raise MalformedChoice(f"no event is called {event!r}")
    for rule in rules.events[index].options:
        if rule.id == option:
            if find_demand(opening, index, seat) is None:
                raise IllegalChoice(f"{event} asks nothing of {seat} in turn {opening.turn}")
            if rule.seat != seat:
                raise IllegalChoice(f"{event}.{option} is an answer of {rule.seat}, not of {seat}")
            return rule
    names = _list(rule.id for rule in rules.events[index].options)
    raise MalformedChoice(f"{event} has no option {option!r}; its options are {names}")


def _find_action(rules: Rules, seat: str, name: str) -> ActionRule:
    index = rules.index["action"].get(name)
    if index is None:
        raise MalformedChoice(f"no action is called {name!r}")
    action = rules.actions[index]
    if action.seat != seat:
        raise IllegalChoice(f"{name} is an order of {action.seat}, not of {seat}")
    return action


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
