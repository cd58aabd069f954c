"""`buffer-state exercise control`: white's console in this terminal."""

from __future__ import annotations

import argparse

from game.commands.exercise.place import add_place, open_exercise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_place(parser)
    parser.add_argument(
        "--name", default="", metavar="INITIALS", help="who you are, as the log names you"
    )


def carry_out(options: argparse.Namespace) -> int:
    """Open the console."""
    with open_exercise(options) as exercise:
        from game.ui.exercise.launch import open_console

        return open_console(exercise, options.name[:20])
