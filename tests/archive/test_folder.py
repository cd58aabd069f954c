"""The folder of saves: names, what is kept, and what is said when it cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

import game as package
from game.archive.folder import SaveFolder, default_folder
from game.archive.game import Game
from game.archive.recovery import load_game, newest_good
from game.archive.writing import STALE
from game.engine import SILENCE, Plan
from game.errors import IllegalChoice, MalformedChoice, SaveDamaged, SaveError
from game.scenario.source import Bundle

ROOT = Path(__file__).parents[2]


def names(saves: SaveFolder) -> list[str]:
    """Return the names of all files in the folder, hidden ones too."""
    return sorted(os.listdir(saves.path))


def test_every_turn_has_its_autosave(played: Game, saves: SaveFolder) -> None:
    """A game is saved at the start of each turn, under the name of scenario, seed and turn."""
    assert names(saves) == [
        "toll-bridge-00000007-autosave-01.toml",
        "toll-bridge-00000007-autosave-02.toml",
        "toll-bridge-00000007-autosave-03.toml",
    ]
    assert saves.read(saves.entries()[0].path).turn == played.turn == 3


def test_the_plan_is_saved_before_the_commit(bundle: Bundle, saves: SaveFolder) -> None:
    """Before the commit the save holds the plan, so that it is there after a crash."""
    game = Game.begin(bundle, 7, saves=saves)
    game.commit(Plan(("feast",), {"envoy": "refuse"}))
    crashed = load_game(saves, "toll-bridge-00000007-autosave-01.toml")
    assert (crashed.turn, crashed.draft) == (1, Plan(("feast",), {"envoy": "refuse"}))


def test_the_last_six_are_kept_and_named_ones_stay(bundle: Bundle, saves: SaveFolder) -> None:
    """The last six autosaves of a game are kept; named saves and other games are left alone."""
    other = Game.begin(bundle, 8, saves=saves)
    game = Game.begin(bundle, 7, saves=saves)
    game.save("before-the-feast")
    save = game.record()
    for turn in range(1, 12):
        later = save.model_copy(update={"turn": turn})
        path = saves.autosave(later)
        os.utime(path, ns=(turn * 10**9, turn * 10**9))
    assert names(saves) == [
        *(f"toll-bridge-00000007-autosave-{turn:02}.toml" for turn in range(6, 12)),
        "toll-bridge-00000007-before-the-feast.toml",
        "toll-bridge-00000008-autosave-01.toml",
    ]
    assert other.turn == 1


def test_a_second_game_of_a_seed_gets_its_own_name(played: Game, saves: SaveFolder) -> None:
    """Seeds are shared, so a new game never writes over another one with the same seed."""
    second = Game.begin(Bundle.from_text(played.record().files[0].text), 7, saves=saves)
    assert second.name == "toll-bridge-00000007-2"
    assert names(saves)[0] == "toll-bridge-00000007-2-autosave-01.toml"
    assert load_game(saves, "toll-bridge-00000007-autosave-03.toml").state == played.state


def test_the_newest_comes_first_and_damaged_ones_last(played: Game, saves: SaveFolder) -> None:
    """The list has the newest first, whatever the files are called; damage is told at the end."""
    kept = played.save("a-good-moment")
    (saves.path / "zzz.toml").write_text("format = ")
    (saves.path / "notes.txt").write_text("not a save")
    listed = saves.entries()
    assert [entry.name for entry in listed] == [
        kept.name,
        "toll-bridge-00000007-autosave-03.toml",
        "toll-bridge-00000007-autosave-02.toml",
        "toll-bridge-00000007-autosave-01.toml",
        "zzz.toml",
    ]
    assert listed[0].problem is None
    assert listed[-1].problem is not None
    assert listed[-1].problem.startswith("zzz.toml is damaged or no save: ")


@pytest.mark.parametrize("label", ["", "../up", "a/b", "autosave-07", ".hidden", "x" * 42, "é"])
def test_a_bad_name_is_refused(played: Game, saves: SaveFolder, label: str) -> None:
    """A save's name is letters, digits, - and _; it leads out of no folder and is no autosave."""
    before = names(saves)
    with pytest.raises(MalformedChoice, match=r"^a save cannot be called"):
        played.save(label)
    assert names(saves) == before


def test_a_damaged_save_offers_the_newest_good_one(played: Game, saves: SaveFolder) -> None:
    """A damaged save gives a clear message and offers the newest good one of the same game."""
    Game.begin(Bundle.from_text(played.record().files[0].text), 9, saves=saves)
    newest = saves.path / "toll-bridge-00000007-autosave-03.toml"
    newest.write_bytes(newest.read_bytes()[:2000])
    good = saves.path / "toll-bridge-00000007-autosave-02.toml"
    with pytest.raises(SaveDamaged) as caught:
        load_game(saves, newest)
    first, second = str(caught.value).splitlines()
    assert first.startswith("toll-bridge-00000007-autosave-03.toml is damaged or no save: ")
    assert second == (
        f"The newest good save is {good.name} (Turn 2, Q3 2001); go on with --load {good}"
    )
    offered = newest_good(saves, "toll-bridge-00000007")
    assert offered is not None
    assert offered.path == good


