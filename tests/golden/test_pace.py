"""What every game that comes with the project asks of a player, turn by turn."""

from __future__ import annotations

import pytest

from game.engine import Rules, compile_rules, open_turn, start_game
from game.engine.plans import list_open_actions
from game.policy.playthrough import assign_policies, play_through
from game.scenario.load import load_scenario
from tests.shipped import GAMES

SEEDS = range(6)
"""The games of bots that are looked at."""


@pytest.fixture(scope="module", params=GAMES)
def rules(request: pytest.FixtureRequest) -> Rules:
    """Compile a game once."""
    return compile_rules(load_scenario(request.param))


def test_the_first_briefing_is_short(rules: Rules) -> None:
    """`a briefing of 80 words (what you sell, who buys, what kills you)`, or hardly more."""
    for seat in rules.scenario.seat.values():
        assert not seat.human or len((seat.briefing or "").split()) <= 90


def test_the_first_turn_asks_one_thing_and_offers_few(rules: Rules) -> None:
    """`one demand …, five actions (the others open in turns 2 to 4)`."""
    opening = open_turn(rules, start_game(rules, 1))
    assert len(opening.demands) == 1
    assert 4 <= len(list_open_actions(rules, opening, "minsk")) <= 8


def test_a_turn_asks_at_most_two_new_things(rules: Rules) -> None:
    """`Per turn one or two demands`, beside those that are still open."""
    for seed in SEEDS:
        game = play_through(rules, start_game(rules, seed), (), assign_policies(rules, []))
        for turn in game:
            now, demands = turn.opening.state.turn, turn.opening.demands
            asked = [each for each in demands if each.since == now and "minsk" in each.seats]
            assert len(asked) <= 2


def test_there_is_more_than_one_way_to_end(rules: Rules) -> None:
    """At least five endings, of which some are good and some are bad."""
    ranks = [ending.rank for ending in rules.scenario.ending]
    assert len(ranks) >= 5
    assert min(ranks) < 0 < max(ranks)
