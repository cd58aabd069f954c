"""What the seed decides: draws within their bounds, keyed rolls, odds that are followed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.door import carry_out, lay_out

LUCK = """
format = 1

[scenario]
id = "luck"
title = "Luck"
summary = "What the seed decides."
turns = 12
start = 2020-01-01
step = "month"

[seat.a]
label = "A"
human = true

[var.hidden]
start = { draw = [30, 70] }
range = [20, 80]

[var.heat]
start = 50

[var.rung]
start = 0
range = [0, 1]

[[event]]
id = "storm"
to = "a"
text = "It storms."
chance = 50
repeat = { wait = 0 }

[[rule]]
id = "dice"
chance = 50
add = { heat = 1 }

[ladder]
var = "rung"
from = "heat"
rungs = [{ label = "calm" }, { label = "tense", up = 30, down = 20, accident = 60 }]
accident = { call = ["incident"] }

[[event]]
id = "incident"
to = "a"
text = "Shots are fired."
called = true
repeat = { wait = 0 }
"""
"""A scenario in which everything is rolled for."""

OTHERS = """
[var.another]
start = { draw = [0, 100] }

[[event]]
id = "another"
to = "a"
text = "Something else."
chance = 50
repeat = { wait = 0 }

[[rule]]
id = "another"
chance = 30
add = { another = 1 }
"""
"""More that is rolled for, to be added to it."""


def play_luck(
    text: str, seed: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, Any]]:
    """Return the turns of a scenario under a seed."""
    line = lay_out({"scenario": text, "seed": seed}, folder)
    turns: list[dict[str, Any]] = carry_out(line, capsys).read()["turns"]
    return turns


def test_a_drawn_start_lies_within_its_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`start = { draw = [a, b] }` is a + u·(b - a), rolled in turn 0: the same for a seed."""
    values = [play_luck(LUCK, seed, tmp_path, capsys)[0]["vars"]["hidden"] for seed in range(16)]
    assert all(30 <= value < 70 for value in values)
    assert len(set(values)) == 16
    assert min(values) < 45 < 55 < max(values)
    assert play_luck(LUCK, 3, tmp_path, capsys)[5]["vars"]["hidden"] == values[3]


def test_rolls_are_keyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A roll is a pure function of the seed, the turn and the id, whatever else was added."""
    alone = play_luck(LUCK, 11, tmp_path, capsys)
    beside = play_luck(LUCK + OTHERS, 11, tmp_path, capsys)
    assert len(alone) == len(beside) == 12
    for one, other in zip(alone, beside, strict=True):
        assert one["events"] == [event for event in other["events"] if event != "another"]
        assert one["vars"].items() <= other["vars"].items()


def test_a_seed_decides_the_luck(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same seed gives the same game; of 16 seeds no two give the same storms here."""
    games = [play_luck(LUCK, seed, tmp_path, capsys) for seed in range(16)]
    storms = {tuple("storm" in turn["events"] for turn in game) for game in games}
    assert len(storms) == 16
    occurred = sum(sum(storm) for storm in storms)
    assert 70 <= occurred <= 122
    assert play_luck(LUCK, 5, tmp_path, capsys) == games[5]


def test_the_chance_of_an_accident_accumulates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`accident` (per cent) is added each turn to an accumulating chance, 0 after an accident.

    With 60 per cent a turn the chance is 60, then 120 unless there was one, so that of two
    turns at least one has an accident, whose event comes at the next open.
    """
    for seed in range(16):
        turns = play_luck(LUCK, seed, tmp_path, capsys)
        accidents = ["incident" in turn["events"] for turn in turns[1:]]
        assert all(one or other for one, other in pairwise(accidents))
        assert not all(accidents)


SINKING = """
format = 1

[scenario]
id = "sinking"
title = "Sinking"
summary = "Tense for one turn, then calm."
turns = 12
start = 2020-01-01
step = "month"

[seat.a]
label = "A"
human = true

[var.heat]
start = 50

[var.rung]
start = 0
range = [0, 1]

[var.accidents]
start = 0

[[rule]]
id = "calm-down"
when = "turn == 2"
set = { heat = 0 }

[ladder]
var = "rung"
from = "heat"
sink = SINK
rungs = [{ label = "calm" }, { label = "tense", up = 30, down = 20, accident = 50 }]
accident = { add = { accidents = 1 } }
"""
"""A chance of 50 per cent in turn 1, and from turn 2 on the lowest rung."""


def count_accidents(
    sink: float, seed: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> list[float]:
    """Return how many accidents there had been after each turn."""
    turns = play_luck(SINKING.replace("SINK", str(sink)), seed, folder, capsys)
    return [turn["vars"]["accidents"] for turn in turns]


def test_the_chance_of_an_accident_sinks_on_the_lowest_rung(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An accumulating chance that sinks only on the lowest rung, by `sink`, not below 0.

    Of 50 per cent in turn 1 nothing is left in turn 2 where 50 sink a turn: whoever had no
    accident in turn 1 has none at all. Where nothing sinks, 50 per cent are rolled for in each
    of the turns, so that all of 16 seeds have one (and no second: the chance is 0 after it).
    """
    sunk = [count_accidents(50, seed, tmp_path, capsys) for seed in range(16)]
    assert all(after == after[:1] * 12 for after in sunk)
    assert {after[0] for after in sunk} == {0.0, 1.0}
    kept = [count_accidents(0, seed, tmp_path, capsys) for seed in range(16)]
    assert [after[0] for after in kept] == [after[0] for after in sunk]
    assert {after[-1] for after in kept} == {1.0}


DICE = """
format = 1

[scenario]
id = "dice"
title = "Dice"
summary = "A hundred and fifty turns of chances."
turns = 150
start = 2020-01-01
step = "week"

[seat.a]
label = "A"
human = true

[seat.b]
label = "B"
orders = 1
pass = 5

[var]
low = { start = 0, range = [0, 1000] }
high = { start = 0, range = [0, 1000] }
bot = { start = 0, range = [0, 1000] }
often = { start = 0, range = [0, 1000] }

[[rule]]
id = "dice"
outcome = [
  { id = "low", weight = 30, add = { low = 1 } },
  { id = "high", weight = 70, add = { high = 1 } },
]

[[rule]]
id = "often"
chance = 80
add = { often = 1 }

[[action]]
id = "act"
seat = "b"
label = "Act"
add = { bot = 1 }
weight = [{ base = 10 }, { times = 0.5 }]
"""
"""What is drawn by weights and by chances, often enough to count."""


def test_what_is_drawn_follows_its_odds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Outcomes by their weights, chances in per cent, a bot's orders by weights and `pass`.

    In 8 games of 150 turns: 30 per cent of the outcomes are low (360 of 1200), 80 per cent of
    the chances succeed (960), a bot with weight 5 beside pass 5 acts in half of the turns (600).
    The bands are four standard deviations: 64, 56 and 70.
    """
    case = {"scenario": DICE, "policy": "weights"}
    games = [
        carry_out(lay_out({**case, "seed": seed}, tmp_path), capsys).read() for seed in range(8)
    ]
    last = [game["turns"][-1]["vars"] for game in games]
    assert all(values["low"] + values["high"] == 150 for values in last)
    assert abs(sum(values["low"] for values in last) - 360) <= 64
    assert abs(sum(values["often"] for values in last) - 960) <= 56
    assert abs(sum(values["bot"] for values in last) - 600) <= 70
