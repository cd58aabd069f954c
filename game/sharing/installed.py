"""The user's own folder of scenarios: what is installed there is whole, or not there at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.archive.writing import STALE, write_whole
from game.errors import SaveError, SharingError
from game.scenario.bundle import translated_language
from game.scenario.origins import THE_GAME, THE_USER, find_one, user_folder
from game.sharing.pack import Pack

WORKING = ".working-"
"""What the names of folders begin with in which something is made ready or taken away."""


def install_pack(pack: Pack, replace: bool = False) -> Path:
    """Write a pack into the user's folder and return where it lies.

    The folder appears under its name in one step, with all its files in it.

    Args:
        pack: What is installed, checked.
        replace: Whether one of the user's own scenarios with the same id may go.

    Raises:
        SharingError: The id is taken, or the folder cannot be written.
    """
    old = _find_old(pack.id, replace)
    target = user_folder() / pack.id
    with _explained(target), _working_folder() as working:
        for file in pack.files:
            write_whole(working / "new" / file.name, file.text.encode())
        if old:
            (working / "old").mkdir()
        moved = [(path, path.rename(working / "old" / path.name)) for path in old]
        try:
            os.rename(working / "new", target)
        except OSError:
            for path, away in moved:
                away.rename(path)
            raise
    return target


def remove_scenario(name: str) -> Path:
    """Remove one of the user's own scenarios and return where it lay.

    Raises:
        SharingError: It is not the user's, or cannot be removed.
    """
    found = find_one(name)
    if found is None:
        raise SharingError(f"there is no scenario {name[:80]!r}; `buffer-state list` lists all")
    if found.origin == THE_GAME:
        raise SharingError(f"{name} comes with the game and stays")
    if found.origin != THE_USER:
        package = found.origin
        raise SharingError(
            f"{name} comes with the package {package}; `pip uninstall {package}` removes it"
        )
    with _explained(found.path), _working_folder() as working:
        for path in _files_of(name):
            path.rename(working / path.name)
    return found.path


def _find_old(name: str, replace: bool) -> list[Path]:
    """Return what an installation replaces.

    Raises:
        SharingError: The id belongs to the game or a package, or may not be replaced.
    """
    found = find_one(name)
    if found is not None and found.origin != THE_USER:
        whose = "the game" if found.origin == THE_GAME else f"the package {found.origin}"
        raise SharingError(f"{name} is the id of a scenario that comes with {whose}")
    old = _files_of(name)
    if old and not replace:
        raise SharingError(
            f"you have a scenario {name} at {old[0]}; "
            "to put the new one in its place, add --replace"
        )
    return old


def _files_of(name: str) -> list[Path]:
    """Return what belongs to a scenario of the user's: a folder, or a file and its translations."""
    folder = user_folder()
    single = [folder / name, folder / f"{name}.toml"]
    texts = (
        path
        for path in sorted(folder.glob(f"{name}.texts.*.toml"))
        if translated_language(path.name)
    )
    return [path for path in (*single, *texts) if os.path.lexists(path)]


@contextmanager
def _working_folder() -> Iterator[Path]:
    """Make a folder beside the scenarios, so that renaming suffices; what is left in it goes."""
    user_folder().mkdir(parents=True, exist_ok=True)
    _recover_leftovers()
    working = Path(tempfile.mkdtemp(prefix=WORKING, dir=user_folder()))
    try:
        yield working
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _recover_leftovers() -> None:
    """Bring back what a killed installation had set aside, and clear up after it."""
    for working in user_folder().glob(f"{WORKING}*"):
        with contextlib.suppress(OSError):  # another installation may be at the same
            if time.time() - working.stat().st_mtime > STALE:
                for path in (working / "old").glob("*"):
                    if not os.path.lexists(user_folder() / path.name):
                        path.rename(user_folder() / path.name)
                shutil.rmtree(working, ignore_errors=True)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Turn what the system refuses into a message."""
    try:
        yield
    except (OSError, SaveError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        reason = getattr(cause, "strerror", None) or cause
        raise SharingError(f"{target} cannot be changed: {reason}") from error
