"""The pages for authors, read as someone would follow them: files to write, commands to type."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.cli import main
from game.commands import COMMANDS

CHECKOUT = Path(__file__).parents[2]
MODDERS = CHECKOUT / "docs" / "modders"
EXAMPLES = MODDERS / "examples"

FENCE = re.compile(
    r'^```(?P<kind>toml|console)(?: title="(?P<title>[^"]*)")?\n(?P<body>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
"""A block of a file, or of commands with their output."""

MISSPELT = ", misspelt"
"""Ends the title of a block that is tried and taken back."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a page shows it."""

    line: str
    """What is typed."""
    output: tuple[str, ...]
    """What the page says that it prints; a `…` stands for any lines, or for the rest of one."""


def follow(page: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """Do what a page says, in the order in which it says it, and yield each line that was typed.

    Blocks with a title are added to the file of that name. A misspelt one is in the file for the
    next commands only.
    """
    taken_back: tuple[Path, str] | None = None
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "toml" and block["title"]:
            path = Path(block["title"].removesuffix(MISSPELT))
            before = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
            path.write_text(before + block["body"], encoding="utf-8")
            if block["title"].endswith(MISSPELT):
                taken_back = (path, before.removesuffix("\n"))
        elif block["kind"] == "console":
            for command in read_commands(block["body"]):
                type_in(command, capsys)
                yield command.line
            if taken_back is not None:
                taken_back[0].write_text(taken_back[1], encoding="utf-8")
                taken_back = None


def read_commands(body: str) -> Iterator[Command]:
    """Iterate over the commands of a console block."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, *output = part.rstrip("\n").split("\n")
        yield Command(line, tuple(output))


def type_in(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    """Carry out a command, and hold what it prints against what the page says."""
    name, *arguments = shlex.split(command.line)
    assert name == "buffer-state"
    assert arguments[0] in COMMANDS
    capsys.readouterr()
    assert main(arguments) in (0, 1)
    said = capsys.readouterr()
    assert said.err == ""
    assert is_shown(command.output, said.out.rstrip("\n").split("\n")), said.out


def is_shown(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Return whether a page shows what was printed."""
    lines = ("(?:\n.*)?" if line == "…" else f"\n{_match_line(line)}" for line in shown)
    return re.fullmatch("".join(lines), "\n" + "\n".join(printed), re.DOTALL) is not None


def _match_line(line: str) -> str:
    return "[^\n]*".join(re.escape(part) for part in line.split("…"))
