"""A practice turn: people try the exercise out, and then all begins as if it had not been.

The log keeps it, between two marks. While it lasts the worlds' luck is another, and no inject
comes by itself, so that it tells nothing of what will be played.
"""

from __future__ import annotations

from game.errors import NotAllowed
from game.exercise.colleagues import COURSE, refuse_overtaken
from game.exercise.drafts import forget_drafts
from game.exercise.exercise import Exercise
from game.exercise.openings import open_phase
from game.exercise.payloads import PracticeEnded, PracticeStarted
from game.exercise.readers import PUBLIC, Reader, require_white


def practise(exercise: Exercise, white: Reader, seen: int | None = None) -> None:
    """Begin a practice turn before the exercise begins.

    Raises:
        NotAllowed: Who asks is not white, or it has begun.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, *COURSE)
        if change.standing.practising:
            raise NotAllowed("a practice turn is played already")
        if change.standing.progress != "prepared":
            raise NotAllowed("the exercise has begun; a practice turn comes before it")
        change.append(PracticeStarted(), PUBLIC)
        for world in change.standing.worlds:
            open_phase(change, world, "brief", 1)


def end_practice(exercise: Exercise, white: Reader, seen: int | None = None) -> None:
    """End the practice turn at any moment; nothing of it counts, and the drafts are forgotten.

    Raises:
        NotAllowed: Who asks is not white, or nothing is practised.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, *COURSE)
        if not change.standing.practising:
            raise NotAllowed("no practice turn is played")
        forget_drafts(change.connection, exercise.id)
        change.append(PracticeEnded(), PUBLIC)
