"""All dispatches that have reached a seat in a game, with what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.standpoint import Standpoint
from game.engine import Opening
from game.engine.view import view_opening
from game.scenario.models import Event, Inject
from game.ui.desk.seats import SeatMark, mark_seat

if TYPE_CHECKING:
    from game.archive.game import Game


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a dispatch."""

    seat: str
    """Who answered."""
    mark: SeatMark
    """How that seat is shown."""
    label: str
    """The answer."""
    silent: bool
    """Whether nobody answered, so that silence chose it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A dispatch that came in some turn."""

    turn: int
    """The turn."""
    date: str
    """The turn's date."""
    mark: SeatMark
    """Who sent it."""
    title: str
    """Its heading."""
    text: str
    """What it says; an inserted value that the seat may not know is left out."""
    asks: bool
    """Whether it wants an answer."""
    replies: tuple[Reply, ...]
    """What was answered, where it has been."""

    def tells(self, words: str) -> bool:
        """Tell whether each of some words occurs in it, whatever their case."""
        replies = (f"{reply.mark.label} {reply.label}" for reply in self.replies)
        parts = (self.date, f"turn {self.turn}", self.mark.label, self.title, self.text, *replies)
        whole = " ".join(parts).casefold()
        return all(word in whole for word in words.casefold().split())


def list_letters(game: Game) -> tuple[Letter, ...]:
    """Return all dispatches of a game, those of the open turn first."""
    openings = [turn.opening for turn in game.turns]
    if not game.over:
        openings.append(game.opening)
    return tuple(letter for opening in reversed(openings) for letter in letters_of(game, opening))


def letters_of(game: Game, opening: Opening) -> tuple[Letter, ...]:
    """Return what came in one turn: first what asks for an answer, then the rest."""
    point = Standpoint(game.rules, opening, view_opening(game.rules, opening, game.seat))
    told = [each for each in _occurred(game, opening) if game.seat in each.to]
    told.sort(key=lambda each: not _asks(each))
    return tuple(_letter(game, opening.turn, each, point) for each in told)


def _asks(told: Event | Inject) -> bool:
    return isinstance(told, Event) and bool(told.option)


def _occurred(game: Game, opening: Opening) -> list[Event | Inject]:
    events = {game.rules.events[index].id for index in opening.occurred}
    injects = {game.rules.injects[index].id for index in opening.injects}
    scenario = game.rules.scenario
    return [
        *(event for event in scenario.event if event.id in events),
        *(inject for inject in scenario.inject if inject.id in injects),
    ]


def _letter(game: Game, turn: int, told: Event | Inject, point: Standpoint) -> Letter:
    sender = told.from_ if isinstance(told, Event) else None
    return Letter(
        turn=turn,
        date=game.date_of(turn),
        mark=mark_seat(game.rules.scenario, sender),
        title=told.label or told.id,
        text=" ".join(point.write(told.text).split()),
        asks=_asks(told),
        replies=_replies(game, told, turn) if isinstance(told, Event) else (),
    )


def _replies(game: Game, event: Event, turn: int) -> tuple[Reply, ...]:
    """Return the first answers that were given to an event since a turn."""
    labels = {option.id: option.label or option.id for option in event.option}
    for report in game.reports[turn - 1 :]:
        found = tuple(
            Reply(
                seat=answer.seat,
                mark=mark_seat(game.rules.scenario, answer.seat),
                label=labels.get(answer.option, answer.option),
                silent=answer.silent,
            )
            for answer in report.answers
            if answer.event == event.id
        )
        if found:
            return found
    return ()
