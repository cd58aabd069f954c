"""`buffer-state exercise resolve`: clocks, injects and resolutions without a host."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument("--once", action="store_true", help="do what is due now, and end")


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Do what is due, once or until it is interrupted."""
    import sys
    import threading

    from game.exercise.exercise import Exercise
    from game.exercise.resolver import Resolver, tick

    exercise = Exercise.find(store, options.exercise)
    if options.once:
        print(f"Done: {tick(exercise)}.")
        return DONE
    print("Clocks, injects and resolutions run here; Ctrl+C ends it.", flush=True)
    stop = threading.Event()
    try:
        Resolver(exercise, tell=lambda text: print(text, file=sys.stderr, flush=True)).run(stop)
    except KeyboardInterrupt:
        stop.set()
    return DONE
