"""Libraries that an extra of the package brings, and what to do where they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from game.errors import ExerciseError


@contextmanager
def needed_for(what: str, extra: str = "exercise") -> Iterator[None]:
    """Import libraries of an extra within; where one is missing, say how to install it.

    Args:
        what: What needs them, as the beginning of a sentence in the plural.
        extra: The extra that brings them.

    Raises:
        ExerciseError: One of them cannot be imported.
    """
    try:
        yield
    except ImportError as error:
        library = (error.name or "a library").partition(".")[0]
        raise ExerciseError(
            f"{what} need {library}, which is not installed: pip install 'buffer-state[{extra}]'"
        ) from error
