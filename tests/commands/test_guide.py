"""The page on the tools: its commands are understood, and what it shows is what is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from game.cli import build_parser, main

PAGE = (Path(__file__).parents[2] / "docs" / "tools.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(buffer-state [^#\n]+)", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_its_commands_are_understood(line: str) -> None:
    """Each line of its shell block is one that the command accepts."""
    assert build_parser().parse_args(shlex.split(line)[1:]) is not None


def test_its_commands_work_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed as they stand there, those that need no terminal, from an empty folder."""
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) == 7
    for line in COMMANDS:
        if " play " not in line:
            assert main(shlex.split(line)[1:]) == 0, line
    assert capsys.readouterr().err == ""
    assert (tmp_path / "my-land.schema.json").is_file()


def test_every_option_of_a_table_exists() -> None:
    """The options that it lists are options of `test`."""
    options = set(re.findall(r"^\| `(--[a-z]+)", PAGE, flags=re.MULTILINE))
    given = ["test", "x", "--name", "a", "--watch", "--junit", "b", "--difficulty", "c"]
    assert build_parser(["test"]).parse_args(given) is not None
    assert options == {"--name", "--watch", "--junit", "--difficulty", "--format"}
