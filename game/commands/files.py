"""Read and write files that the user named on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from game.errors import BufferStateError


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


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write; it is there as a whole when the `with` ends well, else not at all.

    Raises:
        BufferStateError: It cannot be written.
    """
    from game.archive.writing import explain_refusal, open_whole

    try:
        new = not path.exists()
        with open_whole(path) as stream:
            yield stream
        if new:
            mask = os.umask(0)  # the only way to read it is to set it
            os.umask(mask)
            path.chmod(0o666 & ~mask)
    except OSError as error:
        raise BufferStateError(f"{path} cannot be written: {explain_refusal(error)}") from error


def write_file(path: Path, text: str) -> None:
    """Write a file as a whole; the one that was there before stays if that fails.

    Raises:
        BufferStateError: It cannot be written.
    """
    with open_file(path) as stream:
        stream.write(text.encode("utf-8"))


def create_file(path: Path, text: str) -> None:
    """Write a file where none is.

    Raises:
        BufferStateError: Something stands there already, or it cannot be written.
    """
    from game.archive.writing import explain_refusal

    try:
        path.open("xb").close()  # the name is taken before anything is written
    except FileExistsError:
        raise BufferStateError(f"{path} is there already, and nothing is overwritten") from None
    except OSError as error:
        raise BufferStateError(f"{path} cannot be written: {explain_refusal(error)}") from error
    try:
        write_file(path, text)
    except BufferStateError:
        path.unlink(missing_ok=True)
        raise
