"""`buffer-state exercise report`: the after-action report, or a replay."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.exercise import Exercise
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument(
        "--output", metavar="FILE", help="where it goes, as .md or .html (default: shown)"
    )
    parser.add_argument("--format", choices=("md", "html"), help="if the name does not say it")
    parser.add_argument(
        "--replay", metavar="WORLD/SEAT", help="step by step, with what this seat knew, instead"
    )


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Write the report or print the replay."""
    from game.archive.writing import write_whole
    from game.exercise.exercise import Exercise
    from game.exercise.review.report import render_report

    exercise = Exercise.find(store, options.exercise)
    if options.replay:
        print_replay(exercise, options.replay)
        return DONE
    ending = Path(options.output).suffix if options.output else ""
    form = options.format or ("html" if ending in (".html", ".htm") else "md")
    text = render_report(exercise, form)
    if options.output:
        write_whole(Path(options.output), text.encode("utf-8"))
        print(f"The report is in {options.output}.")
    else:
        print(text, end="")
    return DONE


def print_replay(exercise: Exercise, who: str) -> None:
    """Print the log step by step; what the seat could not read is marked."""
    from game.exercise.account import give_account
    from game.exercise.names import Names
    from game.exercise.review.replay import list_steps
    from game.exercise.script import find_reader

    reader = find_reader(exercise, who)
    steps, names = list_steps(exercise, reader, reader.world), Names(exercise)
    for step in steps:
        minutes, seconds = divmod(int(step.elapsed), 60)
        lines = give_account(step.event, names) or [step.event.type]
        mark = " " if step.known else "×"
        for line in lines:
            print(f"{step.event.seq:5} {minutes:4}:{seconds:02} {mark} {line}")
