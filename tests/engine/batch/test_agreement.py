"""Many games at once give the bits of one game at a time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from game.engine import compile_rules
from game.scenario.load import load
from game.scenario.models import Scenario
from game.scenario.source import read_bundle
from tests.engine.batch.agreement import assert_agreement
from tests.engine.batch.rich import rich_scenarios
from tests.shipped import SHIPPED
from tests.strategies import scenarios

SEEDS = st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=4)
POLICIES = st.sampled_from(["weights", "none"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios(), SEEDS, POLICIES)
def test_random_scenarios(scenario: Scenario, seeds: list[int], policy: str) -> None:
    """`Given the same inputs, all backends agree to the last bit`."""
    assert_agreement(compile_rules(scenario), seeds, policy)


# What is drawn is large, so that drawing takes its time and shrinking has no end.
@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(rich_scenarios(), SEEDS, POLICIES)
def test_rich_scenarios(scenario: Scenario, seeds: list[int], policy: str) -> None:
    """The same with all of the format: parts within parts, slots, injects, epilogues."""
    assert_agreement(compile_rules(scenario), seeds, policy)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios(name: str) -> None:
    """The scenarios that come with the game, every turn to its end."""
    rules = compile_rules(load(read_bundle(name)))
    assert_agreement(rules, range(8), "weights")
    assert_agreement(rules, range(3), "none")
