"""`buffer-state exercise serve`: the web host, for seats in browsers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.exercise.output import add_port, number_in
from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("exercise", metavar="NAME", help="the exercise")
    add_port(parser, "the port (default: 8000)")
    parser.add_argument(
        "--lan", action="store_true",
        help="let other computers in this network come; without it, this one alone",
    )  # fmt: skip
    parser.add_argument(
        "--sessions", type=number_in(1, 1000), default=40, metavar="N",
        help="how many browsers may be connected at once (default: 40)",
    )  # fmt: skip
    parser.add_argument(
        "--behind-proxy", action="store_true",
        help="a reverse proxy stands in front: believe the address that it names",
    )  # fmt: skip


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Serve until Ctrl+C."""
    from game.exercise.exercise import Exercise
    from game.exercise.extras import needed_for

    exercise = Exercise.find(store, options.exercise)
    with needed_for("web hosts", "web"):
        from game.web.launch import serve
    serve(
        exercise, port=options.port, lan=options.lan, sessions=options.sessions,
        proxied=options.behind_proxy,
    )  # fmt: skip
    return DONE
