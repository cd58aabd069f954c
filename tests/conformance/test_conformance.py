"""The sentences of the scenario format, each proven through the door by a case written by hand.

Every `*.toml` file of this folder is a case: `proves` quotes the sentence (or a decision where
the sentence leaves something open), `work` shows how the numbers were worked out without the
program, `scenario` and `choices` are what a user would give, and one of three tables says what
has to come out: `[expect]` of a game, `[refused]` of a plan, `[error]` of a scenario.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w

from game import cli
from game.errors import ChoiceError, IllegalChoice, LateChoice, MalformedChoice
from tests.conformance.door import CASES, carry_out, lay_out

CHECKOUT = Path(__file__).parents[2]

KINDS: dict[str, type[ChoiceError]] = {
    "malformed": MalformedChoice,
    "illegal": IllegalChoice,
    "late": LateChoice,
}
"""The word of a `[refused]` table for each kind of refusal."""


def name_cases(table: str) -> list[str]:
    """Return the names of the cases that have a table, such as `expect`."""
    return [name for name, case in CASES.items() if table in case]


def compare_turn(expected: dict[str, Any], found: dict[str, Any]) -> None:
    """Compare what a case says of a turn; what it does not mention may be anything."""
    for variable, value in expected.get("vars", {}).items():
        assert found["vars"][variable] == value, f"{variable} after turn {expected['turn']}"
    for key in ("flags", "events"):
        if key in expected:
            assert found[key] == expected[key], f"{key} of turn {expected['turn']}"
    if "causes" in expected:
        of = expected.get("causes_of")
        assert group_causes(found["causes"], of) == group_causes(expected["causes"], of)


def group_causes(
    causes: list[dict[str, Any]], variable: str | None
) -> dict[str, list[dict[str, Any]]]:
    """Return the causes of each variable, or of one; the format orders them only within it."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for cause in causes:
        if variable in (None, cause["var"]):
            known = {key: cause[key] for key in ("var", "by", "stage", "amount")}
            groups.setdefault(cause["var"], []).append(known)
    return groups


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
    for before, turn in pairwise(game["turns"]):
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


def turn_around(table: Any) -> Any:
    """Return the entries of a table or a list of tables, the last first."""
    if isinstance(table, list):
        return table[::-1]
    return dict(reversed(table.items())) if isinstance(table, dict) else table


def play_tables(
    case: dict[str, Any], tables: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    """Return the game of a case with other tables, without what names the file's text."""
    game = carry_out(lay_out({**case, "scenario": tomli_w.dumps(tables)}, folder), capsys).read()
    del game["digest"]
    return game


@pytest.mark.parametrize(
    "name", [name for name in name_cases("expect") if "files" not in CASES[name]]
)
def test_the_order_of_entries_never_matters(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So the order of entries in a file never matters."""
    case = CASES[name]
    tables = tomli.loads(case["scenario"])
    turned = {key: turn_around(value) for key, value in reversed(tables.items())}
    straight = play_tables(case, tables, tmp_path, capsys)
    assert play_tables(case, turned, tmp_path, capsys) == straight


def test_a_folder_is_one_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scenario is one TOML file (or one folder of TOML files) that holds a whole game."""
    case = CASES["promise-contradiction-is-symmetric-and-exposed"]
    line = lay_out(case, tmp_path)
    whole = carry_out(line, capsys).read()
    folder = tmp_path / "parts"
    folder.mkdir()
    head, mark, tail = case["scenario"].partition("[[promise]]")
    (folder / "a-head.toml").write_text(head, encoding="utf-8")
    (folder / "b-tail.toml").write_text(mark + tail, encoding="utf-8")
    parts = carry_out(["run", str(folder), *line[2:]], capsys).read()
    assert parts["turns"] == whole["turns"]
    assert parts["scenario"] == whole["scenario"] == "case"


def test_the_result_has_the_keys_of_the_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """More keys may follow; these stay. `vars` are floats, `flags` and `events` are sorted."""
    outcome = carry_out(lay_out(CASES["state-causes-of-a-turn-add-up"], tmp_path), capsys)
    game = outcome.read()
    assert {"format", "scenario", "digest", "seed", "turns", "ending"} <= set(game)
    assert (game["format"], game["scenario"], game["seed"]) == (1, "case", 7)
    for turn in game["turns"]:
        assert {"turn", "vars", "flags", "events", "causes", "digest"} <= set(turn)
        assert all(type(value) is float for value in turn["vars"].values())
        for cause in turn["causes"]:
            assert {"var", "by", "stage", "amount"} <= set(cause)
            assert type(cause["amount"]) is float


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["run", "no-such-scenario"], "no-such-scenario"),
        (["run", "SCENARIO", "--difficulty", "nightmare"], "nightmare"),
        (["run", "SCENARIO", "--choices", "missing.toml"], "missing.toml"),
        (["run", "SCENARIO", "--policy", "wizard"], "wizard"),
        (["run", "SCENARIO", "--policy", "z=none"], "z"),
        (["run", "SCENARIO", "--seed", "?"], "?"),
        (["run", "SCENARIO", "--format", "xml"], "xml"),
        (["check", "no-such-scenario"], "no-such-scenario"),
    ],
)
def test_what_cannot_be_used_has_a_status_and_a_reason(
    line: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status for scripts: 2, with the reason on standard error, nothing printed."""
    scenario = lay_out(CASES["formula-constants"], tmp_path)[1]
    given = [scenario if word == "SCENARIO" else word for word in line]
    outcome = carry_out(given, capsys)
    assert (outcome.status, outcome.out) == (2, "")
    assert says in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "choices",
    [
        "[[turn]\n",
        "turn = 3\n",
        "[[turns]]\n",
        "[[turn]]\na = 3\n",
        '[[turn]]\n[turn.a]\norders = "work"\n',
        "[[turn]]\n[turn.a]\norders = [3]\n",
        "[[turn]]\n[turn.a]\nchoices = { ask = 3 }\n",
        '[[turn]]\n[turn.a]\nchoices = ["ask"]\n',
    ],
)
def test_choices_of_another_shape_are_refused(
    choices: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole plan is refused with the reason, nothing is played."""
    case = {**CASES["refused-an-unknown-order"], "choices": choices}
    line = lay_out(case, tmp_path)
    outcome = carry_out(line, capsys)
    assert (outcome.status, outcome.out) == (2, "")
    options = cli.build_parser().parse_args(line)
    with pytest.raises(MalformedChoice):
        options.carry_out(options)
