"""Write a file so that it is either the old one or the new one, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from game.errors import SaveError

PREFIX, SUFFIX = ".writing-", ".tmp"
"""What the names of temporary files begin and end with."""

STALE = 60.0
"""After so many seconds a temporary file belongs to nobody any more."""

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space, or {elsewhere}",
    errno.EDQUOT: "your share of the disk is used up; free some space, or {elsewhere}",
    errno.EFBIG: "the system allows no file of this size there; {elsewhere}",
    errno.EACCES: "it may not be written; change its permissions, or {elsewhere}",
    errno.EPERM: "it may not be written; change its permissions, or {elsewhere}",
    errno.EROFS: "it is read-only; {elsewhere}",
    errno.EEXIST: "a file lies where the folder should be; move it, or {elsewhere}",
    errno.ENOTDIR: "a file lies where a folder should be; move it, or {elsewhere}",
}


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one in the same folder, down to the disk.

    When it returns, the file is there even if the power fails; when it raises, or the process is
    killed, the file that was there before still is.

    Raises:
        SaveError: It cannot be written; the text says what to do.
    """
    try:
        with open_whole(path) as stream:
            stream.write(data)
    except OSError as error:
        raise explain_failure(path.parent, error) from error


def write_document(path: Path, data: bytes) -> None:
    """Write a file that someone has asked for by its name, whole or not at all.

    Raises:
        SaveError: It cannot be written.
    """
    try:
        with open_whole(path) as stream:
            stream.write(data)
    except OSError as error:
        reason = _explain(error, "name another place")
        raise SaveError(f"{path} cannot be written: {reason}") from error


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written piece by piece; it takes its place when the `with` ends well.

    It has the permissions of the one that it replaces; a new one is its owner's alone.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(SUFFIX, PREFIX, path.parent)
    try:
        with open(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(OSError):  # there is none before, or it belongs to another
            os.chmod(temporary, stat.S_IMODE(path.stat().st_mode))
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _settle_folder(path.parent)


def explain_failure(folder: Path, error: OSError) -> SaveError:
    """Return the error to show when a folder of saves cannot be written."""
    reason = _explain(error, "give another folder with --saves DIR")
    return SaveError(f"the game cannot be saved in {folder}: {reason}")


def _explain(error: OSError, elsewhere: str) -> str:
    """Return why something cannot be written, and what to do."""
    reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}; {{elsewhere}}")
    return reason.format(elsewhere=elsewhere)


def _settle_folder(folder: Path) -> None:
    """Bring the new name down to the disk, where the file system can."""
    with contextlib.suppress(OSError):  # some cannot: the file itself is safe all the same
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep_leftovers(folder: Path) -> None:
    """Remove temporary files that a killed process left behind; younger ones may be in use."""
    now = time.time()
    for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with contextlib.suppress(OSError):  # another game may sweep at the same moment
            if now - path.stat().st_mtime > STALE:
                path.unlink()
