"""What `check --fix` changes: deprecated keys, and nothing else in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.archive.writing import open_whole
from game.commands.inspections import show_path
from game.errors import BufferStateError
from game.scenario.renames import RENAMES, Renames, rename_keys

MARK = "\ufeff"
"""What some editors put in front of a file; it stays."""


def fix_file(path: str, renames: Renames = RENAMES) -> Iterator[str]:
    """Rename what is deprecated in a file, and say what was renamed, a line each.

    Raises:
        BufferStateError: The file cannot be written.
    """
    file = Path(path)
    text = file.read_bytes().decode("utf-8")
    mark = MARK if text.startswith(MARK) else ""
    try:
        renamed = rename_keys(text.removeprefix(MARK), renames)
    except ValueError:
        return  # it is no TOML, which the check tells
    if not renamed.names:
        return
    try:
        with open_whole(file) as stream:
            stream.write((mark + renamed.text).encode("utf-8"))
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise BufferStateError(f"{path}: {reason}; nothing was changed in it") from error
    for old, new in renamed.names:
        yield f"{show_path(path)}: `{old}` is `{new}` now"
