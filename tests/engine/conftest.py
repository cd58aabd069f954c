"""A small scenario with hidden values, from which the tests of views and previews start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import tomli

from game.engine import Opening, Rules, compile_rules, open_turn, start_game
from game.scenario.models import Scenario

SMALL = """
format = 1
[scenario]
id = "small"
title = "Small"
summary = "Two seats, one secret."
turns = 3
start = 2019-07-01

[var]
money = { start = 5, range = [0, 10], label = "Money", unit = "bn" }
trust = { start = 40 }
resolve = { start = { draw = [30, 70] }, seen_by = ["rival"] }
mood = { start = 47, seen_by = ["rival", { blur = 10 }] }

[derived]
threat = "resolve / 2"
worry = { value = "mood + trust" }
comfort = "money * 2"

[flag.signed]
[flag.secret]

[seat.home]
label = "Home"
human = true
pool = { attention = 2 }
[seat.rival]
label = "Rival"
intents = 2
pass = 3

[[promise]]
id = "vow"
from = "home"
to = "rival"
due = 2

[[action]]
id = "invest"
seat = "home"
label = "Invest"
cost = { attention = 1, money = 2 }
add = { trust = "money + 1" }
times = { money = 0.5 }
later = [{ in = 2, add = { money = 3 }, why = "it pays" }]

[[action]]
id = "probe"
seat = "home"
label = "Probe"
cost = { attention = 1 }
add = { trust = "-resolve / 10" }
reveal = ["resolve"]
also = [
  { when = "money > 4", add = { money = -1 } },
  { when = "resolve > 50", add = { trust = -2 } },
  { when = "money > 9", add = { money = -9 } },
]

[[action]]
id = "gamble"
seat = "home"
label = "Gamble"
cost = { attention = 2 }
promise = ["vow"]
outcome = [
  { id = "lost", label = "lost", weight = 30, add = { money = -3 } },
  { id = "won", weight = "30 + money * 8", add = { money = 4 }, raise = ["signed"] },
]

[[action]]
id = "press"
seat = "rival"
label = "Press"
weight = [
  { base = 6, why = "always" },
  { when = "trust < 50", times = 2, why = "they waver" },
  { when = "trust > 90", base = 50, why = "never now" },
]
add = { resolve = 1, trust = -1 }

[[action]]
id = "relent"
seat = "rival"
label = "Relent"
weight = [{ base = 5 }]
clear = ["secret"]
raise = ["secret"]
"""


@pytest.fixture
def make_rules() -> Callable[..., Rules]:
    """Return a function that compiles the small scenario with changed tables."""

    def make(**changes: Any) -> Rules:
        tables = tomli.loads(SMALL)
        for name, table in changes.items():
            tables[name] = {**tables.get(name, {}), **table}
        return compile_rules(Scenario.model_validate(tables))

    return make


@pytest.fixture
def opening(make_rules: Callable[..., Rules]) -> tuple[Rules, Opening]:
    """Return the small scenario at the opening of turn 1 with seed 7."""
    rules = make_rules()
    return rules, open_turn(rules, start_game(rules, 7))
