"""The engine against a second opinion: the same rules written as plain Python functions."""

from __future__ import annotations

import pytest
import tomli
from bench_engine import play
from ruleset import generate, write_scenario
from straight import import_module

from game.engine import compile_rules
from game.scenario.models import Scenario


@pytest.mark.parametrize("rule_set", range(2019, 2023))
def test_games_end_as_in_straight_python(rule_set: int) -> None:
    """Whole games of large generated rule sets end with the same values to the last bit."""
    generated = generate(rule_set)
    straight = import_module(generated)
    rules = compile_rules(Scenario.model_validate(tomli.loads(write_scenario(generated))))
    for seed in range(3):
        assert play(rules, seed) == straight.Game(seed).play()
