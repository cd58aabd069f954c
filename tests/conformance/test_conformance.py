"""The sentences of the scenario format, each proven through the door by a case written by hand.

Every `*.toml` file of this folder is a case: `proves` quotes the sentence (or a decision where
the sentence leaves something open), `work` shows how the numbers were worked out without the
program, `scenario` and `choices` are what a user would give, and one of three tables says what
has to come out: `[expect]` of a game, `[refused]` of a plan, `[error]` of a scenario.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import tomli

from game import cli
from game.errors import ChoiceError, IllegalChoice, LateChoice, MalformedChoice

CHECKOUT = Path(__file__).parents[2]

CASES = {
    path.stem: tomli.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*.toml"))
}
"""All cases by name."""

KINDS: dict[str, type[ChoiceError]] = {
    "malformed": MalformedChoice,
    "illegal": IllegalChoice,
    "late": LateChoice,
}
"""The word of a `[refused]` table for each kind of refusal."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    status: int
    """The exit status."""
    out: str
    """The standard output."""
    err: str
    """The standard error."""

    def read(self) -> dict[str, Any]:
        """Return the game that was printed as JSON."""
        assert (self.status, self.err) == (0, "")
        game: dict[str, Any] = json.loads(self.out)
        return game


def name_cases(table: str) -> list[str]:
    """Return the names of the cases that have a table, such as `expect`."""
    return [name for name, case in CASES.items() if table in case]


def lay_out(case: dict[str, Any], folder: Path) -> list[str]:
    """Write the files of a case into a folder and return the command line that plays it."""
    scenario = folder / "scenario.toml"
    scenario.write_text(case["scenario"], encoding="utf-8")
    for name, text in case.get("files", {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    line = ["run", str(scenario), "--seed", str(case.get("seed", 7)), "--format", "json"]
    if "choices" in case:
        choices = folder / "choices.txt"
        choices.write_text(case["choices"], encoding="utf-8")
        line += ["--choices", str(choices)]
    policies = case.get("policy", "none")
    for policy in [policies] if isinstance(policies, str) else policies:
        line += ["--policy", policy]
    if "difficulty" in case:
        line += ["--difficulty", case["difficulty"]]
    return line


def carry_out(line: list[str], capsys: pytest.CaptureFixture[str]) -> Outcome:
    """Carry out a command line in this process."""
    status = cli.main(line)
    captured = capsys.readouterr()
    return Outcome(status, captured.out, captured.err)


def compare_turn(expected: dict[str, Any], found: dict[str, Any]) -> None:
    """Compare what a case says of a turn; what it does not mention may be anything."""
    for variable, value in expected.get("vars", {}).items():
        assert found["vars"][variable] == value, f"{variable} after turn {expected['turn']}"
    for key in ("flags", "events"):
        if key in expected:
            assert found[key] == expected[key], f"{key} of turn {expected['turn']}"
    if "causes" in expected:
        assert list_causes(found, expected.get("causes_of")) == expected["causes"]


def list_causes(turn: dict[str, Any], variable: str | None) -> list[dict[str, Any]]:
    """Return the causes of a turn, those of one variable in their order, else sorted by stage.

    Within one stage the format orders the causes of a variable, not the variables.
    """
    keys = ("var", "by", "stage", "amount")
    causes = [{key: cause[key] for key in keys} for cause in turn["causes"]]
    return [cause for cause in causes if variable in (None, cause["var"])]


@pytest.mark.parametrize("name", name_cases("expect"))
def test_plays(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A game comes out as it was worked out by hand, to the last bit."""
    case = CASES[name]
    game = carry_out(lay_out(case, tmp_path), capsys).read()
    expected = case["expect"]
    turns = {turn["turn"]: turn for turn in game["turns"]}
    assert list(turns) == list(range(1, len(turns) + 1))
    for turn in expected.get("turns", []):
        compare_turn(turn, turns[turn["turn"]])
    if "last" in expected:
        assert len(turns) == expected["last"]
    if "ending" in expected:
        assert game["ending"] == (None if expected["ending"] == "none" else expected["ending"])


@pytest.mark.parametrize("name", name_cases("expect"))
def test_accounts_for_every_change(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The causes of a variable in a turn add up to its change; no value is minus zero."""
    game = carry_out(lay_out(CASES[name], tmp_path), capsys).read()
    for before, turn in zip(game["turns"], game["turns"][1:], strict=False):
        for variable, value in turn["vars"].items():
            old = before["vars"][variable]
            amounts = [c["amount"] for c in turn["causes"] if c["var"] == variable]
            largest = max(map(abs, [old, value, *amounts]))
            assert math.isclose(old + math.fsum(amounts), value, rel_tol=0, abs_tol=1e-9 * largest)
            assert math.copysign(1, value) == 1 or value < 0


@pytest.mark.parametrize("name", name_cases("refused"))
def test_refuses(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan that breaks a rule is refused whole, with the reason; nothing is played."""
    case = CASES[name]
    line = lay_out(case, tmp_path)
    outcome = carry_out(line, capsys)
    assert (outcome.status, outcome.out) == (2, "")
    assert case["refused"]["says"] in outcome.err
    options = cli.build_parser().parse_args(line)
    with pytest.raises(KINDS.get(case["refused"].get("kind", ""), ChoiceError)):
        options.carry_out(options)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", name_cases("error"))
def test_does_not_load(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scenario with an error is not played, and `check` says what is wrong, where."""
    case = CASES[name]
    line = lay_out(case, tmp_path)
    played = carry_out(line, capsys)
    assert (played.status, played.out) == (2, "")
    assert played.err.startswith("buffer-state: ")
    checked = carry_out(["check", line[1]], capsys)
    assert checked.status == 1
    error = case["error"]
    first = f"error({error['key']}): " if "key" in error else "error("
    blocks = [part for part in checked.out.split("\n\n") if part.startswith(first)]
    blocks = [part for part in blocks if error.get("says", "") in part.splitlines()[0]]
    assert blocks, checked.out
    if "line" in error:
        place = f"scenario.toml:{error['line']}:{error['column']}\n"
        assert any(place in part for part in blocks), checked.out


@pytest.mark.parametrize(
    "name",
    ["state-terms-in-ascii-order", "promise-threat-carried-out", "state-causes-of-a-turn-add-up"],
)
def test_the_command_prints_the_same_bytes(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same seed and the same choices give the same game, bit for bit."""
    line = lay_out(CASES[name], tmp_path)
    here = carry_out(line, capsys)
    for hash_seed, flags in (("0", []), ("4711", ["-O"])):
        done = subprocess.run(
            [sys.executable, *flags, "-m", "game", *line],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == here.out.encode()


def test_the_command_refuses_with_a_status(tmp_path: Path) -> None:
    """The whole plan is refused with the reason, nothing is played."""
    line = lay_out(CASES["refused-beyond-the-pool"], tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "game", *line],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("buffer-state: ")
    assert "attention" in done.stderr


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
        assert all(one or other for one, other in zip(accidents, accidents[1:], strict=False))
        assert not all(accidents)
