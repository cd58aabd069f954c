"""Writing a pack where the user wants it."""

from __future__ import annotations

from pathlib import Path

from game.archive.writing import write_whole
from game.errors import SharingError


def save_pack(data: bytes, path: Path, replace: bool = False) -> None:
    """Write a pack whole or not at all.

    Raises:
        SharingError: A file is there that may not be replaced.
        SaveError: It cannot be written.
    """
    if path.is_dir():
        raise SharingError(f"{path} is a folder; name a file in it")
    if path.exists() and not replace:
        raise SharingError(f"{path} is there already; to write over it, add --replace")
    write_whole(path, data)
