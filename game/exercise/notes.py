"""Notes on moments that matter, and the short survey after the exercise."""

from __future__ import annotations

from typing import Final

from game.errors import ExerciseError, NotAllowed
from game.exercise.exercise import Exercise
from game.exercise.payloads import NoteAdded, SurveyAnswered
from game.exercise.readers import CONTROL, Reader, of_seats

QUESTIONS: Final[dict[str, str]] = {
    "decision": "Which decision of yours mattered most, and why did you take it?",
    "surprise": "What surprised you?",
    "missing": "What did you lack: information, time, means?",
    "keep": "What should the next exercise keep?",
    "change": "What should it change?",
}
"""The questions of the survey by their keys."""


def star(
    exercise: Exercise,
    actor: Reader,
    text: str,
    objective: str | None = None,
    about: int | None = None,
    world: str = "",
) -> None:
    """Note a moment for the hot wash.

    Args:
        exercise: Which exercise.
        actor: White.
        text: What is noteworthy.
        objective: The objective that it bears on.
        about: The number of the entry that it is about.
        world: The world.

    Raises:
        NotAllowed: Who asks is neither.
        ExerciseError: There is no such objective.
    """
    with exercise.change(actor) as change:
        if actor.role != "white":
            raise NotAllowed("only white keeps notes in the log")
        known = [entry.id for entry in change.standing.configuration.objectives]
        if objective is not None and objective not in known:
            listed = ", ".join(known) or "none"
            raise ExerciseError(f"there is no objective {objective[:60]!r}; there are {listed}")
        note = NoteAdded(text=text, author=actor.name, objective=objective, about=about)
        change.append(note, CONTROL, world, caused_by=about)


def answer_survey(exercise: Exercise, reader: Reader, answers: dict[str, str]) -> None:
    """Answer the survey, once the exercise runs; the last answers of a seat count.

    Raises:
        ExerciseError: There is no such question.
        NotAllowed: Who asks is neither a seat nor an observer, or it has not begun.
    """
    with exercise.change(reader) as change:
        if reader.role not in ("seat", "observer"):
            raise NotAllowed("the survey is for participants and observers")
        if change.standing.progress == "prepared":
            raise NotAllowed("the exercise has not begun")
        strange = sorted(set(answers) - set(QUESTIONS))
        if strange:
            raise ExerciseError(f"the survey has no question {strange[0][:60]!r}")
        audience = of_seats(reader.world, [reader.seat]) if reader.seat else CONTROL
        change.append(SurveyAnswered(answers=answers), audience, reader.world)
