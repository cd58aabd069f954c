"""`buffer-state exercise msel`: the list of injects as a spreadsheet, both ways."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument("file", metavar="FILE", help="a CSV or XLSX file")
    parser.add_argument(
        "--read", action="store_true", help="take the injects from the file; without it, write it"
    )


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Write the injects with their status, or take them from the file."""
    from game.exercise.exercise import Exercise
    from game.exercise.injects import take_injects
    from game.exercise.msel import read_msel, write_msel
    from game.exercise.readers import WHITE

    exercise = Exercise.find(store, options.exercise)
    path = Path(options.file)
    if options.read:
        count = take_injects(exercise, WHITE, read_msel(path))
        print(f"{count} injects were changed or added.")
        return DONE
    lines = exercise.standing().injects.values()
    write_msel(path, [(line.inject, line.status) for line in lines])
    print(f"{len(lines)} injects are in {path}.")
    return DONE
