"""`buffer-state check`: all problems of scenarios, with line and column."""

from __future__ import annotations

import argparse
import sys

from game.commands.status import DONE, FOUND, UNUSABLE
from game.errors import BufferStateError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="ids or paths")


def carry_out(options: argparse.Namespace) -> int:
    """Print every problem of every scenario; 1 if there is an error."""
    from game.scenario.load import check
    from game.scenario.source import read_bundle

    status = DONE
    for path in options.paths:
        try:
            bundle = read_bundle(path)
        except BufferStateError as error:
            print(f"buffer-state: {error}", file=sys.stderr)
            status = UNUSABLE
            continue
        checked = check(bundle)
        for problem in checked.problems:
            print(problem.render(), end="\n\n")
        if checked.scenario is None:
            status = max(status, FOUND)
        else:
            print(f"{path}: no errors")
    return status
