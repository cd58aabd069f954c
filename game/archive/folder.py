"""The folder of the saves: where it lies, what lies in it, which autosaves are kept."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

import platformdirs

import game
from game.archive.record import Save, Summary
from game.archive.save import read_save, read_summary, render_save
from game.archive.writing import explain_refusal, open_whole, sweep_leftovers
from game.errors import MalformedChoice, SaveError

KEPT = 6
"""How many autosaves of a game are kept."""

_AUTOSAVE = re.compile(r"(?P<stem>.+)-autosave-\d{2,4}\.toml")
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")


@dataclass(frozen=True, slots=True)
class SaveEntry:
    """A line of the list of saves."""

    path: Path
    """The file."""
    summary: Summary | None
    """What it holds, where it can be told."""
    problem: str | None = None
    """What keeps it from being read, in a line."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name


def default_folder() -> Path:
    """Return `saves/` of the checkout, or the user's data folder where the game is installed."""
    root = Path(game.__file__).parent.parent
    if (root / "pyproject.toml").is_file():
        return root / "saves"
    return Path(platformdirs.user_data_dir("buffer-state")) / "saves"


class SaveFolder:
    """A folder of saves; it is made when the first one is written."""

    def __init__(self, path: Path | str | None = None) -> None:
        """Take a folder as it is.

        Args:
            path: The folder; without one, the one where games usually lie.
        """
        self.path = default_folder() if path is None else Path(path)
        sweep_leftovers(self.path)

    def entries(self) -> list[SaveEntry]:
        """Return the saves, the newest first; damaged ones come last, with what is wrong.

        Raises:
            SaveError: The folder cannot be listed.
        """
        entries = [_describe(path) for path in self._paths()]
        good = [entry for entry in entries if entry.summary is not None]
        good.sort(key=_age, reverse=True)
        return good + [entry for entry in entries if entry.summary is None]

    def read(self, path: Path | str) -> Save:
        """Return a whole save, given as a path or as the name of a file of this folder.

        Raises:
            SaveError: It cannot be read.
            SaveDamaged: It is not a whole save.
        """
        path = Path(path)
        inside = self.path / path
        return read_save(inside if not path.exists() and inside.exists() else path)

    def autosave(self, save: Save) -> Path:
        """Write a game's autosave of the open turn and drop its oldest ones.

        Raises:
            SaveError: It cannot be written; the text says what to do.
        """
        path = self.path / f"{save.game}-autosave-{save.turn:02}.toml"
        self._write(path, save)
        for old in self._autosaves(save.game, path)[KEPT - 1 :]:
            with contextlib.suppress(OSError):  # it is only in the way
                old.unlink()
        return path

    def keep(self, save: Save, label: str) -> Path:
        """Write a save under a name of its own, where it stays.

        Raises:
            MalformedChoice: The name is no name, or that of an autosave.
            SaveError: It cannot be written; the text says what to do.
        """
        path = self.path / f"{save.game}-{label}.toml"
        if not _LABEL.fullmatch(label) or _AUTOSAVE.fullmatch(path.name):
            raise MalformedChoice(
                f"a save cannot be called {label[:60]!r}; use letters, digits, - and _, at most 41"
            )
        self._write(path, save)
        return path

    def claim_stem(self, wanted: str) -> str:
        """Return a name for a new game: the wanted one, numbered if there is such a game."""
        taken = {path.name for path in self._listed()}
        stem, number = wanted, 1
        while any(name.startswith(f"{stem}-autosave-") for name in taken):
            number += 1
            stem = f"{wanted}-{number}"
        return stem

    def _write(self, path: Path, save: Save) -> None:
        try:
            with open_whole(path) as stream:
                stream.write(render_save(save))
        except OSError as error:
            raise self._explain(error) from error

    def _explain(self, error: OSError) -> SaveError:
        reason = explain_refusal(error, "give another folder with --saves DIR")
        return SaveError(f"the game cannot be saved in {self.path}: {reason}")

    def _autosaves(self, stem: str, but: Path) -> list[Path]:
        """Return the autosaves of a game but one, the last written first."""
        found = []
        for path in self._listed():
            match = _AUTOSAVE.fullmatch(path.name)
            if match and match["stem"] == stem and path != but:
                with contextlib.suppress(OSError):  # gone meanwhile
                    found.append((path.stat().st_mtime_ns, path))
        return [path for _, path in sorted(found, reverse=True)]

    def _listed(self) -> list[Path]:
        """Return the files that may be saves; none where the folder cannot be listed."""
        with contextlib.suppress(SaveError):
            return self._paths()
        return []

    def _paths(self) -> list[Path]:
        try:
            names = [path for path in self.path.iterdir() if path.suffix == ".toml"]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._explain(error) from error
        return sorted(path for path in names if not path.name.startswith("."))


def stem_of(name: str) -> str:
    """Return the name of the game to which a file's name belongs, as far as it tells."""
    match = _AUTOSAVE.fullmatch(name)
    return match["stem"] if match else name.removesuffix(".toml").rpartition("-")[0]


def _describe(path: Path) -> SaveEntry:
    try:
        return SaveEntry(path, read_summary(path))
    except SaveError as error:
        return SaveEntry(path, None, str(error))


def _age(entry: SaveEntry) -> tuple[float, str]:
    written = entry.summary.written.timestamp() if entry.summary else 0.0
    return written, entry.name
