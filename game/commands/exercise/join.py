"""`buffer-state exercise join`: a seat, the projector or another place, in this terminal."""

from __future__ import annotations

import argparse

from game.commands.exercise.place import add_place, open_exercise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_place(parser)
    parser.add_argument("--code", default="", help="the code on the card; without it you are asked")


def carry_out(options: argparse.Namespace) -> int:
    """Take the seat."""
    with open_exercise(options) as exercise:
        from game.ui.exercise.launch import open_join

        return open_join(exercise, options.code)
