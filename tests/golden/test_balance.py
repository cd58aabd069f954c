"""Each game keeps the shares of its `[balance]`, as far as few games can tell."""

from __future__ import annotations

import json

import pytest

from game.cli import main
from tests.shipped import GAMES as PLAYED

GAMES = "48"
"""How many games of each policy; more would decide more shares, and take longer."""


@pytest.mark.slow
@pytest.mark.parametrize("game", PLAYED)
def test_a_game_misses_no_share(game: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No thoughtless policy wins, one that looks ahead does; routines are left to `--balance`."""
    asked = ("--balance", "none,random,weights,greedy,planner", "--games", GAMES)
    status = main(["simulate", game, *asked, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    bands = {(each["subject"], each["policy"]): each for each in told["balance"]}
    assert [name for name, each in bands.items() if each["standing"] == "missed"] == []
    assert bands["good", "none"]["standing"] == "held"
    assert bands["good", "random"]["standing"] != "missed"
    assert status == 0
