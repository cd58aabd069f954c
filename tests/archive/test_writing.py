"""Writing whole files: what is in their place already."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from game.archive.writing import open_whole, write_whole
from game.errors import SaveError


def test_a_link_stays_and_leads_to_the_new_file(tmp_path: Path) -> None:
    """Who keeps their settings elsewhere and links to them finds them there, changed."""
    kept = tmp_path / "kept" / "settings.toml"
    link = tmp_path / "settings.toml"
    link.symlink_to("kept/settings.toml")
    for data in (b"first", b"second"):
        write_whole(link, data)
        assert link.is_symlink() and kept.read_bytes() == data
    assert os.listdir(kept.parent) == ["settings.toml"]


def test_a_pipe_takes_the_bytes_and_stays(tmp_path: Path) -> None:
    """A device or a pipe is written to; no file takes its place."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_whole(pipe, b"rows")
    reader.join(10)
    assert read == [b"rows"] and pipe.is_fifo()


def test_the_folder_that_one_stands_in_is_called_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system calls a busy device is told as what it is."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SaveError, match="a folder lies there; name another file"):
        write_whole(Path("."), b"")
    assert os.listdir(tmp_path) == []


def test_what_cannot_be_a_name_is_told(tmp_path: Path) -> None:
    """Links that lead in a circle, and a name that is too long."""
    circle = tmp_path / "circle"
    circle.symlink_to("circle")
    with pytest.raises(OSError) as raised, open_whole(circle):
        pass
    assert raised.value.errno == errno.ELOOP and circle.is_symlink()
    with pytest.raises(SaveError, match="its links lead in a circle; remove one"):
        write_whole(circle, b"")
    with pytest.raises(SaveError, match="its name is too long; name another file"):
        write_whole(tmp_path / ("a" * 300), b"")
