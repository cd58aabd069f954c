"""Open the screens from the command line."""

from __future__ import annotations

import argparse
import gc
import sys
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
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BufferStateError(
            "there is no terminal here to draw on; --plain plays as lines and prompts, "
            "and `buffer-state run SCENARIO` plays without a person"
        )
    gc.disable()  # What a start makes stays; the app collects again after its first picture.
    game = open_game(options)
    from game.ui.app import BufferStateApp

    watched = options.scenario if options.watch else None
    app = BufferStateApp(game, Path(options.saves) if options.saves else None, watched)
    app.run()
    return app.return_code or 0


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
    )
