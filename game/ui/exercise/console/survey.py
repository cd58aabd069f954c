"""The survey of seats and observers: open it, close it."""

from __future__ import annotations

from game.errors import NotAllowed
from game.exercise.survey import close_survey, open_survey
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.exercise.words import count_of


async def switch(white: White, at: Sight) -> None:
    """Open the survey, or close it."""
    turnout = at.view.turnout
    answered = (
        f"{turnout.seats} of {count_of(turnout.teams, 'seat')} and "
        f"{count_of(turnout.observers, 'observer')} have answered."
    )
    if turnout.open:
        if await white.confirm("CLOSE THE SURVEY?", answered, done="close it"):
            white.act("No more answers are taken.", close_survey, seen=at.shown)
        return
    known = "Seats and observers are asked; the last answers of each count."
    if await white.confirm("OPEN THE SURVEY?", known, answered, done="open it"):
        white.act("Seats and observers can answer.", open_survey, seen=at.shown)


def check_begun(at: Sight) -> None:
    """Refuse a survey of what has not begun, or does not count."""
    if at.view.progress == "prepared" or at.view.practising:
        raise NotAllowed("the exercise has not begun")


DEEDS: Deeds = {"survey": Deed(switch, check_begun)}
