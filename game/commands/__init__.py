"""The commands of `buffer-state`, one module each.

A module has `add_arguments(parser)` and `carry_out(options) -> exit status`. It imports what its
work needs inside functions: asking for help loads the modules of no other command, and no models.
"""

from __future__ import annotations

from types import ModuleType

COMMANDS = {
    "play": "play a scenario, or open the title",
    "run": "play a scenario without a screen",
    "simulate": "play thousands of games and count",
    "practise": "find how a practised seat goes on, for the forecast",
    "new": "write a small scenario to begin with",
    "check": "report all problems of scenarios",
    "test": "play the tests that scenarios hold",
    "explain": "tell the rules of a scenario in words",
    "schema": "write the JSON Schema of scenario files, for editors",
    "lsp": "help editors while a scenario is written (language server)",
    "list": "list the scenarios that are found, and where each comes from",
    "pack": "pack a scenario into one file, to give it away",
    "install": "install a pack among your own scenarios",
    "remove": "remove one of your own scenarios",
    "exercise": "prepare, run and report a seminar wargame with teams",
}
"""Every command with what it does; `game.commands.NAME` carries it out."""


def find_command(name: str) -> ModuleType:
    """Return the module of a command."""
    from importlib import import_module

    return import_module(f"game.commands.{name}")
