"""The example of the facilitators' guide is what its acts give."""

from __future__ import annotations

import json
import runpy
import shlex
from pathlib import Path

import pytest

from game.cli import build_parser
from game.commands.exercise import SUBCOMMANDS
from game.exercise.configuration import read_configuration

GUIDE = Path(__file__).parents[2] / "docs" / "facilitators"


def test_the_example_comes_out_again(tmp_path: Path) -> None:
    """Its log and its reports are those that lie in the repository, byte for byte."""
    regenerate = runpy.run_path(str(GUIDE / "example" / "regenerate.py"))["regenerate"]
    regenerate(tmp_path)
    for name in ("log.jsonl", "report.md", "report.html"):
        again = (tmp_path / name).read_text(encoding="utf-8")
        assert again == (GUIDE / "example" / name).read_text(encoding="utf-8"), (
            f"{name} has changed: run docs/facilitators/example/regenerate.py and look at it"
        )


def test_the_example_shows_what_a_facilitator_does() -> None:
    """Four turns, two injects, a ruling, an override, a revert, a pause: all in the log."""
    lines = (GUIDE / "example" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line)["type"] for line in lines]
    assert kinds.count("turn.resolved") == 5, "four turns, one of them twice"
    assert kinds.count("inject.sent") == 2
    for kind in ("ruling.made", "override.applied", "turn.reverted", "clock.paused", "clock.grace"):
        assert kinds.count(kind) == 1


def list_commands() -> list[str]:
    """Return the `buffer-state` lines of the guide."""
    text = (GUIDE / "README.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in text.split("```sh\n")[1:]]
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("buffer-state ")]


@pytest.mark.parametrize("line", list_commands())
def test_commands_of_the_guide_are_understood(line: str) -> None:
    """Each is one that the program accepts."""
    arguments = shlex.split(line.partition(" > ")[0])[1:]
    assert build_parser(["exercise"]).parse_args(arguments).below


def test_the_guide_shows_every_command() -> None:
    """Whoever has read it has seen each command once."""
    text = (GUIDE / "README.md").read_text(encoding="utf-8")
    assert [name for name in SUBCOMMANDS if f"exercise {name}" not in text] == []


def test_the_configuration_of_the_guide_can_be_read() -> None:
    """The TOML that it shows is a configuration."""
    text = (GUIDE / "README.md").read_text(encoding="utf-8")
    block = text.split("```toml\n")[1].partition("```")[0]
    configuration = read_configuration(block)
    assert [inject.id for inject in configuration.injects] == ["border-drone"]


def test_links_of_the_guide_lead_somewhere() -> None:
    """A link names a file that is there."""
    import re

    for page in GUIDE.glob("*.md"):
        links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (GUIDE / link).exists()] == []
