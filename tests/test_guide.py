"""The guide for authors: its example is a scenario that plays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.cli import main

GUIDE = Path(__file__).parents[1] / "docs" / "scenarios.md"


def test_the_example_of_the_guide_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a newcomer copies from the guide has no errors and comes to an ending."""
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    path = tmp_path / "small-neighbour.toml"
    path.write_text(blocks[0], encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert main(["run", str(path), "--seed", "3", "--policy", "none"]) == 0
    assert "Ending in turn 5: Broke" in capsys.readouterr().out
