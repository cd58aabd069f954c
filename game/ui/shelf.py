"""What lies ready to be played, saves and scenarios, and how a game is taken from there.

Everything here reads files and may take a while: screens call it in a thread of its own. It imports
what it needs inside itself, so that the title can be drawn before.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.archive.folder import SaveEntry
    from game.archive.game import Game
    from game.archive.record import Mode
    from game.scenario.bundle import Bundle

FIRST_STEPS = "first-steps"
"""The id of the tutorial."""

SEED_BITS = 40
"""The most bits of a new seed, so that people can write it in eight letters and digits."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to play."""

    newest: SaveEntry | None
    """The newest save of a game that is not over."""
    saves: int
    """How many good saves there are."""
    scenarios: int
    """How many scenarios were found that can be read."""
    lessons: int | None
    """The turns of the tutorial; none if it was not found."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How a new game shall begin."""

    where: str
    """The id or the path of the scenario."""
    seed: int
    """The seed of its luck."""
    mode: Mode = "standard"
    """How freely turns can be taken back."""
    difficulty: str | None = None
    """A difficulty of the scenario, or the usual one."""
    seat: str | None = None
    """The seat that is played, or the scenario's own."""


def draw_seed() -> int:
    """Return a seed that nobody has seen before."""
    return secrets.randbits(SEED_BITS)


def read_shelf(saves: Path | None) -> Shelf:
    """Look what there is to play; what cannot be read is not counted."""
    from game.archive.folder import SaveFolder
    from game.errors import SaveError
    from game.scenario.source import list_scenarios

    try:
        entries = [entry for entry in SaveFolder(saves).entries() if entry.summary is not None]
    except SaveError:
        entries = []
    scenarios = [entry for entry in list_scenarios() if entry.problem is None]
    going = (entry for entry in entries if entry.summary and not entry.summary.finished)
    return Shelf(
        newest=next(going, None),
        saves=len(entries),
        scenarios=len(scenarios),
        lessons=next((entry.turns for entry in scenarios if entry.id == FIRST_STEPS), None),
    )


def begin_game(setup: Setup, saves: Path | None) -> Game:
    """Begin a new game and keep it in a folder of saves, by default the usual one.

    Raises:
        BufferStateError: The scenario cannot be used, or has no such seat or difficulty.
    """
    from game.scenario.source import read_bundle

    return begin_bundle(read_bundle(setup.where), setup, saves)


def begin_bundle(bundle: Bundle, setup: Setup, saves: Path | None) -> Game:
    """Begin a new game of a scenario that has been read already.

    Raises:
        BufferStateError: The scenario cannot be used, or has no such seat or difficulty.
    """
    from game.archive.folder import SaveFolder
    from game.archive.game import Game

    return Game.begin(
        bundle,
        setup.seed,
        setup.mode,
        seat=setup.seat,
        difficulty=setup.difficulty,
        saves=SaveFolder(saves),
    )


def begin_again(game: Game, seed: int, saves: Path | None) -> Game:
    """Begin the scenario of a game anew as it was played, with the same settings and a seed.

    Raises:
        BufferStateError: The scenario cannot be used any more.
    """
    from game.archive.save import bundle_of

    save = game.record()
    setup = Setup(save.scenario.id, seed, game.mode, game.difficulty, game.seat)
    return begin_bundle(bundle_of(save), setup, saves)


def resume_game(path: Path, saves: Path | None) -> Game:
    """Take up a saved game.

    Raises:
        SaveError: It cannot be read; the text names the newest good save, if there is one.
        IllegalChoice: It is an ironman game that has gone on since.
    """
    from game.archive.folder import SaveFolder
    from game.archive.recovery import load_game

    return load_game(SaveFolder(saves), path)
