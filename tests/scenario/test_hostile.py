"""Files that someone wrote to do harm: a clear message, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from game.scenario.bundle import Bundle
from game.scenario.load import Checked, check

HEADER = """format = 1
[scenario]
id = "own"
title = "Own"
summary = "Mine."
turns = 3
start = 2020-01-01
"""
PATIENCE = 3.0
"""Seconds in which every hostile file must be answered, on a slow machine."""

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
    "derived values in a long loop": (
        lambda: "[derived]\n" + "\n".join(f'd{i} = "d{(i + 1) % 400}"' for i in range(400)),
        "derived-loop",
    ),
}


def check_text(text: str) -> Checked:
    """Check a text as a scenario, behind a header that is right."""
    return check(Bundle.from_text(text if "[scenario]" in text else HEADER + text))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon(name: str) -> None:
    """Every bound has its message, and is reached before patience is."""
    write, key = HOSTILE[name]
    text = write()
    start = time.perf_counter()
    checked = check_text(text)
    rendered = [problem.render() for problem in checked.problems]
    assert time.perf_counter() - start < PATIENCE
    assert checked.scenario is None
    assert key in {problem.key for problem in checked.problems}
    assert not any(mark in text for text in rendered for mark in ("\x1b", "\u202e", "\x07"))


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
