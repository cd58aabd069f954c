"""What the capitals did and may do: orders with reasons, published intents with their odds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine import Report
from game.engine.words import name_odds
from game.scenario.models import Action

if TYPE_CHECKING:
    from game.archive.game import Game


@dataclass(frozen=True, slots=True)
class Given:
    """An order that a seat gave."""

    label: str
    """The order."""
    reasons: tuple[str, ...]
    """What spoke for it, as the seat gives it."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """What one seat did in a turn."""

    seat: str
    """The seat."""
    deeds: tuple[Given, ...]
    """Its orders; none if it waited."""


@dataclass(frozen=True, slots=True)
class Chance:
    """An order that a seat may give in the open turn."""

    action: str
    """The action."""
    label: str
    """The order."""
    odds: float
    """How likely its first order is this one, in per cent."""
    word: str
    """The odds in a word."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a seat may do, and what it did last."""

    seat: str
    """The seat."""
    chances: tuple[Chance, ...]
    """Its published intents, the likeliest first; none if it publishes none."""
    last: tuple[Given, ...]
    """Its orders of the last turn."""


def others(game: Game) -> tuple[str, ...]:
    """Return the seats that the player does not play, in the scenario's order."""
    return tuple(seat for seat in game.rules.scenario.seat if seat != game.seat)


def conduct_of(game: Game, report: Report) -> tuple[Conduct, ...]:
    """Return what each of the other seats did in a turn."""
    return tuple(Conduct(seat, _deeds(game, report, seat)) for seat in others(game))


def _deeds(game: Game, report: Report, seat: str) -> tuple[Given, ...]:
    actions = _actions(game)
    return tuple(
        Given(actions[order.action].label or order.action, order.reasons)
        for order in report.orders
        if order.seat == seat
    )


def _actions(game: Game) -> dict[str, Action]:
    return {action.id: action for action in game.rules.scenario.action}


def outlooks(game: Game) -> tuple[Outlook, ...]:
    """Return what each of the other seats may do in the open turn, and what it did last."""
    actions = _actions(game)
    last = game.reports[-1] if game.reports else None
    found = []
    for seat in others(game):
        chances = [
            Chance(name, actions[name].label or name, intent.odds, name_odds(intent.odds))
            for intent in game.opening.intents
            if intent.seat == seat
            for name in (game.rules.actions[intent.action].id,)
        ]
        found.append(Outlook(seat, tuple(chances), _deeds(game, last, seat) if last else ()))
    return tuple(found)
