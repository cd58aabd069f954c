"""`buffer-state practise`: a table that the scenario takes, and what is said where none can be."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from game.cli import main
from tests.lab.conftest import DUEL

CODE = """
import sys
from game.lab import practice
practise = practice.practise
def tell(*given):
    for number, found in enumerate(practise(*given)):
        if not number:
            print("first round", file=sys.stderr, flush=True)
        yield found
practice.practise = tell
from game.cli import run
run()
"""
"""The command, which tells when it has begun to play."""


def test_the_table_can_be_appended_to_the_scenario(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names what it was found in and what it is good for; `check` takes it without a word."""
    path = tmp_path / "duel.toml"
    path.write_text(DUEL, encoding="utf-8")
    assert main(["practise", str(path)]) == 0
    written = capsys.readouterr().out
    head, good, *_ = written.splitlines()
    assert head == "# Found by `buffer-state practise` in 160000 games, on course and off it."
    assert good.startswith("# Of 1000 others, ")
    practice = tomli.loads(written)["practice"]
    assert list(practice) == ["home"] and practice["home"]["earn"] == 16.0
    assert practice["home"]["gift.keep"] == [1.0, 16.0]
    path.write_text(DUEL + written, encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert "no errors" in capsys.readouterr().out


def test_an_unknown_seat_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the seats that there are; the status is 2."""
    assert main(["practise", "first-steps", "--seat", "minks"]) == 2
    assert "no seat is called 'minks'; the seats are minsk" in capsys.readouterr().err


@pytest.mark.slow
def test_practice_that_the_system_ends_leaves_no_half(tmp_path: Path) -> None:
    """It ends as by ctrl-C, with status 130, and no line of a table is written."""
    path = tmp_path / "duel.toml"
    path.write_text(DUEL, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, "practise", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    assert process.stderr is not None and process.stderr.readline() == "first round\n"
    process.send_signal(signal.SIGTERM)
    written, said = process.communicate(timeout=60)
    assert (process.returncode, written, said) == (130, "", "")
