"""Seats that have nothing to choose."""

from __future__ import annotations

from game.scenario.warnings.doubts import Doubt, Doubts

ORDERING = frozenset({"orders", "intents", "pass_"})
"""What only matters to a seat that gives orders."""


def check_seats(doubts: Doubts) -> None:
    """Note seats that a person plays, or a bot, with nothing to choose, and seats without a part.

    A bot that only asks, promises or is promised something needs no orders.
    """
    facts = doubts.facts
    scenario = facts.scenario
    ordering = {action.seat for action in scenario.action}
    answering = {
        seat
        for _, event, option in facts.all_options()
        for seat in ((option.seat,) if option.seat else event.to)
    }
    named = {each.name for each in facts.survey.references if "seat" in each.kinds}
    named |= {verdict.by for verdict in scenario.verdict}
    for name, seat in scenario.seat.items():
        given = seat.model_fields_set & ORDERING if seat.orders else frozenset()
        if name in ordering or (name in answering and not given):
            continue
        if seat.human and name not in answering:
            message = f"whoever plays `{name}` has nothing to order and nothing to answer"
        elif given:
            key = sorted(given)[0].removesuffix("_")
            message = f"`{name}` has `{key}`, but no order that it could give"
        elif name not in named and not seat.pool:
            message = f"`{name}` has no orders, and nothing names it"
        else:
            continue
        suggestion = f'an order of its own is an `[[action]]` with `seat = "{name}"`'
        doubt = Doubt("seat-without-orders", ("seat", name), message, "key", suggestion=suggestion)
        doubts.note(doubt)
