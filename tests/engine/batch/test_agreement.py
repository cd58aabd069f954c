"""Many games at once give the bits of one game at a time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import compile_rules
from game.scenario.load import load
from game.scenario.models import Scenario
from game.scenario.source import read_bundle
from tests.engine.batch.agreement import assert_agreement
from tests.strategies import scenarios

SEEDS = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=5)
POLICIES = st.sampled_from(["weights", "none"])


@settings(max_examples=60, deadline=None)
@given(scenarios(), SEEDS, POLICIES)
def test_random_scenarios(scenario: Scenario, seeds: list[int], policy: str) -> None:
    """`Given the same inputs, all backends agree to the last bit.`"""
    assert_agreement(compile_rules(scenario), seeds, policy)


@pytest.mark.parametrize("name", ["first-steps", "hesitant-alignment"])
@pytest.mark.parametrize("policy", ["weights", "none"])
def test_shipped_scenarios(name: str, policy: str) -> None:
    """The scenarios that come with the game, every turn to its end."""
    assert_agreement(compile_rules(load(read_bundle(name))), range(12), policy)
