"""Both ways of playing a block: game by game, and as columns of a batch."""

from __future__ import annotations

import pytest

from game.lab.blocks import FEWEST_COLUMNS, Block, play_block
from game.lab.tally import Tally
from game.scenario.bundle import Bundle
from game.scenario.load import load
from game.scenario.source import read_bundle
from tests.shipped import SHIPPED


def play_in_parts(block: Block) -> tuple[Tally, list[object]]:
    """Return the tally and the rows of a block whose parts are too small for a batch."""
    tally, rows, rest = Tally(), list[object](), block
    while rest.games:
        part, rest = rest.cut(FEWEST_COLUMNS - 1)
        result = play_block(part)
        tally.add(result.tally)
        rows += result.rows
    return tally, rows


def assert_same(block: Block) -> None:
    """Hold both ways together: every count, every row to the last bit."""
    result = play_block(block)
    assert result.tally.games == block.games >= FEWEST_COLUMNS
    assert (result.tally, list(result.rows)) == play_in_parts(block)


@pytest.mark.parametrize("policy", ["none", "weights", "random", "constant:earn", "constant:west"])
def test_columns_count_as_games_one_by_one(duel: Bundle, policy: str) -> None:
    """`Results do not depend on … block size`, though small blocks are played in another way."""
    policies = (("home", policy), ("rival", "random"))
    assert_same(Block(duel, None, policies, 3, 120, rows=True, spread=True))


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["weights", "random"])
@pytest.mark.parametrize("scenario", SHIPPED)
def test_columns_of_what_is_shipped(scenario: str, policy: str) -> None:
    """The same for the scenarios of the game: called events, deadlines, promises, the ladder."""
    bundle = read_bundle(scenario)
    policies = tuple((seat, policy) for seat in load(bundle).seat)
    assert_same(Block(bundle, None, policies, 1, 100, rows=True, spread=True))
