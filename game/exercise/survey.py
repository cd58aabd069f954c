"""The short survey: white opens and closes it, participants and observers answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.errors import ExerciseError, NotAllowed
from game.exercise.colleagues import refuse_overtaken
from game.exercise.exercise import Exercise
from game.exercise.payloads import SurveyAnswered, SurveyClosed, SurveyOpened
from game.exercise.readers import CONTROL, PUBLIC, Reader, of_seats, require_white
from game.exercise.standing import Standing

QUESTIONS: Final[dict[str, str]] = {
    "decision": "Which decision of yours mattered most, and why did you take it?",
    "surprise": "What surprised you?",
    "missing": "What did you lack: information, time, means?",
    "keep": "What should the next exercise keep?",
    "change": "What should it change?",
}
"""The questions of the survey by their keys."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have answered the survey."""

    open: bool
    """Whether it takes answers."""
    seats: int
    """How many seats of teams have answered."""
    teams: int
    """How many there are, without those that a bot plays now, unless they have answered."""
    observers: int
    """How many observers have answered."""


def count_answers(standing: Standing) -> Turnout:
    """Return how many have answered."""
    teams = set(standing.configuration.all_teams())
    here = {(world, seat) for world, seat in teams if seat not in standing.worlds[world].bots}
    seats = standing.answered & teams
    observers = sum(seat.startswith("observer") for _, seat in standing.answered - teams)
    return Turnout(standing.survey, len(seats), len(here | seats), observers)


def open_survey(exercise: Exercise, white: Reader, seen: int | None = None) -> None:
    """Let participants and observers answer, from the beginning to long after the end.

    Raises:
        NotAllowed: Who asks is not white, the exercise has not begun, or it is open.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, SurveyOpened, SurveyClosed)
        if change.standing.progress == "prepared" or change.standing.practising:
            raise NotAllowed("the exercise has not begun")
        if change.standing.survey:
            raise NotAllowed("the survey is open already")
        change.append(SurveyOpened(), PUBLIC)


def close_survey(exercise: Exercise, white: Reader, seen: int | None = None) -> None:
    """Take no more answers; it can be opened again.

    Raises:
        NotAllowed: Who asks is not white, or it is not open.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, SurveyOpened, SurveyClosed)
        if not change.standing.survey:
            raise NotAllowed("the survey is not open")
        change.append(SurveyClosed(), PUBLIC)


def answer_survey(exercise: Exercise, reader: Reader, answers: dict[str, str]) -> None:
    """Answer the survey while it is open; the last answers of each count.

    Observers share a code, so each is told from the others by the name of their reader.

    Raises:
        ExerciseError: There is no such question.
        NotAllowed: Who asks is neither a seat nor an observer, or white has not opened it.
    """
    with exercise.change(reader) as change:
        if reader.role not in ("seat", "observer"):
            raise NotAllowed("the survey is for participants and observers")
        if not change.standing.survey:
            raise NotAllowed("white has not opened the survey")
        strange = sorted(set(answers) - set(QUESTIONS))
        if strange:
            raise ExerciseError(f"the survey has no question {strange[0][:60]!r}")
        audience = of_seats(reader.world, [reader.seat]) if reader.seat else CONTROL
        change.append(SurveyAnswered(answers=answers), audience, reader.world)
