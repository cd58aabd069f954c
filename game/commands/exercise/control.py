"""`buffer-state exercise control`: white's console in this terminal."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument(
        "--name", default="", metavar="INITIALS", help="who you are, as the log names you"
    )


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Open the console."""
    from game.exercise.exercise import Exercise
    from game.ui.exercise.launch import open_console

    return open_console(Exercise.find(store, options.exercise), options.name[:20])
