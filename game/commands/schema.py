"""`buffer-state schema`: the JSON Schema of scenario files, for editors and linters."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "scenario", nargs="?", help="id or path; its names are then the only ones that will do"
    )
    parser.add_argument(
        "--texts", action="store_true", help="that of its translations, with the texts themselves"
    )
    parser.add_argument("--output", metavar="FILE", help="write it there instead of printing it")

    parser.set_defaults(refuse=parser.error)


def carry_out(options: argparse.Namespace) -> int:
    """Print or write the schema."""
    if options.texts and options.scenario is None:
        options.refuse("--texts needs a scenario, whose texts they are")
    text = json.dumps(_write(options), ensure_ascii=False, indent=2) + "\n"
    if options.output:
        from game.commands.files import write_file

        write_file(Path(options.output), text)
    else:
        print(text, end="")
    return DONE


def _write(options: argparse.Namespace) -> dict[str, Any]:
    """Return the schema that is asked for."""
    from game.scenario.schema import collect_names, fit_schema, write_schema, write_text_schema
    from game.scenario.source import read_bundle

    if options.scenario is None:
        return fit_schema(write_schema())
    bundle = read_bundle(options.scenario)
    if options.texts:
        return write_text_schema(bundle)
    return fit_schema(
        write_schema(),
        collect_names(bundle),
        repeats=any(re.search(r"\beach\s*=", file.text) for file in bundle.files),
        is_variant=any(file.base for file in bundle.files),
    )
