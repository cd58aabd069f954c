"""What projectors show: white switches them from the console."""

from __future__ import annotations

from typing import Final

from game.exercise.colleagues import refuse_overtaken
from game.exercise.exercise import Exercise
from game.exercise.payloads import ProjectorSet
from game.exercise.readers import PUBLIC, Reader, require_white

ALL: Final = "*"
"""What stands for all worlds in rows."""


def project(
    exercise: Exercise, white: Reader, show: str = "", dark: bool = False, seen: int | None = None
) -> None:
    """Switch the projectors; whoever stands at one can switch it again there.

    Args:
        exercise: Which exercise.
        white: Who asks.
        show: The world that projectors of all worlds show large, or `*` for all in rows; empty
            for what white wanted last.
        dark: Whether projectors show nothing, those of one world too.
        seen: The last entry that they had seen.

    Raises:
        NotAllowed: Who asks is not white.
        ExerciseError: There is no such world.
        StaleAction: A colleague has switched them since what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, ProjectorSet)
        if show not in ("", ALL):
            change.world(show)
        last = change.standing.projector
        show = show or (last.payload.show if last else "")
        change.append(ProjectorSet(show=show, dark=dark), PUBLIC)
