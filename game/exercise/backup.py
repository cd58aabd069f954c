"""A copy of a store on SQLite after every turn, by SQLite's own way of copying a live file."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

from game.exercise.exercise import Exercise

KEPT: Final = 20
"""How many copies of an exercise's store are kept."""


def back_up(exercise: Exercise) -> Path | None:
    """Copy the store beside itself, and drop the oldest copies.

    Returns:
        The copy; none on PostgreSQL, which has means of its own, and none where it cannot be
        written: the exercise goes on.
    """
    file = exercise.store.file
    if file is None:
        return None
    folder = file.with_name(f"{file.stem}-backups")
    path = folder / f"{exercise.id}-{exercise.last_standing.seq:06}{file.suffix}"
    partial = path.with_suffix(".writing")
    try:
        folder.mkdir(exist_ok=True)
        with (
            contextlib.closing(sqlite3.connect(file)) as source,
            contextlib.closing(sqlite3.connect(partial)) as target,
        ):
            source.backup(target)
        partial.replace(path)
    except (OSError, sqlite3.Error):
        with contextlib.suppress(OSError):
            partial.unlink()
        return None
    for old in sorted(folder.glob(f"{exercise.id}-*{file.suffix}"))[:-KEPT]:
        with contextlib.suppress(OSError):  # another process may drop it at the same moment
            old.unlink()
    return path
