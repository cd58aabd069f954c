"""How long a start takes and how much memory a game holds, beside an empty Textual app.

Bars: the title's first frame at most 1.4 times that of the empty app; loading and compiling the
flagship less than importing Textual; `--help` at most 4 times bare Python; memory at most 1.5
times that of an empty app with the same imports.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time

from measure import alternate, name_machine, tell
from terminal import Terminal

ROUNDS = 11
FLAGSHIP = "hesitant-alignment"
TITLE_SHOWS = "New game"
DESK_SHOWS = "Commit"

EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""

SAME_WIDGETS = """
import pkgutil, sys
import game.ui
for module in pkgutil.walk_packages(game.ui.__path__, "game.ui."):
    __import__(module.name)
"""
"""Imports every screen and widget of the game, with all that they import."""

NAME_TEXTUAL = """
print(*(name for name in sorted(sys.modules) if name.partition(".")[0] in ("textual", "rich")))
"""
"""Names the modules of Textual and Rich among them."""

TEXTUAL = "import textual.app, textual.screen, textual.widgets"
LOAD_MODULES = "import game.engine, game.scenario.load"
LOAD = f"game.engine.compile_rules(game.scenario.load.load_scenario({FLAGSHIP!r}))"

TIMED = """
import time
{before}
begun = time.perf_counter()
{timed}
print(time.perf_counter() - begun)
"""


def run_python(*arguments: str) -> str:
    """Return what a Python program says."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def time_command(*arguments: str) -> float:
    """Return the milliseconds that a command takes."""
    begun = time.perf_counter()
    run_python(*arguments)
    return 1000 * (time.perf_counter() - begun)


def time_inside(timed: str, before: str = "") -> float:
    """Return the milliseconds that a statement takes in a fresh Python."""
    return 1000 * float(run_python("-c", TIMED.format(before=before, timed=timed)))


def time_frame(shown: str, *arguments: str) -> float:
    """Return the milliseconds from the command until its first frame shows a text."""
    with Terminal(*arguments) as terminal:
        return 1000 * terminal.wait_for(shown)


def weigh(shown: str, *arguments: str) -> float:
    """Return the MiB that a program has held when it has drawn a text."""
    with Terminal(*arguments) as terminal:
        terminal.wait_for(shown)
    return terminal.memory / 1024


def main() -> None:
    """Measure all four pairs."""
    print(name_machine())
    tell(
        "The first frame of the title, against an empty Textual app",
        alternate(
            lambda: time_frame(TITLE_SHOWS, "-m", "game"),
            lambda: time_frame("ready", "-c", EMPTY_APP),
            ROUNDS,
        ),
        "ms",
        "bar: at most 1.4, beyond: 1.15",
    )
    tell(
        "Loading and compiling the flagship, against importing Textual",
        alternate(lambda: time_inside(LOAD, LOAD_MODULES), lambda: time_inside(TEXTUAL), ROUNDS),
        "ms",
        "bar: below 1",
    )
    tell(
        "--help, against Python doing nothing",
        alternate(
            lambda: time_command("-m", "game", "--help"), lambda: time_command("-c", ""), ROUNDS
        ),
        "ms",
        "bar: at most 4, beyond: 2.5",
    )
    textual = "".join(
        f"import {name}\n" for name in run_python("-c", SAME_WIDGETS + NAME_TEXTUAL).split()
    )
    for imports, which, bar in (
        (SAME_WIDGETS, "an empty app with the same widgets' imports", "bar: at most 1.5"),
        (textual, "the same with only Textual's part of them", "no bar: without pydantic"),
    ):
        with tempfile.TemporaryDirectory() as saves:
            game = ("-m", "game", FLAGSHIP, "--seed", "1", "--saves", saves)
            tell(
                f"Memory of a game on the desk, against {which}",
                alternate(
                    lambda game=game: weigh(DESK_SHOWS, *game),
                    lambda imports=imports: weigh("ready", "-c", imports + EMPTY_APP),
                    3,
                ),
                "MiB",
                bar,
            )


if __name__ == "__main__":
    main()
