"""Make a value stand still, to see whether it matters."""

from __future__ import annotations

from game.engine import compile_rules, start_game
from game.engine.opening import build_frame
from game.engine.view import read_value
from game.engine.words import start_range
from game.scenario.models import Scenario


def freeze(scenario: Scenario, name: str) -> Scenario:
    """Return a scenario in which a variable or derived value keeps the value of its start.

    A start that is drawn becomes the middle of what it is drawn from; a derived value has the one
    that it has in the game of seed 1.
    """
    if name in scenario.var:
        low, high = start_range(scenario, name)
        middle = (low + high) / 2.0
        variable = scenario.var[name].model_copy(
            update={"start": middle, "range": (middle, middle)}
        )
        return scenario.model_copy(update={"var": {**scenario.var, name: variable}})
    rules = compile_rules(scenario)
    value = read_value(rules, build_frame(rules, start_game(rules, 1)), name)
    derived = scenario.derived[name].model_copy(update={"value": value})
    return scenario.model_copy(update={"derived": {**scenario.derived, name: derived}})
