"""`buffer-state practise`: a table that the scenario takes, and what is said where none can be."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from game.cli import main
from tests.lab.conftest import DUEL


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
