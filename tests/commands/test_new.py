"""`buffer-state new`: what it writes can be checked, tested and played; it overwrites nothing."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli import main
from game.commands.sketch import STEPS, Wishes, quote, sketch_scenario
from game.engine import compile_rules
from game.lab.trial import try_test
from game.scenario.bundle import Bundle
from game.scenario.load import check, load, load_scenario
from tests.shipped import SHIPPED

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_written_passes_check_and_test_and_can_be_played(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A newcomer's first four commands."""
    assert main(["new", "my-land", "--title", "My Land"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Written: my-land.toml"
    assert main(["check", "my-land.toml"]) == 0
    assert main(["test", "my-land.toml"]) == 0
    assert "2 passed, 0 failed" in capsys.readouterr().out
    assert main(["run", "my-land.toml", "--seed", "1"]) == 0
    assert main(["explain", "my-land.toml"]) == 0


def test_every_way_of_playing_is_shown() -> None:
    """The sketch has one of each common entry, each with a comment, and all endings differ."""
    scenario = load(Bundle.from_text(sketch_scenario(Wishes("a", "A", "A."))))
    for kind in ("var", "flag", "derived", "seat", "action", "event", "promise", "rule", "link"):
        assert len(getattr(scenario, kind)) >= 1
    assert len({ending.rank for ending in scenario.ending}) == 4
    assert [seat.human for seat in scenario.seat.values()] == [True, False]


WORDS = st.characters(exclude_characters="{", exclude_categories=["Cs"])
WISHES = st.builds(
    Wishes,
    id=st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,20}", fullmatch=True),
    title=st.text(WORDS, min_size=1, max_size=60),
    summary=st.text(WORDS, min_size=1, max_size=60),
    turns=st.integers(3, 200),
    step=st.sampled_from(STEPS),
    start=st.dates().filter(lambda day: 1000 <= day.year < 3000).map(str),
    home=st.text(WORDS, min_size=1, max_size=20),
    rival=st.text(WORDS, min_size=1, max_size=20),
)


@settings(max_examples=25, deadline=None)
@given(WISHES)
def test_whatever_is_wished_for_passes(wishes: Wishes) -> None:
    """Titles of all characters but the refused brace, any number of turns: checked and tested."""
    checked = check(Bundle.from_text(sketch_scenario(wishes)))
    assert checked.problems == () and checked.scenario is not None
    rules = compile_rules(checked.scenario)
    assert all(try_test(rules, test).passed for test in checked.scenario.test)


@pytest.mark.parametrize("option", ["--title", "--summary", "--seat", "--rival"])
def test_braces_are_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule: in a text they hold the name of a value, so that a title with some is a mistake."""
    assert main(["new", "my-land", option, "Land {x}"]) == 2
    told = "'Land {x}' has a brace, which in a text opens the name of a value; write it without"
    assert capsys.readouterr().err == f"buffer-state: {told}\n"
    assert not Path("my-land.toml").exists()


@given(st.text())
def test_texts_are_quoted(text: str) -> None:
    """A string of TOML that reads as the words that were given."""
    import tomli

    assert tomli.loads(f"x = {quote(text)}")["x"] == " ".join(text.split())


@pytest.mark.parametrize("base", SHIPPED)
def test_a_variant_of_what_is_shipped_passes(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It extends the other, and its own test and those of the base hold."""
    assert main(["new", "mine", "--variant-of", base]) == 0
    assert main(["check", "mine.toml"]) == 0
    assert main(["test", "mine.toml"]) == 0
    assert ", 0 failed" in capsys.readouterr().out
    scenario = load_scenario("mine.toml")
    assert (scenario.extends, scenario.scenario.title) == (base, "Mine")
    assert len(scenario.test) == len(load_scenario(base).test) + 1


def test_a_variant_of_what_lies_beside() -> None:
    """The base may be a scenario of one's own in the same folder."""
    assert main(["new", "base"]) == 0
    assert main(["new", "harder", "--variant-of", "base"]) == 0
    assert main(["test", "harder.toml"]) == 0


def test_nothing_is_overwritten(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file, a folder or a link in the place of the new one stays what it is."""
    (elsewhere / "taken.toml").write_text("mine", encoding="utf-8")
    (elsewhere / "link.toml").symlink_to(elsewhere / "nowhere")
    for name in ("taken", "link"):
        assert main(["new", name]) == 2
        assert "nothing is overwritten" in capsys.readouterr().err
    assert (elsewhere / "taken.toml").read_text(encoding="utf-8") == "mine"
    assert not (elsewhere / "nowhere").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "say how the scenario is to be called"),
        (["2nd"], "is no id"),
        (["../up"], "is no id"),
        (["first-steps"], "installed already"),
        (["x", "--turns", "0"], "'0' is no number of turns to begin with; they are from 3 to 200"),
        (["x", "--turns", "many"], "is no number of turns"),
        (["x", "--start", "1.4.1936"], "'1.4.1936' is no day; one is written 2030-01-01"),
        (["x", "--variant-of", "nowhere"], "there is no scenario 'nowhere'"),
        (["x", "--variant-of", "../up"], "is no id"),
        (["x", "--folder", "nowhere"], "cannot be written"),
    ],
)
def test_what_cannot_be_is_refused(
    elsewhere: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """A message, status 2, and no file."""
    assert main(["new", *arguments]) == 2
    said = capsys.readouterr()
    assert says in said.err and "Traceback" not in said.err
    assert list(elsewhere.iterdir()) == []


def converse(folder: Path, answers: str, *arguments: str) -> tuple[int, str]:
    """Run the command on a terminal of its own, and return status and what stood there."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "game", "new", *arguments],
        cwd=folder, stdin=slave, stdout=slave, stderr=slave,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"},
    )  # fmt: skip
    os.close(slave)
    os.write(master, answers.encode())
    told = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error of its own
        while piece := os.read(master, 4096):
            told += piece
    os.close(master)
    return process.wait(timeout=60), told.decode(errors="replace")


def test_on_a_terminal_it_asks(elsewhere: Path) -> None:
    """Each question has a usual answer; an empty line takes it."""
    status, told = converse(elsewhere, "my-isle\n\nThe Isle\n\n5\nmonth\n\n")
    assert status == 0, told
    assert "Title [My Isle]: " in told and "Turns [8]: " in told
    scenario = load_scenario(str(elsewhere / "my-isle.toml"))
    header = scenario.scenario
    assert (header.title, header.turns, header.step) == ("My Isle", 5, "month")
    assert scenario.seat["home"].label == "The Isle"


def test_an_answer_that_cannot_be_is_asked_again(elsewhere: Path) -> None:
    """One wrong answer loses none of the others."""
    answers = "my isle\nmy-isle\n\n\n\nmany\n5\nmonthly\nmonth\nsoon\n1936-04-01\n"
    status, told = converse(elsewhere, answers)
    assert status == 0, told
    for trouble in (
        "'my isle' is no id",
        "'many' is no number",
        "'monthly' is no length",
        "'soon' is",
    ):
        assert trouble in told
    header = load_scenario(str(elsewhere / "my-isle.toml")).scenario
    assert (header.turns, header.step, str(header.start)) == (5, "month", "1936-04-01")


def test_with_an_id_it_asks_nothing(elsewhere: Path) -> None:
    """What scripts do works on a terminal, too."""
    status, told = converse(elsewhere, "", "my-isle")
    assert status == 0 and "[" not in told


def test_the_end_of_the_input_writes_nothing(elsewhere: Path) -> None:
    """Ctrl+d at a question."""
    status, told = converse(elsewhere, "my-isle\n\x04")
    assert status == 2 and "nothing is written" in told
    assert list(elsewhere.iterdir()) == []
