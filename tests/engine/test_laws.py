"""Laws of the engine, held for random scenarios."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import State, compile_rules, digest_state, start_game
from game.policy.playthrough import Played, assign_policies, play_through
from game.scenario.models import Scenario
from tests.strategies import scenario_tables, scenarios

SEEDS = st.integers(0, 2**64 - 1)


def play(scenario: Scenario, seed: int) -> list[Played]:
    """Play a game of bots to its end."""
    rules = compile_rules(scenario)
    return list(play_through(rules, start_game(rules, seed), (), assign_policies(rules, [])))


@settings(max_examples=60, deadline=None)
@given(scenarios(), SEEDS)
def test_causes_add_up(scenario: Scenario, seed: int) -> None:
    """`The causes of a variable in a turn add up to its change (within 1e-9 …)`."""
    for turn in play(scenario, seed):
        for index, (old, new) in enumerate(zip(turn.report.before, turn.report.after, strict=True)):
            amounts = [cause.amount for cause in turn.report.causes if cause.variable == index]
            largest = max([abs(old), abs(new), 1.0, *map(abs, amounts)])
            total = old
            for amount in amounts:
                total += amount
            assert abs(total - new) <= 1e-9 * largest
            assert 0.0 not in amounts


@settings(max_examples=40, deadline=None)
@given(scenarios(), SEEDS)
def test_values_stay_in_their_ranges(scenario: Scenario, seed: int) -> None:
    """`all changes to one variable are added up, then clamped to its range`."""
    rules = compile_rules(scenario)
    for turn in play(scenario, seed):
        for value, low, high in zip(turn.state.values, rules.lows, rules.highs, strict=True):
            assert low <= value <= high


@settings(max_examples=40, deadline=None)
@given(scenario_tables(), SEEDS, st.randoms(use_true_random=False))
def test_order_in_the_file_never_matters(tables: dict[str, Any], seed: int, chance: Any) -> None:
    """`So the order of entries in a file never matters`."""
    shuffled = dict(tables)
    for name, table in tables.items():
        if isinstance(table, list):
            shuffled[name] = chance.sample(table, len(table))
        elif name in {"var", "flag", "seat"}:
            shuffled[name] = dict(chance.sample(list(table.items()), len(table)))
    straight = [digest_state(turn.state) for turn in play(Scenario.model_validate(tables), seed)]
    mixed = [digest_state(turn.state) for turn in play(Scenario.model_validate(shuffled), seed)]
    assert straight == mixed


@settings(max_examples=20, deadline=None)
@given(scenarios(), SEEDS)
def test_the_same_game_twice(scenario: Scenario, seed: int) -> None:
    """`the same seed and the same choices give the same game, bit for bit`."""
    first, second = play(scenario, seed), play(scenario, seed)
    assert [digest_state(turn.state) for turn in first] == [
        digest_state(turn.state) for turn in second
    ]


@settings(max_examples=20, deadline=None)
@given(scenarios(), SEEDS)
def test_a_game_ends(scenario: Scenario, seed: int) -> None:
    """A game has at most its number of turns, and only its last state is an end."""
    turns = play(scenario, seed)
    ends: list[State] = [turn.state for turn in turns if turn.state.end is not None]
    assert len(ends) == 1
    assert ends[0] is turns[-1].state
    assert len(turns) <= scenario.scenario.turns
