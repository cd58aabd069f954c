"""Open the screens of an exercise: for a session from the environment, for white, for a code."""

from __future__ import annotations

import os
import sys
from functools import cache, partial

from game.errors import BufferStateError, NotAllowed, StoreError
from game.exercise.exercise import Exercise
from game.exercise.readers import Reader
from game.exercise.sessions import Session, resume
from game.exercise.store import Store
from game.ui.settings.preferences import Preferences

STORE, EXERCISE, TOKEN = "BUFFER_STATE_STORE", "BUFFER_STATE_EXERCISE", "BUFFER_STATE_TOKEN"
"""The names under which the host hands a session to its process."""


@cache
def open_exercise(url: str, name: str) -> Exercise:
    """Return an exercise of a store; what it has worked out before a fork, all seats share."""
    return Exercise.find(Store.open(url, make=False), name)


def open_session() -> int:
    """Be the process of a session that the environment names."""
    from game.ui.exercise.app import open_screen, run_screen

    try:
        exercise = open_exercise(os.environ[STORE], os.environ[EXERCISE])
        session = resume(exercise, os.environ.pop(TOKEN, ""))
    except NotAllowed:
        return 1
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    with exercise.store:
        return run_screen(exercise, partial(open_screen, exercise, session), Preferences())


def open_console(exercise: Exercise, name: str) -> int:
    """Be a facilitator at the store itself.

    Raises:
        BufferStateError: There is no terminal.
    """
    from game.ui.exercise.app import open_screen, run_screen

    require_terminal()
    session = Session("", Reader("white", name=name))
    first = partial(open_screen, exercise, session)
    return run_screen(exercise, first, Preferences.of_player())


def open_join(exercise: Exercise, code: str) -> int:
    """Join from this terminal by a code.

    Raises:
        BufferStateError: There is no terminal.
    """
    from game.ui.exercise.app import run_screen
    from game.ui.exercise.joining import JoinScreen

    require_terminal()
    return run_screen(exercise, lambda: JoinScreen(exercise, code), Preferences.of_player())


def require_terminal() -> None:
    """Refuse where there is nothing to draw on.

    Raises:
        BufferStateError: There is no terminal.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise BufferStateError("there is no terminal here to draw on")
