"""`buffer-state exercise preflight`: whether this machine can carry the exercise."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.exercise.output import add_format, add_port, print_json, print_table
from game.commands.status import DONE, FOUND

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    add_port(parser, "where people are to join (default: 8000)")
    add_format(parser)


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Print the checks; 1 if one is bad."""
    from game.exercise.exercise import Exercise
    from game.exercise.preflight import inspect_host

    checks = list(inspect_host(Exercise.find(store, options.exercise), options.port))
    if options.format == "json":
        print_json([{"name": c.name, "grade": c.grade, "text": c.text} for c in checks])
    else:
        print_table([(check.grade, check.name, check.text) for check in checks])
    return FOUND if any(check.grade == "bad" for check in checks) else DONE
