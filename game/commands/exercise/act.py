"""`buffer-state exercise act`: act as white or as a seat, so that an exercise can be scripted."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from game.commands.exercise.output import print_json
from game.commands.status import DONE
from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    parser.add_argument("do", nargs="?", metavar="ACT", help="such as start, move-on, submit")
    parser.add_argument(
        "given", nargs="*", metavar="KEY=VALUE",
        help='what the act takes; a value is JSON or plain text, such as plan={"orders":["x"]}',
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="who", default="white", metavar="WHO",
        help="white, white:INITIALS or WORLD/SEAT (default: white)",
    )  # fmt: skip
    parser.add_argument("--script", metavar="FILE", help="many acts, a JSON object a line")


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Act, or play a script of acts."""
    from game.commands.files import read_text
    from game.exercise.exercise import Exercise
    from game.exercise.script import ACTS, act, play_script

    exercise = Exercise.find(store, options.exercise)
    if options.script:
        lines = read_text(options.script).splitlines()
        print(f"{play_script(exercise, lines, options.script)} acts were played.")
        return DONE
    if not options.do:
        raise BufferStateError(f"name an act: {', '.join(ACTS)}")
    result = act(exercise, options.who, options.do, dict(read_pair(each) for each in options.given))
    if result is not None:
        print_json(result)
    return DONE


def read_pair(text: str) -> tuple[str, Any]:
    """Return the key and the value of `KEY=VALUE`.

    Raises:
        BufferStateError: There is no `=`.
    """
    key, sign, value = text.partition("=")
    if not sign:
        raise BufferStateError(f"{text[:60]!r} is no KEY=VALUE")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value
