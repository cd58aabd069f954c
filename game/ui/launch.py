"""Open the screens from the command line."""

from __future__ import annotations

import argparse
import gc
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.archive.game import Game


def launch(options: argparse.Namespace) -> int:
    """Play on the terminal: a scenario, a save, or from the title.

    Raises:
        BufferStateError: There is no terminal, or what was asked for cannot be used.
    """
    # What is drawn goes to standard error; a file there would swallow the game.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise BufferStateError(
            "there is no terminal here to draw on; --plain plays as lines and prompts, "
            "and `buffer-state run SCENARIO` plays without a person"
        )
    gc.disable()  # What a start makes stays; the app collects again after its first picture.
    game = open_game(options)
    from game.ui.app import BufferStateApp
    from game.ui.settings.preferences import Preferences

    watched = options.scenario if options.watch else None
    preferences = Preferences.of_player(list_wishes(options))
    if preferences.terminal.encoding != "utf-8" and isinstance(sys.__stderr__, TextIOWrapper):
        sys.__stderr__.reconfigure(errors="replace")  # what Textual draws goes there
    saves = Path(options.saves) if options.saves else None
    fresh = game is not None and not (game.turns or watched)
    app = BufferStateApp(game, saves, watched, preferences, fresh=fresh)
    app.run()
    return app.return_code or 0


def list_wishes(options: argparse.Namespace) -> dict[str, str]:
    """Return the settings that were asked for on the command line."""
    asked = {
        "theme": options.theme,
        "glyphs": "ascii" if options.ascii else None,
        "motion": "reduced" if options.reduced_motion else None,
    }
    return {name: value for name, value in asked.items() if value}


def open_game(options: argparse.Namespace) -> Game | None:
    """Return the game that was asked for; none if it was not said which.

    Raises:
        BufferStateError: The scenario or the save cannot be used.
    """
    if not (options.scenario or options.load):
        return None
    from game.archive.folder import SaveFolder

    saves = SaveFolder(options.saves)
    if options.load:
        from game.archive.recovery import load_game

        return load_game(saves, options.load, options.language)
    from secrets import randbits

    from game.archive.game import Game
    from game.engine.luck import parse_seed
    from game.scenario.source import read_bundle

    seed = parse_seed(options.seed) if options.seed else randbits(40)
    return Game.begin(
        read_bundle(options.scenario),
        seed,
        mode=options.mode,
        seat=options.seat,
        difficulty=options.difficulty,
        language=options.language,
        saves=saves,
        policies=options.policy,
    )
