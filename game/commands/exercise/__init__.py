"""`buffer-state exercise`: what a facilitator does, one module for each command below it.

A module has `add_arguments(parser)` and `carry_out(options, store) -> exit status`, where `store`
is open.
"""

from __future__ import annotations

import argparse
from types import ModuleType

SUBCOMMANDS = {
    "new": "prepare an exercise and hand out its codes",
    "renew": "draw new codes where the old ones are lost",
    "list": "list the exercises of a store",
    "msel": "write the list of injects as a spreadsheet, or read it from one",
    "packs": "print cards, briefings, control sheet and order forms",
    "preflight": "look whether this machine can carry it",
    "rehearse": "play a copy with bots",
    "act": "act as white or as a seat, from the command line or a script",
    "show": "show where it stands, for white or as somebody else sees it",
    "resolve": "run clocks, injects and resolutions without a host",
    "serve": "serve seats in browsers, and run the clock",
    "control": "open white's console in this terminal",
    "join": "take a place in this terminal, by its code",
    "report": "write the after-action report, or replay it for a seat",
    "export": "write the log and tidy tables with a codebook",
    "verify": "check the log and play every turn again",
}
"""Every command below `exercise` with what it does."""


def find_subcommand(name: str) -> ModuleType:
    """Return the module of a command below `exercise`."""
    from importlib import import_module

    return import_module(f"game.commands.exercise.{name}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the commands below this one."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about in SUBCOMMANDS.items():
        command = commands.add_parser(name, help=about)
        command.add_argument(
            "--store", metavar="URL",
            help="sqlite:///FILE, a file, or postgresql://… (default: $BUFFER_STATE_STORE, "
            "else a file of yours)",
        )  # fmt: skip
        module = find_subcommand(name)
        module.add_arguments(command)
        command.set_defaults(below=module.carry_out, makes_store=name == "new")


def carry_out(options: argparse.Namespace) -> int:
    """Open the store and carry out the command below."""
    from game.exercise.store import Store

    with Store.open(options.store, make=options.makes_store) as store:
        status: int = options.below(options, store)
        return status
