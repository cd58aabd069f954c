"""`buffer-state exercise show`: where an exercise stands, for white or as somebody sees it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game.commands.exercise.output import add_format, print_json, print_table
from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.exercise import Exercise
    from game.exercise.readers import Reader
    from game.exercise.store import Store
    from game.exercise.white import WhiteView


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument(
        "--as", dest="who", default="white", metavar="WHO",
        help="white, observer, projector or WORLD/SEAT (default: white)",
    )  # fmt: skip
    add_format(parser)


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Print where it stands."""
    from game.exercise.exercise import Exercise
    from game.exercise.script import find_reader

    exercise = Exercise.find(store, options.exercise)
    reader = find_reader(exercise, options.who)
    if reader.omniscient:
        show_white(exercise, reader, options.format)
    else:
        show_other(exercise, reader, options.format)
    return DONE


def show_white(exercise: Exercise, reader: Reader, form: str) -> None:
    """Print what white sees."""
    from game.exercise.white import white_view

    view = white_view(exercise, reader)
    if form == "json":
        print_json(describe(view))
        return
    state = "paused" if view.paused and view.progress == "running" else view.progress
    print(f"{view.title}: {state}, {view.elapsed / 60:.0f} minutes of exercise time.")
    if view.turnout.open:
        turnout = view.turnout
        print(
            f"The survey is open: {turnout.seats} of {turnout.teams} seats and "
            f"{turnout.observers} observers have answered."
        )
    for world in view.worlds:
        left = "" if world.remaining is None else f", {world.remaining / 60:.1f} minutes left"
        stand = f"ended: {world.ending}" if world.over else f"{world.phase or 'not begun'}{left}"
        turn = "a practice turn" if view.practising else f"turn {world.turn} of {view.turns}"
        print(f"\n{world.label} ({world.id}): {turn}, {world.date}, {stand}.")
        print_table([("seat", "played by", "there", "orders")] + [
            (s.seat, s.kind, "yes" if s.connected else "no",
             "in" if s.submitted else s.decided or ("draft" if s.drafted else "none"))
            for s in world.seats
        ])  # fmt: skip
    for item in view.queue:
        print(f"\nWaiting in {item.world}: {item.kind} {item.ref}: {item.text}")


def describe(view: WhiteView) -> dict[str, Any]:
    """Return what white sees as plain data; the log is left to `export`."""
    from dataclasses import replace

    from game.exercise.script import plain

    described: dict[str, Any] = plain(replace(view, log=()))
    described.pop("log")
    return described


def show_other(exercise: Exercise, reader: Reader, form: str) -> None:
    """Print what a reader sees who is not white."""
    from game.exercise.publicity import public_view
    from game.exercise.script import plain
    from game.exercise.summary import catch_up

    news = catch_up(exercise, reader, 0)
    if form == "json":
        seen = plain(public_view(exercise, reader)) if reader.role != "seat" else {}
        print_json({**seen, "news": news})
        return
    for line in news:
        print(line)
