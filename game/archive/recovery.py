"""Take up a saved game, and where it is damaged offer the newest one that is not."""

from __future__ import annotations

from pathlib import Path

from game.archive.folder import SaveEntry, SaveFolder, stem_of
from game.archive.game import Game
from game.archive.record import Save
from game.errors import ChoiceError, IllegalChoice, SaveDamaged, SaveError, ScenarioError


def load_game(saves: SaveFolder, path: Path | str, language: str | None = None) -> Game:
    """Take up the game of a save.

    Args:
        saves: Where the game is kept from now on, and where others are looked for.
        path: The file, or the name of one in this folder.
        language: Another language of the texts.

    Raises:
        SaveError: It cannot be read; the text names the newest good save, if there is one.
        IllegalChoice: It is an ironman game that has gone on since.
    """
    try:
        save = saves.read(path)
        _refuse_the_past(saves, save)
        return take_up(save, saves, language)
    except SaveError as error:
        offered = newest_good(saves, stem_of(Path(path).name), Path(path).name)
        if offered is None:
            raise
        label = offered.summary.label if offered.summary else ""
        raise type(error)(
            f"{error}\nThe newest good save is {offered.name} ({label}); "
            f"go on with --load {offered.path}"
        ) from error


def take_up(save: Save, saves: SaveFolder | None = None, language: str | None = None) -> Game:
    """Resume a save; whatever is wrong with its content is an error of the save.

    Raises:
        SaveDamaged: Its scenario cannot be used, or it names a seat or seed that cannot be.
        SaveMismatch: A turn comes out otherwise than it was recorded.
    """
    try:
        return Game.resume(save, saves, language)
    except (ScenarioError, ChoiceError) as error:
        raise SaveDamaged(f"the save of {save.label!r} cannot be played: {error}") from error


def newest_good(saves: SaveFolder, stem: str = "", but: str = "") -> SaveEntry | None:
    """Return the newest save that can be taken up.

    Args:
        saves: Where to look.
        stem: The name of a game whose saves are preferred.
        but: The name of a file that is passed over.
    """
    entries = [entry for entry in _list_good(saves) if entry.name != but]
    entries.sort(key=lambda entry: entry.summary is None or entry.summary.game != stem)
    return next((entry for entry in entries if _can_be_taken_up(entry)), None)


def _list_good(saves: SaveFolder) -> list[SaveEntry]:
    try:
        return [entry for entry in saves.entries() if entry.summary is not None]
    except SaveError:
        return []


def _can_be_taken_up(entry: SaveEntry) -> bool:
    try:
        take_up(SaveFolder(entry.path.parent).read(entry.path))
    except SaveError:
        return False
    return True


def _refuse_the_past(saves: SaveFolder, save: Save) -> None:
    """Refuse an ironman save that is not the newest of its game."""
    if save.mode != "ironman":
        return
    for entry in _list_good(saves):
        summary = entry.summary
        if summary and summary.game == save.game and summary.written > save.written:
            raise IllegalChoice(
                f"an ironman game goes on from its newest save, {entry.name} ({summary.label})"
            )
