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
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "your share of the disk is used up; free some space",
    errno.EFBIG: "the system allows no file of this size there",
    errno.EACCES: "it may not be written; change its permissions",
    errno.EPERM: "it may not be written; change its permissions",
    errno.EROFS: "it is read-only",
    errno.EEXIST: "a file lies where the folder should be; move it",
    errno.EISDIR: "a folder lies there",
    errno.ENOENT: "its folder is not there; make it",
    errno.ENOTDIR: "a file lies where a folder should be; move it",
    errno.ELOOP: "its links lead in a circle; remove one",
    errno.ENAMETOOLONG: "its name is too long",
}
"""Why the system writes nothing, and what can be done about it."""


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
        raise SaveError(f"{path} cannot be written: {explain_refusal(error)}") from error


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written piece by piece; it takes its place when the `with` ends well.

    It has the permissions of the one that it replaces; a new one is its owner's alone. A link stays
    and leads to the new file. A device or a pipe takes the bytes as they come.

    Raises:
        OSError: It cannot be written.
    """
    if not _may_replace(path):
        with path.open("wb") as stream:
            yield stream
        return
    path = Path(os.path.realpath(path))
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


def _may_replace(path: Path) -> bool:
    """Tell whether a new file can take a path's place: nothing or a file is there."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True


def explain_refusal(error: OSError, elsewhere: str = "name another file") -> str:
    """Return why the system writes nothing, and what to do: mend that, or go elsewhere."""
    told = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"{told}{', or' if ';' in told else ';'} {elsewhere}"


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
