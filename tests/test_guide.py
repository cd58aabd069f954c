"""The guide for authors: its example is a scenario that plays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.cli import main

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = DOCS / "scenarios.md"


def list_examples() -> list[tuple[str, str]]:
    """Return the whole scenarios that the documents show, each with its document's name."""
    return [
        (page.name, block)
        for page in sorted(DOCS.rglob("*.md"))
        for block in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        if "[scenario]" in block
    ]


@pytest.mark.parametrize("example", list_examples(), ids=lambda example: example[0])
def test_the_examples_are_free_of_warnings(
    example: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No false alarm: all examples of the documents pass `--strict`, without a tip."""
    path = tmp_path / "example.toml"
    path.write_text(example[1], encoding="utf-8")
    assert main(["check", "--strict", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: no errors\n"


def test_the_example_of_the_guide_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a newcomer copies from the guide has no errors and comes to an ending."""
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    path = tmp_path / "small-neighbour.toml"
    path.write_text(blocks[0], encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert main(["run", str(path), "--seed", "3", "--policy", "none"]) == 0
    assert "Ending in turn 5: Broke" in capsys.readouterr().out
