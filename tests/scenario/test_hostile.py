"""Files that someone wrote to do harm: a clear message, and soon."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.cli import main
from game.scenario.bundle import Bundle
from game.scenario.keys import read_frame
from game.scenario.load import Checked, check
from game.scenario.source import read_bundle

HEADER = """format = 1
[scenario]
id = "own"
title = "Own"
summary = "Mine."
turns = 3
start = 2020-01-01
"""
TUTORIAL = read_bundle("first-steps").files[0].text
VALUES = ["1", '"x"', "[]", "{}", "true", "nan", "-1", "[[1, 2]]", '"("', '"{t}"', "[{}]", "1e400"]
HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "a key of 100,000 parts": (lambda: ".".join(["a"] * 100_000) + " = 1", "too-deep"),
    "a key of 900 parts": (lambda: ".".join(["a"] * 900) + " = 1", "too-deep"),
    "100,000 nested arrays": (lambda: "a = " + "[" * 100_000 + "]" * 100_000, "too-deep"),
    "390 nested tables": (lambda: "a = " + "{a=" * 390 + "1" + "}" * 390, "too-deep"),
    "a number of a million digits": (lambda: "a = " + "9" * 1_000_000, "not-toml"),
    "a number beyond all floats": (lambda: "[const]\na = 1" + "0" * 4000, "out-of-bounds"),
    "an unclosed string": (lambda: 'a = "' + "x" * 1_000_000, "not-toml"),
    "backslashes without end": (lambda: 'a = "' + "\\" * 999_999, "not-toml"),
    "a formula of a million signs": (
        lambda: '[[rule]]\nid = "a"\nwhen = "' + "-" * 1_000_000 + '1"',
        "bad-formula",
    ),
    "a formula of brackets": (
        lambda: '[[rule]]\nid = "a"\nwhen = "' + "(" * 400 + "1" + ")" * 90 + '"',
        "bad-formula",
    ),
    "copies of copies": (
        lambda: (
            "[[rule]]\nid = '{a}'\neach = { a = ['b'] }\nalso = [{ each = { "
            + ", ".join(f"k{i} = ['1', '2']" for i in range(30))
            + " } }]"
        ),
        "bad-each",
    ),
    "copies of long texts": (
        lambda: (
            "[[rule]]\nid = 'r{n}'\neach = { n = ["
            + ", ".join(map(str, range(400)))
            + "] }\nwhy = '"
            + "{n}" * 30_000
            + "'"
        ),
        "too-many",
    ),
    "a loop of copies": (
        lambda: "[[rule]]\nid = 'r{t}'\neach = { t = ['{t}'] }",
        "bad-name",
    ),
    "60,000 unknown keys": (
        lambda: "[scenario]\n".join(["", "\n".join(f"k{i} = 1" for i in range(60_000))]),
        "unknown-key",
    ),
    "30,000 events": (lambda: "[[event]]\nid = 1\n" * 30_000, "too-many"),
    "letters that look like others": (lambda: "[var.\u0430]\nstart = 1", "not-toml"),
    "look-alikes in quotes": (lambda: '[var."\u0430"]\nstart = 1', "bad-name"),
    "look-alikes in a formula": (lambda: '[derived]\na = "\U0001d431 + 1"', "bad-formula"),
    "an escape sequence as a name": (lambda: '[var."\\u001b[2J"]\nstart = 1', "bad-name"),
    "derived values in a long chain": (
        lambda: "[derived]\n" + "\n".join(f'd{i} = "d{i + 1}"' for i in range(399)) + "\nd399 = 1",
        "too-deep",
    ),
    "derived values in a long loop": (
        lambda: "[derived]\n" + "\n".join(f'd{i} = "d{(i + 1) % 400}"' for i in range(400)),
        "derived-loop",
    ),
}


def check_text(text: str) -> Checked:
    """Check a text as a scenario, behind a header that is right."""
    return check(Bundle.from_text(text if "[scenario]" in text else HEADER + text))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str) -> None:
    """Every bound has its message; without it the test would not come to its end."""
    write, key = HOSTILE[name]
    text = write()
    checked = check_text(text)
    rendered = [problem.render() for problem in checked.problems]
    assert checked.scenario is None
    assert key in {problem.key for problem in checked.problems}
    assert not any(mark in text for text in rendered for mark in ("\x1b", "\u202e", "\x07"))


@pytest.mark.parametrize("name", ["30,000 events", "60,000 unknown keys", "a loop of copies"])
def test_what_is_checked_again_has_the_same_problems(name: str) -> None:
    """Rule: what is left out for one check is not missing at the next, as a saved file's is."""
    text = HOSTILE[name][0]()
    assert check_text(text).problems == check_text(text).problems


