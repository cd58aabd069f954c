"""The conformance door: cases from files, and the command that plays them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import tomli

from game import cli

CASES = {
    path.stem: tomli.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*.toml"))
}
"""All cases by name."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    status: int
    """The exit status."""
    out: str
    """The standard output."""
    err: str
    """The standard error."""

    def read(self) -> dict[str, Any]:
        """Return the game that was printed as JSON."""
        assert (self.status, self.err) == (0, "")
        game: dict[str, Any] = json.loads(self.out)
        return game


def lay_out(case: dict[str, Any], folder: Path) -> list[str]:
    """Write the files of a case into a folder and return the command line that plays it."""
    scenario = folder / "scenario.toml"
    scenario.write_text(case["scenario"], encoding="utf-8")
    for name, text in case.get("files", {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    line = ["run", str(scenario), "--seed", str(case.get("seed", 7)), "--format", "json"]
    if "choices" in case:
        choices = folder / "choices.txt"
        choices.write_text(case["choices"], encoding="utf-8")
        line += ["--choices", str(choices)]
    policies = case.get("policy", "none")
    for policy in [policies] if isinstance(policies, str) else policies:
        line += ["--policy", policy]
    if "difficulty" in case:
        line += ["--difficulty", case["difficulty"]]
    return line


def carry_out(line: list[str], capsys: pytest.CaptureFixture[str]) -> Outcome:
    """Carry out a command line in this process."""
    status = cli.main(line)
    captured = capsys.readouterr()
    return Outcome(status, captured.out, captured.err)
