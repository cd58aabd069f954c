"""The bot that chooses by the weights of the scenario."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.luck import roll
from game.engine.opening import Opening
from game.engine.plans import Plan, Purse, open_purse
from game.engine.rules import EventRule, OptionRule, Rules
from game.engine.weights import pick, weigh


def choose_by_weights(rules: Rules, opening: Opening, seat: str) -> Plan:
    """Return the plan of a bot: answers in ASCII order of events, then orders until it passes."""
    purse = open_purse(rules.seats[seat])
    choices = {}
    for demand in opening.demands:
        if seat in demand.seats:
            event = rules.events[demand.event]
            option = _answer(rules, opening, purse, event, event.options_of(seat))
            if option is not None:
                choices[event.id] = option.id
                purse.spend(opening, option)
    return Plan(_order(rules, opening, seat, purse), choices)


def _answer(
    rules: Rules,
    opening: Opening,
    purse: Purse,
    event: EventRule,
    options: Sequence[OptionRule],
) -> OptionRule | None:
    frame, state = opening.frame, opening.state
    possible = [
        option
        for option in options
        if (option.when is None or option.when(frame) != 0.0)
        and purse.lacks(rules, opening, option) is None
    ]
    key = f"option/{event.id}" + (f".{options[0].seat}" if len(event.seats) > 1 else "")
    place = pick([weigh(option, frame) for option in possible], roll(state.seed, state.turn, key))
    return None if place is None else possible[place]


def _order(rules: Rules, opening: Opening, seat: str, purse: Purse) -> tuple[str, ...]:
    rule, state = rules.seats[seat], opening.state
    candidates = opening.open_actions[seat]
    weights = [weigh(action, opening.frame) for action in candidates]
    passing = max(rule.pass_weight(opening.frame), 0.0)
    orders: list[str] = []
    while len(orders) < rule.orders:
        payable = [
            place
            for place, action in enumerate(candidates)
            if action.id not in orders and purse.lacks(rules, opening, action) is None
        ]
        if not payable or not any(weights[place] for place in payable):
            break
        draw = roll(state.seed, state.turn, f"order/{seat}.{len(orders) + 1}")
        drawn = pick([*(weights[place] for place in payable), passing], draw)
        if drawn is None or drawn == len(payable):
            break
        action = candidates[payable[drawn]]
        orders.append(action.id)
        purse.spend(opening, action)
    return tuple(orders)
