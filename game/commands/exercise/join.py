"""`buffer-state exercise join`: a seat, the projector or another place, in this terminal."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument("--code", default="", help="the code on the card; without it you are asked")


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Take the place."""
    from game.exercise.exercise import Exercise
    from game.ui.exercise.launch import open_join

    return open_join(Exercise.find(store, options.exercise), options.code)
