"""The dispatches that reached a seat, turn by turn, with what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.standpoint import Standpoint
from game.engine import Opening
from game.engine.view import view_opening
from game.scenario.models import Event, Inject

if TYPE_CHECKING:
    from game.archive.game import Game


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a dispatch."""

    seat: str
    """Who answered."""
    label: str
    """The answer."""
    silent: bool
    """Whether nobody answered, so that silence chose it."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Something that was told to the seat."""

    turn: int
    """The turn in which it came."""
    date: str
    """The turn's date."""
    sender: str | None
    """The seat that sent it, if one did."""
    title: str
    """Its heading."""
    text: str
    """What it says; an inserted value that the seat may not know is left out."""
    replies: tuple[Reply, ...] = ()
    """What was answered, when it has been."""

    def tells(self, words: str) -> bool:
        """Tell whether every one of some words occurs in it, whatever their case."""
        replies = (f"{reply.seat} {reply.label}" for reply in self.replies)
        whole = " ".join((self.date, self.sender or "", self.title, self.text, *replies)).lower()
        return all(word in whole for word in words.lower().split())


def list_dispatches(game: Game) -> tuple[Dispatch, ...]:
    """Return all dispatches of a game, those of the open turn first."""
    openings = [turn.opening for turn in game.turns]
    if not game.over:
        openings.append(game.opening)
    return tuple(
        dispatch for opening in reversed(openings) for dispatch in dispatches_of(game, opening)
    )


def dispatches_of(game: Game, opening: Opening) -> tuple[Dispatch, ...]:
    """Return what came in one turn: first what asks for an answer, then the rest."""
    point = Standpoint(game.rules, opening, view_opening(game.rules, opening, game.seat))
    told = [each for each in _occurred(game, opening) if game.seat in each.to]
    told.sort(key=lambda each: not getattr(each, "option", ()))
    return tuple(_dispatch(game, opening.turn, each, point) for each in told)


def _occurred(game: Game, opening: Opening) -> list[Event | Inject]:
    events = {game.rules.events[index].id for index in opening.occurred}
    injects = {game.rules.injects[index].id for index in opening.injects}
    scenario = game.rules.scenario
    return [
        *(event for event in scenario.event if event.id in events),
        *(inject for inject in scenario.inject if inject.id in injects),
    ]


def _dispatch(game: Game, turn: int, told: Event | Inject, point: Standpoint) -> Dispatch:
    return Dispatch(
        turn=turn,
        date=game.date_of(turn),
        sender=told.from_ if isinstance(told, Event) else None,
        title=told.label or told.id,
        text=" ".join(point.write(told.text).split()),
        replies=_replies(game, told, turn) if isinstance(told, Event) else (),
    )


def _replies(game: Game, event: Event, turn: int) -> tuple[Reply, ...]:
    """Return the first answers that were given to an event since a turn."""
    labels = {option.id: option.label or option.id for option in event.option}
    for report in game.reports[turn - 1 :]:
        found = tuple(
            Reply(answer.seat, labels.get(answer.option, answer.option), answer.silent)
            for answer in report.answers
            if answer.event == event.id
        )
        if found:
            return found
    return ()
