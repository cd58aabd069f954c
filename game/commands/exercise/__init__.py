"""`buffer-state exercise`: what a facilitator does, one module for each command below it.

A module has `add_arguments(parser)` and `carry_out(options, store) -> exit status`, where `store`
is open.
"""

from __future__ import annotations

import argparse
from types import ModuleType

SUBCOMMANDS = {
    "serve": "serve seats in browsers, and run the clock",
    "control": "open white's console in this terminal",
    "join": "take a place in this terminal, by its code",
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
        command.set_defaults(below=module.carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Open the store and carry out the command below."""
    from game.exercise.store import Store

    with Store.open(options.store) as store:
        status: int = options.below(options, store)
        return status
