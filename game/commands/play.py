"""`buffer-state play`: a game on the screens, or as lines and prompts."""

from __future__ import annotations

import argparse
import re

from game.errors import BufferStateError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    from game.ui.settings.model import THEME

    themes = THEME.values
    parser.add_argument("scenario", nargs="?", help="id or path; without it the title opens")
    parser.add_argument("--seed", help="a whole number, or letters such as 7K2B-1X0Q")
    parser.add_argument("--difficulty", help="a difficulty of the scenario")
    parser.add_argument(
        "--language", type=read_language, help="a language of its texts, such as be"
    )
    parser.add_argument("--seat", help="the seat to play; without it the scenario's own")
    parser.add_argument(
        "--policy", action="append", default=[], metavar="SEAT=NAME",
        help="who plays another seat, such as moscow=planner (default: the scenario's weights)",
    )  # fmt: skip
    parser.add_argument(
        "--mode", choices=("sandbox", "standard", "ironman"), default="standard",
        help="how freely turns can be taken back (default: standard)",
    )  # fmt: skip
    parser.add_argument("--saves", metavar="DIR", help="the folder of the saves")
    parser.add_argument("--load", metavar="FILE", help="go on with a save")
    parser.add_argument(
        "--watch", action="store_true",
        help="read the scenario again whenever its files are saved, for authors",
    )  # fmt: skip
    parser.add_argument(
        "--theme", choices=themes, metavar="NAME",
        help=f"the colours, for this game: {', '.join(themes)} (default: your settings)",
    )  # fmt: skip
    parser.add_argument("--ascii", action="store_true", help="shapes that every font has")
    parser.add_argument("--reduced-motion", action="store_true", help="nothing moves by itself")
    parser.add_argument(
        "--plain", action="store_true", help="as lines and prompts, for pipes and screen readers"
    )


def read_language(text: str) -> str:
    """Return a language as files of translations are named by it.

    Raises:
        ArgumentTypeError: It cannot be one.
    """
    if not re.fullmatch(r"[a-z]{2,3}", text):
        told = f"{text[:40]!r} is no language; give two or three letters, such as be"
        raise argparse.ArgumentTypeError(told)
    return text


def carry_out(options: argparse.Namespace) -> int:
    """Open the screens, or the lines of `--plain`."""
    if options.watch and (options.plain or options.load or not options.scenario):
        raise BufferStateError("--watch takes a scenario's id or path, and the screens")
    if options.plain:
        from game.plain import play_plain

        return play_plain(options)
    from game.ui.launch import launch

    return launch(options)