def test_a_message_stays_short() -> None:
    """A key of a million letters is not repeated in full."""
    (problem,) = check_text(f"{'k' * 1_000_000} = 1").problems
    assert len(problem.render()) < 2500


def test_the_largest_scenario_is_checked_to_its_end() -> None:
    """A scenario of 4 MiB, most of it texts, has its formulas weighed like any other."""
    event = '[[event]]\nid = "e{}"\nto = "home"\nwhen = "tension > {}"\ntext = "{}"\n'
    events = [event.format(n, n, "слова " * 1300) for n in range(288)]
    bundle = Bundle.from_text(read_frame() + "".join(events))
    assert 3.9 < len(bundle.files[0].text.encode()) / 2**20 < 4
    checked = check(bundle)
    assert checked.scenario is not None
    assert len(checked.problems) == sum(n >= 100 for n in range(288))


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_wrong_is_told(data: st.DataObject) -> None:
    """A file that someone has broken gives diagnostics with a place, never another exception."""
    lines = TUTORIAL.split("\n")
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[place].partition("=")
        kind = data.draw(st.sampled_from(["drop", "repeat", "value", "cut"]))
        if kind == "drop":
            lines[place] = ""
        elif kind == "repeat":
            lines[place] += "\n" + lines[data.draw(st.integers(0, len(lines) - 1))]
        elif kind == "value" and equals:
            lines[place] = f"{key}= {data.draw(st.sampled_from(VALUES))}"
        else:
            lines[place] = lines[place][: data.draw(st.integers(0, len(lines[place])))]
    text = "\n".join(lines)
    for problem in check(Bundle.from_text(text)).problems:
        assert problem.place.excerpt == text.split("\n")[problem.line - 1]
        assert f"{problem.severity}({problem.key})" in problem.render()


def test_markup_stays_text() -> None:
    """Markup in a text is left as it is; it is for the screens to show it as text."""
    text = HEADER.replace('"Mine."', "'[@click=app.quit]x[/] [b]y'")
    checked = check(Bundle.from_text(text))
    assert checked.scenario is not None
    assert checked.scenario.scenario.summary == "[@click=app.quit]x[/] [b]y"


def test_no_more_than_a_thousand_problems_are_kept() -> None:
    """A file with a million mistakes gives a list that can still be read."""
    checked = check_text("\n".join(f"[flag.f{i}]\nx = 1" for i in range(499)))
    assert len(checked.problems) == 499
    names = "".join(f"a{i} = 1\n" for i in range(5000))
    assert len(check_text(names).problems) == 1000


@pytest.mark.parametrize(("levels", "keys"), [(24, {"unknown-key"}), (25, {"too-deep"})])
def test_24_levels_are_not_too_deep(levels: int, keys: set[str]) -> None:
    """At most 24 tables and arrays stand in each other, whether entries are repeated or not."""
    nest = "a = " + "[" * levels + "1" + "]" * levels + "\n"
    repeated = '[[rule]]\nid = "r-{t}"\neach = { t = ["one"] }\n'
    for rest in (HEADER, HEADER + repeated):
        assert {problem.key for problem in check(Bundle.from_text(nest + rest)).problems} == keys


@pytest.mark.parametrize("step", ["-({} + turn)", "not ({} and turn)", "({} if turn else 1) + 2"])
def test_formulas_stand_256_levels_deep_in_each_other(step: str, tmp_path: Path) -> None:
    """So many are computed in a game; with one more they are refused."""
    chain = ["turn", *(step.format(f"d{number}") for number in range(85))]
    derived = "\n".join(f'd{number} = "{text}"' for number, text in enumerate(chain))
    rule = '[[rule]]\nid = "reader"\nwhen = "d85 > 0"\nadd = { tension = 1 }\n'
    path = tmp_path / "chain.toml"
    path.write_text(f"{read_frame()}\n[derived]\n{derived}\n{rule}", encoding="utf-8")
    assert main(["run", str(path)]) == 0
    further = check(Bundle.from_text(f'{read_frame()}\n[derived]\n{derived}\nlast = "d85"\n'))
    assert {problem.key for problem in further.problems if problem.severity == "error"} == {
        "too-deep"
    }
