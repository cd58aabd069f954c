"""`buffer-state exercise list`: the exercises of a store."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.exercise.output import add_format, print_json, print_table
from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_format(parser)


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Print the exercises, the newest first."""
    entries = store.exercises()
    if options.format == "json":
        print_json(
            [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "created": entry.created.isoformat(),
                    "entries": entry.entries,
                }
                for entry in entries
            ]
        )
    elif entries:
        print_table(
            [
                (each.id, f"{each.created:%Y-%m-%d %H:%M}", f"{each.entries} entries", each.title)
                for each in entries
            ]
        )
    else:
        print("There is no exercise yet; `buffer-state exercise new` prepares one.")
    return DONE
