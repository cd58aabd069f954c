"""`buffer-state exercise rehearse`: a copy, played by bots."""

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
    """Print how the copy went; 1 if an inject never came."""
    from dataclasses import asdict

    from game.exercise.exercise import Exercise
    from game.exercise.rehearsal import rehearse

    found = rehearse(Exercise.find(store, options.exercise))
    if options.format == "json":
        print_json(asdict(found))
        return FOUND if found.dead else DONE
    for world, turns in found.turns.items():
        print(f"World {world}: {turns} turns, {found.endings[world]}.")
    print(f"With every phase at its length it takes {found.seconds / 60:.0f} minutes.")
    for name, where in found.sent.items():
        print(f"Inject {name}: came first in {where}.")
    for name, why in found.dead.items():
        print(f"Inject {name}: never came; {why}.")
    return FOUND if found.dead else DONE
