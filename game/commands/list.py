"""`buffer-state list`: the scenarios that are found, and where each comes from."""

from __future__ import annotations

import argparse

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing."""


def carry_out(options: argparse.Namespace) -> int:
    """Print the scenarios, one a line: id, origin, title, what it is about."""
    from game.scenario.source import list_scenarios

    entries = list_scenarios()
    widest = max((len(entry.origin) for entry in entries), default=0)
    for entry in entries:
        about = f"{entry.title}: {entry.summary}" if entry.problem is None else entry.problem
        print(f"{entry.id:24} {entry.origin:{widest}}  {about}")
    return DONE
