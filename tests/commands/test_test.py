"""`buffer-state test`: what is told of a test that fails, the status, JUnit XML, watching."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.cli import main
from game.lab.junit import Case, Suite, write_junit
from game.scenario.watching import Watch, watch

MILL = """format = 1
[scenario]
id = "mill"
title = "The Mill"
summary = "One seat, one order, three turns."
turns = 3
start = 1900-01-01
step = "month"
[var.corn]
label = "Corn"
start = 10
[var.flour]
start = 0
[flag.ground]
[derived]
bread = "flour * 2"
[seat.miller]
label = "Miller"
human = true
[[action]]
id = "grind"
seat = "miller"
label = "Grind"
when = "corn > 3"
add = { corn = -4, flour = "corn / 4" }
raise = ["ground"]
why = "the stones turn"
[[rule]]
id = "mice"
add = { corn = -1 }
[[ending]]
id = "empty"
when = "corn <= 0"
[[test]]
name = "grinding gives flour"
play = ["grind"]
expect = "flour == 2.5 and ground"
"""
"""A scenario whose amounts can be worked out by hand."""

WRONG = """[[test]]
name = "two turns of grinding"
play = [["grind"], ["grind"]]
after = 2
expect = "bread > 8 and corn < 5 and times.grind == 2 and ground"
"""
"""A test that fails: the second grinding gives 5 ÷ 4, so the flour is 3.75 and the bread 7.5."""


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """Return the path of the scenario."""
    path = tmp_path / "mill.toml"
    path.write_text(MILL, encoding="utf-8")
    return path


def add(path: Path, text: str) -> None:
    """Write something at the end of a scenario."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_tests_that_pass_are_counted(capsys: pytest.CaptureFixture[str], mill: Path) -> None:
    """What passes is not told at length; status 0."""
    assert main(["test", str(mill)]) == 0
    assert capsys.readouterr().out == f"{mill}: 1 passed, 0 failed\n"


def test_a_failure_tells_expected_found_and_causes(
    capsys: pytest.CaptureFixture[str], mill: Path
) -> None:
    """Expected, each part with its values, then what moved them turn by turn; status 1."""
    add(mill, WRONG)
    assert main(["test", str(mill)]) == 1
    line = MILL.count("\n") + 2
    assert (
        capsys.readouterr().out
        == f"""FAILED two turns of grinding
  --> {mill}:{line}
  expected  bread > 8 and corn < 5 and times.grind == 2 and ground
  found     bread > 8: does not hold; bread = 7.5
            corn < 5: holds; corn = 0
            times.grind == 2: holds; times.grind = 2
            ground: holds; ground = 1
  looked at after turn 2; seed 1
  flour:
    turn 1: 0 → 2.5
      +2.5  action/grind: Grind, the stones turn
    turn 2: 2.5 → 3.75
      +1.25  action/grind: Grind, the stones turn

{mill}: 1 passed, 1 failed
"""
    )


VOWS = """[derived.safe]
value = "flour > 3 and corn < 3"
[[promise]]
id = "bake"
from = "miller"
to = "miller"
due = 1
kept = { when = "bread > 100" }
[[action]]
id = "vow"
seat = "miller"
promise = ["bake"]
[[event]]
id = "dance"
to = "miller"
when = "ground and corn > 50"
text = "Fiddles."
option = [{ id = "go" }, { id = "stay", default = true }]
"""
"""A promise, a question and a derived condition for the mill."""


