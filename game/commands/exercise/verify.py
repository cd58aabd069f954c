"""`buffer-state exercise verify`: check the log and play every turn again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.exercise.output import add_format, print_json
from game.commands.status import DONE, FOUND

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    add_format(parser)


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Print what was found; 1 if something does not hold."""
    from dataclasses import asdict

    from game.exercise.exercise import Exercise
    from game.exercise.verification import verify

    verdict = verify(Exercise.find(store, options.exercise))
    if options.format == "json":
        print_json(asdict(verdict))
    else:
        for problem in verdict.problems:
            print(problem)
        found = f"{len(verdict.problems)} problems" if verdict.problems else "all holds"
        print(f"{verdict.entries} entries, {verdict.turns} turns played again: {found}.")
    return FOUND if verdict.problems else DONE
