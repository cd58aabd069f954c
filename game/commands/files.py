"""Read and write files that the user named on the command line."""

from __future__ import annotations

import os
from pathlib import Path

from game.errors import BufferStateError, SaveError


def read_text(path: str) -> str:
    """Return the text of a file.

    Raises:
        BufferStateError: It cannot be read, or is no UTF-8 text of at most a MiB.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BufferStateError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > 1 << 20:
        raise BufferStateError(f"{path} is larger than 1 MiB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BufferStateError(f"{path} is not UTF-8 at byte {error.start}") from error


def write_file(path: Path, text: str) -> None:
    """Write a file as a whole; the one that was there before stays if that fails.

    Raises:
        BufferStateError: It cannot be written.
    """
    from game.archive.writing import write_whole

    try:
        write_whole(path, text.encode("utf-8"))
        mask = os.umask(0)  # the only way to read it is to set it
        os.umask(mask)
        path.chmod(0o666 & ~mask)
    except SaveError as error:
        reason = getattr(error.__cause__, "strerror", None) or error
        raise BufferStateError(f"{path} cannot be written: {reason}") from error


def create_file(path: Path, text: str) -> None:
    """Write a file where none is.

    Raises:
        BufferStateError: Something stands there already, or it cannot be written.
    """
    try:
        with path.open("xb") as stream:
            stream.write(text.encode("utf-8"))
    except FileExistsError:
        raise BufferStateError(f"{path} is there already, and nothing is overwritten") from None
    except OSError as error:
        raise BufferStateError(f"{path} cannot be written: {error.strerror}") from error
