"""`buffer-state list`: the scenarios that are found."""

from __future__ import annotations

import argparse

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def carry_out(options: argparse.Namespace) -> int:
    """Print the scenarios, one a line."""
    from game.scenario.source import list_scenarios

    for found in list_scenarios():
        print(f"{found.id:24} {found.title}: {found.problem or found.summary}")
    return DONE
