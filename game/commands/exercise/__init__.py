"""`buffer-state exercise`: a facilitator's commands, one module each in this package."""

from __future__ import annotations

import argparse

SUBCOMMANDS = {
    "serve": "serve an exercise to browsers, with its clock",
    "control": "open white's console",
    "join": "take a seat in this terminal, by its code",
}
"""Every command with what it does; `game.commands.exercise.NAME` carries it out."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the commands, each with what it takes."""
    from importlib import import_module

    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about in SUBCOMMANDS.items():
        command = commands.add_parser(
            name, help=about, description=f"{about[0].upper()}{about[1:]}."
        )
        module = import_module(f"game.commands.exercise.{name}")
        module.add_arguments(command)
        command.set_defaults(subcommand=module.carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """Carry out the command that was named."""
    status: int = options.subcommand(options)
    return status
