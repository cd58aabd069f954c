"""`buffer-state exercise packs`: what is printed before an exercise."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.status import DONE
from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.exercise.codes import Code
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument("folder", metavar="DIR", help="where the pages go")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="where people join")
    parser.add_argument(
        "--codes", metavar="FILE", help="the codes, as `new` or `renew` has handed them out"
    )


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Write the packs as HTML for A4 paper."""
    from game.exercise.exercise import Exercise
    from game.exercise.packs import write_packs

    exercise = Exercise.find(store, options.exercise)
    codes = read_codes(options.codes)
    for path in write_packs(exercise, Path(options.folder), options.address, codes):
        print(path)
    return DONE


def read_codes(path: str | None) -> list[Code]:
    """Return the codes of a file that `new` or `renew` has written.

    Raises:
        BufferStateError: The file holds none.
    """
    import json

    from game.commands.files import read_text
    from game.exercise.codes import Code

    if path is None:
        return []
    try:
        return [Code(**entry) for entry in json.loads(read_text(path))["codes"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BufferStateError(
            f"{path} holds no codes; it should be what `exercise new --codes` has written"
        ) from error