@pytest.mark.parametrize(
    ("play", "expect", "told"),
    [
        (
            '[["vow"]]',
            "(safe or corn > 9) and not (times.vow == 1 and ground)",
            """\
  found     safe or corn > 9: does not hold
              safe: does not hold
                flour > 3 and corn < 3: does not hold
                  flour > 3: does not hold; flour = 0
                  corn < 3: does not hold; corn = 8
              corn > 9: does not hold; corn = 8
            not (times.vow == 1 and ground): holds; times.vow = 1, ground = 0
  looked at after turn 2; seed 1
  corn:
    turn 1: 10 → 9
      -1  rule/mice: mice
    turn 2: 9 → 8
      -1  rule/mice: mice
  flour: nothing moved it
""",
        ),
        (
            '[["vow", "grind"]]',
            "not (times.vow == 1 and ground)",
            """\
  found     not (times.vow == 1 and ground): does not hold
              times.vow == 1: holds; times.vow = 1
              ground: holds; ground = 1
  looked at after turn 2; seed 1
  ground: raised in turn 1
  times.vow: ordered in turn 1
""",
        ),
        (
            '[["vow", "dance.go"]]',
            "kept.bake == 1 if times.vow > 0 else ground",
            """\
  found     kept.bake == 1 if times.vow > 0 else ground: does not hold
              times.vow > 0: holds; times.vow = 1
              kept.bake == 1: does not hold; kept.bake = 0
  looked at after turn 2; seed 1
  dance.go: never asked for
  kept.bake: made in turn 1, broken in turn 2
  times.vow: ordered in turn 1
""",
        ),
    ],
)
def test_what_decided_a_condition_is_taken_apart(
    capsys: pytest.CaptureFixture[str], mill: Path, play: str, expect: str, told: str
) -> None:
    """Below a part that failed: its own parts that came out as it did, through derived values too.

    Only what these read is followed back: variables, flags, choices, promises.
    """
    entry = f'[[test]]\nname = "vows"\nplay = {play}\nafter = 2\nexpect = "{expect}"\n'
    add(mill, VOWS + entry)
    assert main(["test", str(mill)]) == 1
    said = capsys.readouterr().out
    assert said.partition(f"expected  {expect}\n")[2] == f"{told}\n{mill}: 1 passed, 1 failed\n"


def test_a_test_that_cannot_be_played_says_why(
    capsys: pytest.CaptureFixture[str], mill: Path
) -> None:
    """An order that is refused: the turn and the reason."""
    add(mill, WRONG.replace('[["grind"], ["grind"]]', '[[], [], ["grind", "grind"]]')
        .replace("after = 2", "after = 3"))  # fmt: skip
    assert main(["test", str(mill)]) == 1
    assert "it could not be played: turn 3: " in capsys.readouterr().out


def test_an_order_whose_condition_fails_tells_it(
    capsys: pytest.CaptureFixture[str], mill: Path
) -> None:
    """What the order would have needed, with the values and what moved them."""
    add(mill, WRONG.replace("[[test]]", "[[test]]\ngiven = { corn = 8 }"))
    assert main(["test", str(mill)]) == 1
    assert (
        """\
  it could not be played: turn 2: grind cannot be ordered now: its condition fails
  found     corn > 3: does not hold; corn = 3
  corn:
    turn 1: 8 → 3
      -4  action/grind: Grind, the stones turn
      -1  rule/mice: mice

"""
        in capsys.readouterr().out
    )


def test_a_game_that_ends_early_is_told(capsys: pytest.CaptureFixture[str], mill: Path) -> None:
    """`after` beyond the ending: looked at where the game ended."""
    add(mill, WRONG.replace("after = 2", "after = 3"))
    assert main(["test", str(mill)]) == 1
    told = "looked at after turn 2, as the game ended there: empty; seed 1"
    assert told in capsys.readouterr().out


def test_names_choose_tests(capsys: pytest.CaptureFixture[str], mill: Path) -> None:
    """`--name` leaves the others out; a name that no test has is a mistake."""
    add(mill, WRONG)
    assert main(["test", str(mill), "--name", "GIVES"]) == 0
    assert capsys.readouterr().out == f"{mill}: 1 passed, 0 failed\n"
    assert main(["test", str(mill), "--name", "gvies"]) == 2
    assert "no test has 'gvies' in its name" in capsys.readouterr().err


def test_what_cannot_be_played_leaves_the_others_standing(
    capsys: pytest.CaptureFixture[str], mill: Path, tmp_path: Path
) -> None:
    """Several paths: a broken one is told, the others are played; status 2."""
    broken = tmp_path / "broken.toml"
    broken.write_text(MILL.replace('"corn > 3"', '"cron > 3"'), encoding="utf-8")
    assert main(["test", str(broken), str(mill), "nowhere"]) == 2
    said = capsys.readouterr()
    assert f"{mill}: 1 passed, 0 failed\n1 passed, 0 failed, 2 not playable\n" == said.out
    assert "did you mean `corn`?" in said.err and "no scenario 'nowhere'" in said.err


