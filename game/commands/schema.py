"""`buffer-state schema`: the JSON Schema of scenario files, for editors and linters."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "scenario", nargs="?", help="id or path; its names are then the only ones that will do"
    )
    parser.add_argument("--output", metavar="FILE", help="write it there instead of printing it")


def carry_out(options: argparse.Namespace) -> int:
    """Print or write the schema."""
    from game.scenario.schema import collect_names, fit_schema, write_schema

    if options.scenario is None:
        schema = fit_schema(write_schema())
    else:
        from game.scenario.source import read_bundle

        bundle = read_bundle(options.scenario)
        schema = fit_schema(
            write_schema(),
            collect_names(bundle),
            repeats=any(re.search(r"\beach\s*=", file.text) for file in bundle.files),
            is_variant=any(file.base for file in bundle.files),
        )
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    if options.output:
        from game.commands.files import write_file

        write_file(Path(options.output), text)
    else:
        print(text, end="")
    return DONE
