"""`buffer-state remove`: one of the user's own scenarios goes."""

from __future__ import annotations

import argparse

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("id", metavar="ID", help="the id of a scenario that `list` calls yours")


def carry_out(options: argparse.Namespace) -> int:
    """Remove the scenario and say where it lay."""
    from game.sharing.installed import remove_scenario

    print(f"{options.id} is removed from {remove_scenario(options.id)}")
    return DONE