def test_a_scenario_without_tests_passes(capsys: pytest.CaptureFixture[str], mill: Path) -> None:
    """Nothing is expected, so nothing is missed; but it is said."""
    mill.write_text(MILL.partition("[[test]]")[0], encoding="utf-8")
    assert main(["test", str(mill)]) == 0
    assert capsys.readouterr().out == f"{mill}: no tests\n"


def test_junit_holds_every_case(mill: Path, tmp_path: Path) -> None:
    """A suite a scenario, a case a test; a failure with the lines that are printed."""
    add(mill, WRONG)
    report = tmp_path / "results" / "junit.xml"
    assert main(["test", str(mill), "nowhere", "--junit", str(report)]) == 2
    root = ET.parse(report).getroot()
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "1")
    first, second, third = root.iter("testcase")
    assert first.get("name") == "grinding gives flour" and list(first) == []
    failure = second.find("failure")
    assert failure is not None and "bread > 8: does not hold" in (failure.text or "")
    assert failure.get("message") == "does not hold: bread > 8 (bread = 7.5)"
    assert second.get("line") == str(MILL.count("\n") + 2)
    error = third.find("error")
    assert error is not None and "nowhere" in (error.get("message") or "")


@given(st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_junit_is_xml_whatever_the_texts(name: str, failure: str) -> None:
    """Characters that XML cannot hold do not break the document."""
    written = write_junit([Suite(name, (Case(name, name, 1, failure),))])
    case = next(ET.fromstring(written).iter("testcase"))
    assert case.find("failure") is not None


def test_a_report_that_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], mill: Path
) -> None:
    """A folder in place of the file: a message, no traceback."""
    assert main(["test", str(mill), "--junit", str(mill.parent)]) == 2
    assert capsys.readouterr().err == (
        f"buffer-state: {mill.parent} cannot be written: a folder lies there; name another file\n"
    )


def test_a_change_of_a_file_is_noticed(mill: Path) -> None:
    """A look that finds the files as they were says nothing; a saved, new or lost file does."""
    seen: list[int] = []

    def pulses() -> Iterator[int]:
        yield 0
        add(mill, WRONG)
        yield 1
        yield 2
        (mill.parent / "texts.be.toml").write_text('"scenario.title" = "M"\n', encoding="utf-8")
        yield 3
        mill.unlink()
        yield 4
        mill.write_text(MILL, encoding="utf-8")
        yield 5

    steps = pulses()
    told: list[int] = []

    def remember() -> Iterator[int]:
        for step in steps:
            told.append(step)
            yield step

    for _ in watch([Watch(str(mill))], remember()):
        seen.append(told[-1])
    assert seen == [1, 3, 4, 5]


def test_a_change_of_what_is_extended_is_noticed(mill: Path) -> None:
    """A variant is played anew when its base is saved."""
    variant = mill.parent / "late.toml"
    variant.write_text('format = 1\nextends = "mill"\n[scenario]\nid = "late"\n', encoding="utf-8")
    look = Watch(str(variant))
    assert not look.look()
    add(mill, WRONG)
    assert look.look() and not look.look()


def test_watching_plays_again_until_it_is_interrupted(mill: Path) -> None:
    """`--watch` in a process of its own: a saved change is played, ctrl+c ends it in silence."""
    process = subprocess.Popen(
        [sys.executable, "-m", "game", "test", mill.name, "--watch"],
        cwd=mill.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "mill.toml: 1 passed, 0 failed\n"
        assert process.stdout.readline().startswith("Watching mill.toml")
        add(mill, WRONG)
        told = iter(process.stdout.readline, "")
        assert any(line.startswith("FAILED two turns of grinding") for line in told)
        assert any(line.startswith("Watching mill.toml") for line in told)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints) == (130, "")
