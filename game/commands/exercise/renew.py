"""`buffer-state exercise renew`: draw new codes where the old ones are lost."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.exercise.output import add_codes, add_format, hand_out
from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    add_codes(parser)
    add_format(parser)


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Draw new codes for all seats and roles; the old ones are dead, who sits there stays."""
    from game.exercise.codes import renew_codes
    from game.exercise.exercise import Exercise
    from game.exercise.readers import WHITE

    exercise = Exercise.find(store, options.exercise)
    hand_out(options, exercise.id, "has new codes", lambda: renew_codes(exercise, WHITE))
    return DONE
