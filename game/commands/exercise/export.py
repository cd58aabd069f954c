"""`buffer-state exercise export`: the log and tidy tables with a codebook."""

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
    parser.add_argument("folder", metavar="DIR", help="where the files go")
    parser.add_argument("--format", choices=("csv", "parquet", "jsonl"), default="csv")
    parser.add_argument(
        "--as", dest="who", default="analyst", metavar="WHO",
        help="whose knowledge: analyst (everything), observer, projector or WORLD/SEAT",
    )  # fmt: skip


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Write the files and print their names."""
    from game.exercise.exercise import Exercise
    from game.exercise.review.export import export
    from game.exercise.script import find_reader

    exercise = Exercise.find(store, options.exercise)
    reader = find_reader(exercise, options.who)
    for path in export(exercise, reader, Path(options.folder), options.format):
        print(path)
    return DONE
