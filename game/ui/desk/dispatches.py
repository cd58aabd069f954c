"""The dispatches of a turn: what occurred, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui.desk.position import Position
from game.ui.desk.seats import SeatMark, mark_seat


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A message on the desk."""

    title: str
    """What it is about."""
    mark: SeatMark
    """Who sends it."""
    text: str
    """What it says."""
    asks: bool
    """Whether it waits for an answer."""


def list_dispatches(position: Position) -> tuple[Dispatch, ...]:
    """Return what came in at the opening: demands first, then what just happened."""
    scenario = position.scenario
    asked = [
        _tell(position, event.label or event.id, event.from_, event.text, True)
        for event, _ in position.demands
    ]
    known = {event.id for event, _ in position.demands}
    occurred = {position.rules.events[index].id for index in position.opening.occurred} - known
    told = [
        _tell(position, event.label or event.id, event.from_, event.text, False)
        for event in scenario.event
        if event.id in occurred and position.seat in event.to
    ]
    prepared = {position.rules.injects[index].id for index in position.opening.injects}
    told.extend(
        _tell(position, inject.label or inject.id, None, inject.text, False)
        for inject in scenario.inject
        if inject.id in prepared and position.seat in inject.to
    )
    return (*asked, *told)


def _tell(position: Position, title: str, sender: str | None, text: object, asks: bool) -> Dispatch:
    words = position.standpoint.write(text)  # type: ignore[arg-type]
    return Dispatch(title, mark_seat(position.scenario, sender), words, asks)
