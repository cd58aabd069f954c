"""A small scenario in which policies differ, for the tests of simulations."""

from __future__ import annotations

import pytest

from game.engine import Rules
from game.lab.blocks import Block, prepare
from game.scenario.bundle import Bundle

DUEL = """
format = 1
[scenario]
id = "duel"
title = "Duel"
summary = "Save, spend or gamble for five turns."
turns = 5
start = 2020-01-01

[var]
money = { start = 5, range = [0, 10] }
fear = { start = { draw = [20, 60] }, seen_by = ["rival"] }
idle = { start = 3, range = [0, 10] }
mark = { start = 0, range = [0, 10] }

[derived]
comfort = "money / 2"

[flag.alarm]

[seat.home]
label = "Home"
human = true
pool = { attention = 1 }
orders = 1
score = "money"

[seat.rival]
label = "Rival"
orders = 1

[desk]
front = ["money", "comfort"]

[[action]]
id = "earn"
seat = "home"
group = "east"
add = { money = 1 }

[[action]]
id = "burn"
seat = "home"
group = "west"
add = { money = -2, mark = 1 }

[[action]]
id = "dream"
seat = "home"
group = "west"
when = "money > 9 and turn > 4"
add = { money = 1 }

[[action]]
id = "frown"
seat = "rival"
add = { fear = 1 }

[[event]]
id = "gift"
to = "home"
chance = 50
when = "turn >= 2"
text = "A gift."
  [[event.option]]
  id = "keep"
  add = { money = 2 }
  [[event.option]]
  id = "return"
  default = true

[[event]]
id = "miracle"
to = "home"
when = "money > 3 and mark > 9"
text = "It cannot be."

[[ending]]
id = "rich"
when = "money >= 9"
at = "end"
rank = 2

[[ending]]
id = "broke"
when = "money <= 0"
rank = -2

[[ending]]
id = "even"
when = "true"
at = "end"
priority = -1

[balance]
good = { policy = "none", share = [0, 10] }
"ending.broke" = { policy = "constant:burn", share = [0, 10] }
"order.*" = { policy = "random", share = [20, 40] }
"ending.*" = { policy = "any", share = [1, 100] }
"gauge.*" = { policy = "random", share = [1, 100] }
"""


@pytest.fixture
def duel() -> Bundle:
    """Return the files of the scenario."""
    return Bundle.from_text(DUEL, "duel.toml")


@pytest.fixture
def rules(duel: Bundle) -> Rules:
    """Return the compiled scenario."""
    return prepare(duel)[0]


@pytest.fixture
def block(duel: Bundle) -> Block:
    """Return forty games in which the home seat plays at random."""
    return Block(duel, None, (("home", "random"), ("rival", "weights")), 1, 40)
