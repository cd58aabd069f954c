"""`saves/` ships one finished sample game."""

from __future__ import annotations

from pathlib import Path

from game.archive.recovery import take_up
from game.archive.save import read_save, read_summary

SAMPLE = Path(__file__).parents[2] / "saves" / "sample-hesitant-alignment.toml"


def test_the_sample_plays_to_its_end() -> None:
    """Loading the sample replays every turn, verifies its digest, and comes to its ending."""
    save = read_save(SAMPLE)
    game = take_up(save)
    assert [turn.digest for turn in game.turns] == [turn.digest for turn in save.journal]
    assert game.over
    assert save.ending is not None
    assert game.ending is not None
    assert (game.ending.id, len(game.turns)) == (save.ending.id, save.ending.turn)


def test_the_title_knows_the_sample_without_its_scenario() -> None:
    """The summary alone names the scenario, the seat and the ending."""
    summary = read_summary(SAMPLE)
    assert (summary.scenario.title, summary.side, summary.finished) == (
        "Hesitant Alignment", "Minsk", True,
    )  # fmt: skip
    assert summary.tell() == f"Minsk: {summary.label.removeprefix('Ended: ')}, in turn 18."
