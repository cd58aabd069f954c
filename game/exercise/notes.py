"""Notes of white and of analysts on moments that matter; the hot wash begins with them."""

from __future__ import annotations

from game.errors import ExerciseError, NotAllowed
from game.exercise.exercise import Exercise
from game.exercise.payloads import NoteAdded
from game.exercise.readers import CONTROL, Reader, describe


def star(
    exercise: Exercise,
    actor: Reader,
    text: str,
    objective: str | None = None,
    about: int | None = None,
    world: str = "",
) -> None:
    """Note a moment for the hot wash; white and analysts read it, nobody else.

    Args:
        exercise: Which exercise.
        actor: White or an analyst.
        text: What is noteworthy.
        objective: The objective that it bears on.
        about: The number of the entry that it is about.
        world: The world.

    Raises:
        NotAllowed: Who asks is neither.
        ExerciseError: There is no such objective or entry.
    """
    with exercise.change(actor) as change:
        if not actor.omniscient:
            raise NotAllowed(f"only white and analysts keep notes, not {describe(actor)}")
        known = [entry.id for entry in change.standing.configuration.objectives]
        if objective is not None and objective not in known:
            listed = ", ".join(known) or "none"
            raise ExerciseError(f"there is no objective {objective[:60]!r}; there are {listed}")
        if about is not None and not 1 <= about <= change.standing.seq:
            raise ExerciseError(f"the log has no entry {about}; its last is {change.standing.seq}")
        note = NoteAdded(text=text, author=actor.name, objective=objective, about=about)
        change.append(note, CONTROL, world, caused_by=about)
