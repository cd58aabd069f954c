"""What a plan leads to next turn, as far as the seat can know."""

from __future__ import annotations

from dataclasses import replace

import tomli

from game.engine import Plan, Rules, compile_rules, open_turn, start_game
from game.lab.outlook import Band, look_ahead
from game.scenario.models import Scenario
from tests.engine.conftest import SMALL


def compile_small(extra: str = "") -> Rules:
    """Compile the small scenario with more tables."""
    return compile_rules(Scenario.model_validate(tomli.loads(SMALL + extra)))


def test_what_is_certain_is_one_number() -> None:
    """Investing halves 5 bn less its price of 2: nothing else moves money in this turn."""
    rules = compile_small()
    opening = open_turn(rules, start_game(rules, 7))
    outlook = look_ahead(rules, opening, "home", Plan(("invest",)), ["money", "comfort"])
    assert outlook.bands == {"money": Band(0.5, 0.5, 0.5), "comfort": Band(1.0, 1.0, 1.0)}
    assert outlook.endings == {}


def test_the_outlook_does_not_depend_on_what_is_hidden() -> None:
    """`hidden values are drawn from what the seat knows, never from the truth`."""
    rules = compile_small()
    start = start_game(rules, 7)
    hidden = rules.index["var"]["resolve"]
    outlooks = []
    for resolve in (30.0, 70.0):
        values = [*start.values]
        values[hidden] = resolve
        opening = open_turn(rules, replace(start, values=tuple(values)))
        outlooks.append(look_ahead(rules, opening, "home", Plan(("probe",)), ["trust"]))
    assert outlooks[0] == outlooks[1]
    assert outlooks[0].bands["trust"].low < outlooks[0].bands["trust"].high


def test_a_plan_that_only_the_truth_allows_is_not_refused() -> None:
    """A condition on a hidden value may fail where it is imagined otherwise: no such future."""
    rules = compile_small(
        '[[action]]\nid = "dare"\nseat = "home"\nlabel = "Dare"\nwhen = "resolve > 50"\n'
        "add = { money = 1 }\n"
    )
    state = start_game(rules, 7, {"resolve": 90.0})
    outlook = look_ahead(rules, open_turn(rules, state), "home", Plan(("dare",)), ["money"])
    assert outlook.bands == {"money": Band(6.0, 6.0, 6.0)}


def test_endings_bear_their_odds() -> None:
    """An ending that every imagined turn reaches is certain."""
    rules = compile_small('[[ending]]\nid = "poor"\nwhen = "money < 1"\n')
    opening = open_turn(rules, start_game(rules, 7))
    outlook = look_ahead(rules, opening, "home", Plan(("invest",)), ["money"])
    assert outlook.endings == {"poor": 100.0}
