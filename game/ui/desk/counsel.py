"""What the advisers recommend, and how often they were right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.advice import Saying, Voice, advisers_of, letter_of
from game.archive.track_record import TrackRecord
from game.scenario.models import Adviser
from game.ui.desk.advice import hear_advisers
from game.ui.desk.position import Position

if TYPE_CHECKING:
    from game.archive.game import Game


@dataclass(frozen=True, slots=True)
class Counsel:
    """What one adviser says in the open turn."""

    letter: str
    """The letter that marks its advice."""
    office: str
    """The office."""
    faction: str
    """Whom it speaks for."""
    sayings: tuple[Saying, ...]
    """What it recommends, as people call it, one reason after the other."""
    record: TrackRecord | None
    """How often it was right; none where nothing can be said."""


def list_counsel(game: Game) -> tuple[Counsel, ...]:
    """Return what the advisers of the seat recommend."""
    position = Position.of(game)
    voices = {voice.adviser: voice for voice in hear_advisers(position)}
    return tuple(
        _counsel(game, each, voices.get(each.id), position.records.get(each.id))
        for each in advisers_of(game.rules.scenario, game.seat)
    )


def _counsel(
    game: Game, adviser: Adviser, voice: Voice | None, record: TrackRecord | None
) -> Counsel:
    return Counsel(
        letter=letter_of(adviser),
        office=adviser.label,
        faction=adviser.faction or "",
        sayings=tuple(_label(game, saying) for saying in voice.sayings) if voice else (),
        record=record,
    )


def _label(game: Game, saying: Saying) -> Saying:
    """Return what is recommended, each choice by what people call it."""
    orders = tuple(_order(game, name) for name in saying.orders)
    return Saying(orders, tuple(_answer(game, name) for name in saying.answers), saying.why)


def _order(game: Game, name: str) -> str:
    actions = game.rules.scenario.action
    return next((each.label or each.id for each in actions if each.id == name), name)


def _answer(game: Game, name: str) -> str:
    event_id, _, option_id = name.partition(".")
    for event in game.rules.scenario.event:
        for option in event.option:
            if (event.id, option.id) == (event_id, option_id):
                return f"{event.label or event.id}: {option.label or option.id}"
    return name
