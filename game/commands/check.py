"""`buffer-state check`: all problems of scenarios, with line and column."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from game.commands.status import DONE, FOUND, UNUSABLE
from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.commands.inspections import Inspection


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="ids, files or folders")
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text",
        help="for people, for tools, or as annotations of GitHub (default: text)",
    )  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="warnings count as errors do")
    parser.add_argument(
        "--explain", metavar="KEY", help="say what a key means and how it is put right; `all`: each"
    )
    parser.add_argument("--fix", action="store_true", help="rename what has another name now")
    parser.set_defaults(refuse=parser.error)


def carry_out(options: argparse.Namespace) -> int:
    """Print every problem of every scenario; 1 if one keeps it from being played."""
    if options.explain is not None:
        from game.commands.explanation import explain_key

        print(explain_key(options.explain))
        return DONE
    if not options.paths:
        options.refuse("the following arguments are required: PATH")
    from game.commands.inspections import print_github, print_json, print_text

    if options.fix:
        _fix(options.paths)
    inspections = [_inspect(path) for path in options.paths]
    print_all = {"text": print_text, "json": print_json, "github": print_github}[options.format]
    print_all(inspections, sys.stdout)
    for inspection in inspections:
        if inspection.trouble and options.format != "json":
            print(f"buffer-state: {inspection.trouble}", file=sys.stderr)
    return max(_status(inspection, options.strict) for inspection in inspections)


def _inspect(given: str) -> Inspection:
    """Check one scenario."""
    from game.commands.inspections import Inspection, show_path
    from game.scenario.load import check
    from game.scenario.source import read_bundle

    try:
        bundle = read_bundle(given)
    except BufferStateError as error:
        return Inspection(given, (), trouble=str(error))
    problems = check(bundle).problems
    paths = {file.name: show_path(file.path) for file in bundle.files} if problems else {}
    return Inspection(given, tuple(problem.moved_to(paths) for problem in problems))


def _status(inspection: Inspection, strict: bool) -> int:
    if inspection.trouble:
        return UNUSABLE
    counted = ("error", "warning") if strict else ("error",)
    return FOUND if any(inspection.count(severity) for severity in counted) else DONE


def _fix(paths: list[str]) -> None:
    """Rename deprecated keys in the files of scenarios, and say so."""
    from game.commands.fixing import fix_file
    from game.scenario.source import read_bundle

    for given in paths:
        try:
            files = read_bundle(given).files
        except BufferStateError:
            continue  # told when it is checked
        for file in files:
            if not file.base:
                for line in fix_file(file.path):
                    print(line, file=sys.stderr)
