"""The commands of `buffer-state`, one module each.

A module has `add_arguments(parser)` and `carry_out(options) -> exit status`. It imports what its
work needs inside functions: asking for help loads the modules of no other command, and no models.
"""

from __future__ import annotations

from types import ModuleType

COMMANDS = {
    "play": "play a scenario, or open the title",
    "run": "play a scenario without a screen",
    "check": "report all problems of scenarios",
    "list": "list the scenarios that are found",
    "exercise": "prepare, run and report a seminar wargame with teams",
}
"""Every command with what it does; `game.commands.NAME` carries it out."""


def find_command(name: str) -> ModuleType:
    """Return the module of a command."""
    from importlib import import_module

    return import_module(f"game.commands.{name}")