def test_a_missing_save_is_said_to_be_missing(saves: SaveFolder, tmp_path: Path) -> None:
    """A file that is not there, and a folder, are no saves."""
    with pytest.raises(SaveError, match=r"^there is no save /nowhere/x\.toml$"):
        load_game(saves, "/nowhere/x.toml")
    with pytest.raises(SaveError, match=r"is a folder, not a save$"):
        load_game(saves, tmp_path)


def test_ironman_goes_on_from_its_newest_save(bundle: Bundle, saves: SaveFolder) -> None:
    """Loading an older autosave would be a way back, which an ironman game does not have."""
    game = Game.begin(bundle, 7, "ironman", saves=saves)
    game.commit(SILENCE)
    with pytest.raises(IllegalChoice, match=r"newest save, toll-bridge-00000007-autosave-02\.toml"):
        load_game(saves, "toll-bridge-00000007-autosave-01.toml")
    assert load_game(saves, "toll-bridge-00000007-autosave-02.toml").turn == 2


def test_leftovers_are_swept(saves: SaveFolder) -> None:
    """Temporary files of a killed process go; one that is being written stays."""
    saves.path.mkdir()
    old, new = saves.path / ".writing-old.tmp", saves.path / ".writing-new.tmp"
    for path in (old, new):
        path.write_bytes(b"half")
    past = old.stat().st_mtime - STALE - 1
    os.utime(old, (past, past))
    SaveFolder(saves.path)
    assert names(saves) == [".writing-new.tmp"]


def test_a_file_in_the_folders_place_does_not_stop_the_game(bundle: Bundle, tmp_path: Path) -> None:
    """A folder that cannot be written is said to be so, and the game goes on without saving."""
    place = tmp_path / "saves"
    place.write_text("a file")
    game = Game.begin(bundle, 7, saves=SaveFolder(place))
    trouble = game.trouble
    assert trouble == (
        f"the game cannot be saved in {place}: a file lies where the folder should be; "
        "move it, or give another folder with --saves DIR"
    )
    game.commit(SILENCE)
    assert game.turn == 2
    place.unlink()
    game.commit(SILENCE)
    assert game.trouble is None
    assert names(SaveFolder(place)) == [
        "toll-bridge-00000007-autosave-02.toml", "toll-bridge-00000007-autosave-03.toml",
    ]  # fmt: skip


FULL = """
import os, resource, sys
from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.engine import SILENCE
from game.scenario.source import read_bundle

def limit():
    if sys.argv[1] == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    else:
        os.chmod(sys.argv[2], 0o500)
        if os.getuid() == 0:
            os.setuid(65534)

game = Game.begin(read_bundle(sys.argv[3]), 7, saves=SaveFolder(sys.argv[2]))
game.commit(SILENCE)
limit()
game.commit(SILENCE)
print(game.trouble)
while not game.over:
    game.commit(SILENCE)
print(game.label)
"""
"""Plays a game in a process that may not write any more after its first turn."""


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("full", "the system allows no file of this size there; "),
        ("forbidden", "it may not be written; change its permissions, or "),
    ],
)
def test_a_disk_that_takes_no_more_does_not_stop_the_game(
    tmp_path: Path, bundle: Bundle, way: str, reason: str
) -> None:
    """A full disk or a folder without permission: what was saved stays whole, the game goes on."""
    folder = tmp_path / "saves"
    result = subprocess.run(
        [sys.executable, "-c", FULL, way, str(folder), bundle.name],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    trouble, label = result.stdout.splitlines()
    assert trouble.startswith(f"the game cannot be saved in {folder}: {reason}")
    assert trouble.endswith("give another folder with --saves DIR")
    assert label.startswith("Ended: ")
    folder.chmod(0o700)
    saves = SaveFolder(folder)
    assert names(saves) == [
        "toll-bridge-00000007-autosave-01.toml", "toll-bridge-00000007-autosave-02.toml",
    ]  # fmt: skip
    assert load_game(saves, saves.entries()[0].path).turn == 2


def test_saves_lie_in_the_checkout_or_with_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In a checkout saves lie in `saves/`, installed in the user's data folder."""
    assert default_folder() == ROOT / "saves"
    monkeypatch.setattr(package, "__file__", str(tmp_path / "site-packages/game/__init__.py"))
    assert default_folder() == Path(platformdirs.user_data_dir("buffer-state")) / "saves"
