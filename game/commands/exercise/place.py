"""Which exercise a command is about."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.exercise.exercise import Exercise


def add_place(parser: argparse.ArgumentParser) -> None:
    """Declare the exercise and its store."""
    parser.add_argument("exercise", help="the exercise's id")
    parser.add_argument(
        "--store", metavar="URL",
        help="where exercises are kept: a file, or postgresql://… (default: $BUFFER_STATE_STORE, "
        "else a file of your own)",
    )  # fmt: skip


@contextmanager
def open_exercise(options: argparse.Namespace) -> Iterator[Exercise]:
    """Give the exercise that was named, and let go of its store at the end.

    Raises:
        BufferStateError: There is none, or a library is missing.
    """
    try:
        from game.exercise.store import Store
    except ImportError as error:
        raise BufferStateError(
            f"exercises need the library {error.name}: pip install 'buffer-state[exercise]'"
        ) from error
    with Store.open(options.store) as store:
        yield store.exercise(options.exercise)
