"""How the screens are opened from the command line."""

from __future__ import annotations

import argparse
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from game.errors import BufferStateError, MalformedChoice
from game.ui.launch import launch, open_game
from tests.ui.stage import TOLL_BRIDGE, begin


def options(**given: object) -> argparse.Namespace:
    """Return the options of `play`, as the command line leaves them."""
    usual: dict[str, object] = {
        "scenario": None, "seed": None, "difficulty": None, "language": None, "seat": None,
        "mode": "standard", "saves": None, "load": None, "plain": False,
        "policy": [],
    }  # fmt: skip
    return argparse.Namespace(**{**usual, **given})


def test_without_a_terminal_it_says_what_to_do() -> None:
    """Rule: no terminal at all is an error that names `--plain` and `run`."""
    with pytest.raises(BufferStateError, match=r"no terminal.*--plain.*run SCENARIO"):
        launch(options())


def test_the_command_leaves_with_2_and_no_traceback() -> None:
    """Rule: a clear message, exit status 2, no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "game", "first-steps"],
        input="", capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("buffer-state: there is no terminal here to draw on; --plain")
    assert "Traceback" not in done.stderr


def test_a_file_that_would_swallow_the_screens_is_refused(tmp_path: Path) -> None:
    """Rule: on a terminal whose standard error goes to a file nothing could be seen."""
    process, line = pty.fork()
    if process == 0:
        with (tmp_path / "errors").open("wb") as errors:
            os.dup2(errors.fileno(), 2)
        os.execv(sys.executable, [sys.executable, "-m", "game", "first-steps"])
    _, status = os.waitpid(process, 0)
    os.close(line)
    assert os.waitstatus_to_exitcode(status) == 2
    assert "there is no terminal here to draw on" in (tmp_path / "errors").read_text("utf-8")


def test_a_scenario_begins_a_game(tmp_path: Path) -> None:
    """Rule: seed, mode and seat of the command line are those of the game."""
    game = open_game(
        options(scenario=str(TOLL_BRIDGE), seed="7", mode="ironman", saves=str(tmp_path))
    )
    assert game is not None
    assert (game.seed, game.mode, game.seat, game.turn) == (7, "ironman", "town", 1)
    assert [path.suffix for path in tmp_path.iterdir()] == [".toml"]


def test_a_save_is_taken_up(tmp_path: Path) -> None:
    """Rule: `--load` goes on where the save stands."""
    game = begin(tmp_path)
    game.commit(game.draft)
    again = open_game(options(load=str(game.keep()), saves=str(tmp_path)))
    assert again is not None
    assert again.turn == 2


def test_without_a_name_the_title_opens() -> None:
    """Rule: neither scenario nor save: no game yet."""
    assert open_game(options()) is None


def test_a_seed_that_is_none_is_refused(tmp_path: Path) -> None:
    """Rule: bad input is an error of the game's own."""
    with pytest.raises(MalformedChoice, match="is no seed"):
        open_game(options(scenario=str(TOLL_BRIDGE), seed="dice", saves=str(tmp_path)))
