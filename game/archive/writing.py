"""Write a file so that it is either the old one or the new one, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from pathlib import Path

from game.errors import SaveError

PREFIX, SUFFIX = ".writing-", ".tmp"
"""What the names of temporary files begin and end with."""

STALE = 60.0
"""After so many seconds a temporary file belongs to nobody any more."""

_ELSEWHERE = "give another folder with --saves DIR"

_REASONS = {
    errno.ENOSPC: f"the disk is full; free some space, or {_ELSEWHERE}",
    errno.EDQUOT: f"your share of the disk is used up; free some space, or {_ELSEWHERE}",
    errno.EFBIG: f"the system allows no file of this size there; {_ELSEWHERE}",
    errno.EACCES: f"it may not be written; change its permissions, or {_ELSEWHERE}",
    errno.EPERM: f"it may not be written; change its permissions, or {_ELSEWHERE}",
    errno.EROFS: f"it is read-only; {_ELSEWHERE}",
    errno.EEXIST: f"a file lies where the folder should be; move it, or {_ELSEWHERE}",
    errno.ENOTDIR: f"a file lies where a folder should be; move it, or {_ELSEWHERE}",
}


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one in the same folder, down to the disk.

    When it returns, the file is there even if the power fails; when it raises, or the process is
    killed, the file that was there before still is.

    Raises:
        SaveError: It cannot be written; the text says what to do.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise explain_failure(path.parent, error) from error


def replace_file(path: Path, data: bytes) -> None:
    """Write a file as `write_whole` does, with the permissions of the one that it replaces.

    Raises:
        OSError: It cannot be written.
    """
    descriptor, temporary = tempfile.mkstemp(SUFFIX, PREFIX, path.parent)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
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
    reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}; {_ELSEWHERE}")
    return SaveError(f"the game cannot be saved in {folder}: {reason}")


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
