"""`buffer-state explain`: the atlas of a scenario's rules, or all about one entry."""

from __future__ import annotations

import argparse
import sys

from game.commands.status import DONE

FORMATS = ("text", "markdown", "html", "mermaid")
"""In which forms the atlas can be had."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("scenario", help="id or path")
    parser.add_argument(
        "name", nargs="?", metavar="NAME",
        help="a variable, order, event or other entry: its name, its label or KIND/NAME",
    )  # fmt: skip
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--difficulty", help="a difficulty of the scenario")
    parser.add_argument("--language", help="a language of its texts, such as be")


def carry_out(options: argparse.Namespace) -> int:
    """Print the atlas."""
    from game.atlas import draw_atlas
    from game.scenario.load import load_scenario

    atlas = draw_atlas(load_scenario(options.scenario, options.difficulty, options.language))
    article = atlas.pick(options.name) if options.name else None
    match options.format:
        case "markdown":
            from game.atlas.markdown import write_markdown as write
        case "html":
            from game.atlas.page import write_page as write
        case "mermaid":
            from game.atlas.mermaid import write_mermaid as write
        case _:
            from game.atlas.plain import write_text as write
    sys.stdout.write(write(atlas, article))
    return DONE
