"""Installing and removing: whole or not at all, and never over something silently."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.cli import main
from game.scenario.source import read_bundle
from game.sharing.pack import collect_pack, write_pack

FULL_DISK = """
import errno, os, sys
from game.cli import main

def refuse(event, details):
    if event == "os.rename" and os.path.basename(details[0]) == "new":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

sys.addaudithook(refuse)
sys.exit(main(sys.argv[1:]))
"""
"""Carries out a command on a disk that is full when the new folder gets its name."""


@pytest.fixture
def pack(small: Path, tmp_path: Path) -> Path:
    """Return a pack of the small scenario."""
    path = tmp_path / "small.bscenario"
    path.write_bytes(write_pack(collect_pack(read_bundle(str(small)))))
    return path


def contents(folder: Path) -> dict[str, str]:
    """Return what lies in a folder, by path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def test_what_is_installed_plays_by_its_id(
    pack: Path, small: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is found, listed as the user's own, and plays as it did where it came from."""
    assert main(["install", str(pack)]) == 0
    assert contents(own_folder / "small") == contents(small)
    assert [path.name for path in own_folder.iterdir()] == ["small"]
    capsys.readouterr()
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "small                    yours  Small: Two seats, one secret." in lines
    assert {line.split()[1] for line in lines} == {"game", "yours"}
    assert main(["run", "small", "--format", "json"]) == 0
    by_id = capsys.readouterr().out
    assert main(["run", str(small), "--format", "json"]) == 0
    assert capsys.readouterr().out == by_id


def test_nothing_is_replaced_silently(
    pack: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second scenario of the same id is refused with what to do, and then does replace."""
    own_folder.mkdir(parents=True)
    (own_folder / "small.toml").write_text("mine")
    (own_folder / "small.texts.de.toml").write_text("mine too")
    (own_folder / "smaller.toml").write_text("another")
    assert main(["install", str(pack)]) == 2
    said = capsys.readouterr().err
    assert f"you have a scenario small at {own_folder / 'small.toml'}" in said
    assert "add --replace" in said
    assert (own_folder / "small.toml").read_text() == "mine"
    assert main(["install", str(pack), "--replace"]) == 0
    assert sorted(contents(own_folder)) == [
        "small/rules.toml",
        "small/texts.be.toml",
        "smaller.toml",
    ]


def test_an_id_of_the_game_is_not_taken(
    tmp_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pack cannot stand in the place of a scenario that comes with the game."""
    path = tmp_path / "false.bscenario"
    path.write_bytes(write_pack(collect_pack(read_bundle("first-steps"))))
    assert main(["install", str(path), "--replace"]) == 2
    assert "the id of a scenario that comes with the game" in capsys.readouterr().err
    assert not own_folder.exists()


def test_a_failure_leaves_the_old_one(pack: Path, own_folder: Path) -> None:
    """If the disk is full in the last step, what was installed before is there again."""
    assert main(["install", str(pack)]) == 0
    before = contents(own_folder)
    failed = subprocess.run(
        [sys.executable, "-c", FULL_DISK, "install", str(pack), "--replace"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert failed.returncode == 2
    assert "cannot be changed: No space left on device" in failed.stderr
    assert contents(own_folder) == before
    assert [path.name for path in own_folder.iterdir()] == ["small"]


def test_what_a_killed_installation_set_aside_comes_back(
    pack: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next one finds it, unless it is so young that somebody may still be at work."""
    for name, age in (("old", 3600), ("young", 0)):
        aside = own_folder / f".working-{name}" / "old"
        aside.mkdir(parents=True)
        (aside / f"{name}.toml").write_text("mine")
        os.utime(aside.parent, (time.time() - age,) * 2)
    assert main(["install", str(pack)]) == 0
    assert sorted(path.name for path in own_folder.iterdir()) == [
        ".working-young",
        "old.toml",
        "small",
    ]


def test_a_folder_that_cannot_be_made_is_explained(
    pack: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file lies where the folder of scenarios should be."""
    own_folder.parent.mkdir(parents=True)
    own_folder.write_text("in the way")
    assert main(["install", str(pack)]) == 2
    assert "cannot be changed: File exists" in capsys.readouterr().err


def test_remove_takes_what_is_the_users(
    pack: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, or a file with its translations; a link goes, and what it leads to stays."""
    assert main(["install", str(pack)]) == 0
    assert main(["remove", "small"]) == 0
    assert f"small is removed from {own_folder / 'small'}" in capsys.readouterr().out
    (own_folder / "one.toml").write_text("format = 1")
    (own_folder / "one.texts.be.toml").write_text("x = 1")
    (own_folder / "linked").symlink_to(pack.parent / "draft")
    assert main(["remove", "one"]) == 0
    assert main(["remove", "linked"]) == 0
    assert list(own_folder.iterdir()) == []
    assert sorted(contents(pack.parent / "draft")) == ["rules.toml", "texts.be.toml"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("first-steps", "comes with the game and stays"),
        ("nothing", "there is no scenario 'nothing'; `buffer-state list` lists all"),
        ("../x", "there is no scenario '../x'"),
    ],
)
def test_remove_refuses_the_rest(name: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the user's own scenarios can be removed, and only by their id."""
    assert main(["remove", name]) == 2
    assert says in capsys.readouterr().err
