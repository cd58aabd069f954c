"""What lies ready to be played, saves and scenarios, and how a game is taken from there.

Everything here reads files and may take a while: screens call it in a thread of its own. It imports
what it needs inside itself, so that the title can be drawn before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.archive.folder import SaveEntry
    from game.archive.game import Game
    from game.archive.record import Mode
    from game.scenario.bundle import Bundle
    from game.scenario.diagnostics import Diagnostic
    from game.scenario.models import Scenario

FIRST_STEPS = "first-steps"
"""The id of the tutorial."""

OWN_SEAT = "the seat it is written for"
OTHER_SEAT = "bots play the others; no advisers"

SEED_BITS = 40
"""The most bits of a new seed, so that people can write it in eight letters and digits."""


class Shelf(NamedTuple):
    """What there is to play."""

    newest: SaveEntry | None
    """The newest save of a game that is not over; a game's own newest save tells."""
    saves: int
    """How many good saves there are."""
    scenarios: int
    """How many scenarios were found that can be read."""
    lessons: int | None
    """The turns of the tutorial; none if it was not found."""


class Choice(NamedTuple):
    """One way to set something."""

    id: str | None
    """Its id; none is the usual one."""
    label: str
    """What it is called."""
    about: str
    """What it means, in a line."""


class Card(NamedTuple):
    """What a player is told of a scenario before it begins."""

    where: str
    """The id or the path by which it is read."""
    title: str
    """Its name."""
    summary: str = ""
    """One sentence on it."""
    turns: int = 0
    """How many turns it has."""
    minutes: int | None = None
    """How long a game takes, if its author says so."""
    seats: tuple[Choice, ...] = ()
    """The seats that can be played, the scenario's own first."""
    difficulties: tuple[Choice, ...] = ()
    """The difficulties, the usual one first."""
    problem: str | None = None
    """What is wrong with it; it cannot be begun then."""


class Setup(NamedTuple):
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
    import secrets

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
    latest: dict[str, SaveEntry] = {}
    for entry in entries:
        if entry.summary is not None:
            latest.setdefault(entry.summary.game, entry)
    return Shelf(
        newest=next((each for each in latest.values() if not _is_over(each)), None),
        saves=len(entries),
        scenarios=len(scenarios),
        lessons=next((entry.turns for entry in scenarios if entry.id == FIRST_STEPS), None),
    )


def _is_over(entry: SaveEntry) -> bool:
    return entry.summary is not None and entry.summary.finished


def list_places() -> tuple[str, ...]:
    """Return where the scenarios lie that can be found by their ids."""
    from game.scenario.source import list_scenarios

    return tuple(entry.id for entry in list_scenarios())


def read_card(where: str) -> Card:
    """Read a scenario and check it whole; what is wrong with it stands on the card."""
    from game.errors import ScenarioError
    from game.scenario.load import check
    from game.scenario.source import read_bundle

    try:
        checked = check(read_bundle(where), doubting=False)
    except ScenarioError as error:
        return Card(where, Path(where).name or where, problem=str(error))
    if checked.scenario is None:
        errors = [each for each in checked.problems if each.severity == "error"]
        return Card(where, Path(where).name, problem=_tell_errors(errors))
    return _write_card(where, checked.scenario)


def _tell_errors(errors: Sequence[Diagnostic]) -> str:
    """Return the first error with its place, and how many there are beside."""
    place = f"{errors[0].file}:{errors[0].line}:{errors[0].column}"
    first = f"{place}: {errors[0].message}"
    return f"{first}; and {len(errors) - 1} more" if len(errors) > 1 else first


def _write_card(where: str, scenario: Scenario) -> Card:
    own = next((name for name, seat in scenario.seat.items() if seat.human), None)
    names = sorted(scenario.seat, key=lambda name: name != own)
    levels = [
        Choice(name, level.label or name, level.about or "other numbers, all of them published")
        for name, level in scenario.difficulty.items()
    ]
    return Card(
        where=where,
        title=scenario.scenario.title,
        summary=scenario.scenario.summary,
        turns=scenario.scenario.turns,
        minutes=scenario.scenario.minutes,
        seats=tuple(
            Choice(name, scenario.seat[name].label, OWN_SEAT if name == own else OTHER_SEAT)
            for name in names
        ),
        difficulties=(Choice(None, "usual", "the numbers as the author set them"), *levels),
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
