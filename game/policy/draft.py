"""A plan in the making: what a seat can still answer and order, and what it has chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.engine.luck import roll
from game.engine.opening import Opening
from game.engine.plans import Plan, Purse, open_purse
from game.engine.rules import ActionRule, ChoiceRule, EventRule, OptionRule, Rules
from game.engine.weights import pick

Weigh = Callable[[ChoiceRule], float]
"""Return the weight of a choice, at least 0."""


@dataclass(slots=True)
class Draft:
    """A plan in the making; whatever it offers is legal and can be paid."""

    rules: Rules
    """The compiled scenario."""
    opening: Opening
    """What the seat sees."""
    seat: str
    """Who plans."""
    purse: Purse
    """What is left to spend."""
    orders: list[str] = field(default_factory=list)
    """The orders so far."""
    choices: dict[str, str] = field(default_factory=dict)
    """The answers so far, event to option."""

    @property
    def demands(self) -> list[EventRule]:
        """The events that ask the seat, in ASCII order."""
        events = self.rules.events
        return [events[d.event] for d in self.opening.demands if self.seat in d.seats]

    def list_options(self, event: EventRule) -> list[OptionRule]:
        """Return the answers that the seat can give, in ASCII order."""
        frame = self.opening.frame
        return [
            option
            for option in event.options_of(self.seat)
            if (option.when is None or option.when(frame) != 0.0) and self._affords(option)
        ]

    def list_orders(self) -> list[ActionRule]:
        """Return the orders that the seat can still give, in ASCII order."""
        if len(self.orders) >= self.rules.seats[self.seat].orders:
            return []
        return [
            action
            for action in self.opening.open_actions[self.seat]
            if action.id not in self.orders and self._affords(action)
        ]

    def _affords(self, choice: ChoiceRule) -> bool:
        return self.purse.lacks(self.rules, self.opening, choice) is None

    def answer(self, event: EventRule, option: OptionRule) -> None:
        """Give an answer."""
        self.choices[event.id] = option.id
        self.purse.spend(self.opening, option)

    def order(self, action: ActionRule) -> None:
        """Give an order."""
        self.orders.append(action.id)
        self.purse.spend(self.opening, action)

    def fork(self) -> Draft:
        """Return a draft that goes on by itself from here."""
        purse = Purse(dict(self.purse.pool), dict(self.purse.values))
        return Draft(
            self.rules, self.opening, self.seat, purse, list(self.orders), dict(self.choices)
        )

    def close(self) -> Plan:
        """Return the plan."""
        return Plan(tuple(self.orders), dict(self.choices))


def begin_draft(rules: Rules, opening: Opening, seat: str) -> Draft:
    """Return the empty plan of a seat with its full purse."""
    return Draft(rules, opening, seat, open_purse(rules.seats[seat]))


def draw_plan(draft: Draft, weigh: Weigh, passing: float) -> Plan:
    """Return a plan drawn by weights: answers in ASCII order of events, then orders until a pass.

    Args:
        draft: An empty draft.
        weigh: The weight of each answer and order.
        passing: The weight of giving no further order, at least 0.
    """
    state = draft.opening.state
    for event in draft.demands:
        possible = draft.list_options(event)
        key = f"option/{event.id}" + (f".{draft.seat}" if len(event.seats) > 1 else "")
        draw = roll(state.seed, state.turn, key)
        place = pick([weigh(option) for option in possible], draw)
        if place is not None:
            draft.answer(event, possible[place])
    while orders := draft.list_orders():
        weights = [weigh(action) for action in orders]
        if not any(weights):
            break
        key = f"order/{draft.seat}.{len(draft.orders) + 1}"
        drawn = pick([*weights, passing], roll(state.seed, state.turn, key))
        if drawn is None or drawn == len(orders):
            break
        draft.order(orders[drawn])
    return draft.close()
