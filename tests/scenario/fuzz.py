"""What strangers may write: texts for the index of positions, the formula parser and the loader.

The tests try a few of each with hypothesis; `python -m tests.scenario.fuzz_long` tries millions.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, NamedTuple

import tomli
from hypothesis import strategies as st

from game.errors import FormulaError
from game.formula import check_names, format_formula, parse
from game.formula.context import Context
from game.scenario.bundle import Bundle
from game.scenario.load import check
from game.scenario.positions import Path, Positions

FORMULA_PIECES = (
    *"()+-*/<>=!,. \t\n_^%&|?:;[]{}'\"\\0123456789aex",
    *("==", "!=", "<=", ">=", "**", "//", " and ", " or ", "not ", " if ", " else ", "true"),
    *("tension", "prev.tension", "times.x", "bend(", "min(", "max(", "clamp(", "ramp(", "sqrt("),
    *("abs(", "turn", "1e5", "0.5", "999999999999", "1234567890123", "а", "×", "≤", "²", "\x00"),
)
TOML_PIECES = (
    *"[]{}=.,#'\"\\ \t\n\r-_+:aZ09é日\u202e\U0001f600\x7f",
    *(
        "[[",
        "]]",
        '"""',
        "'''",
        "\\u0041",
        "\\\n",
        '\\"',
        " = ",
        "\n",
        "\n\n",
        "true",
        "nan",
        "inf",
    ),
    *("a", "b", "a.b", '"a"', "'b'", "1", "-0.5", "1e3", "0x1F", "2019-07-01", "07:30:00", "1_0"),
    *("[a]\n", "[[a]]\n", "a = 1\n", "{ a = 1 }", "[1, 2]", '"x"', "# check: allow never-true\n"),
)
SCENARIO_PIECES = (
    *TOML_PIECES,
    *("[scenario]\n", "[var.x]\n", "[flag.f]\n", "[derived]\n", "[seat.s]\n", "[ladder]\n"),
    *("[[action]]\n", "[[event]]\n", "[[event.option]]\n", "[[rule]]\n", "[[ending]]\n"),
    *("[[promise]]\n", "[[link]]\n", "[[test]]\n", "[[lesson]]\n", "[[adviser]]\n", "[map]\n"),
    *('id = "a"\n', 'seat = "s"\n', 'to = "s"\n', 'from = "s"\n', 'label = "L"\n', 'text = "T"\n'),
    *('when = "x > 120"\n', 'when = "1 / x"\n', "chance = 120\n", "start = 3\n", "human = true\n"),
    *('add = { x = "1 / x" }\n', "set = { x = 1 }\n", "range = [0, 10]\n", 'raise = ["f"]\n'),
    *(
        'each = { t = ["p", "q"] }\n',
        "{t}",
        "later = [{ in = 1 }]\n",
        "turns = 3\n",
        "format = 1\n",
    ),
    *("due = 1\n", "per_turn = 1\n", 'value = "x"\n', 'expect = "f"\n', "default = true\n"),
)
HEADER = """format = 1
[scenario]
id = "fuzz"
title = "Fuzz"
summary = "Anything."
turns = 3
start = 2020-01-01
"""


class Target(NamedTuple):
    """Something that reads what strangers write."""

    pieces: tuple[str, ...]
    """What it is given is made of these."""
    most: int
    """The most pieces of a text."""
    judge: Callable[[str], None]
    """Gives it a text, and fails if it does what it never may."""


def judge_formula(text: str) -> None:
    """A text is a formula, or refused at a place inside it; a formula can be written and bound."""
    try:
        tree = parse(text)
    except FormulaError as error:
        assert 0 <= error.start <= error.end <= len(text)
        return
    assert parse(format_formula(tree)) == tree
    for mistake in check_names(tree, {"tension"}, {"bend"}):
        assert 0 <= mistake.start < mistake.end <= len(text)
    interval = Context({}, {"bend": [(0, 1), (5, 2)]}).visit(_without_curves(tree))
    assert interval.low <= interval.high


def _without_curves(tree: Any) -> Any:
    """Return a tree that can be bound: one that calls what nobody declared stands for 0."""
    known = all(error.message.startswith("there is no name") for error in check_names(tree, (), ()))
    return tree if known else parse("0")


def judge_positions(text: str) -> None:
    """Every value that tomli finds stands where the index says; what is no TOML is refused."""
    try:
        data = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        with contextlib.suppress(ValueError):
            Positions(text)
        return
    positions = Positions(text)
    for path, value in _walk(data, ()):
        start, end = positions.value_span(path)
        assert 0 <= start <= end <= len(text)
        if not isinstance(value, dict | list):
            again = tomli.loads(f"x = {text[start:end]}")["x"]
            assert again == value or (again != again and value != value)


def judge_scenario(text: str) -> None:
    """A text is checked to its end; every problem stands in it and can be shown."""
    whole = text if "[scenario]" in text else HEADER + text
    bundle = Bundle.from_text(whole)
    lines = bundle.files[0].text.split("\n")
    for problem in check(bundle).problems:
        assert problem.place.excerpt.rstrip("\r") in {lines[problem.line - 1].rstrip("\r"), ""}
        assert f"{problem.severity}({problem.key})" in problem.render()


def _walk(data: Any, path: Path) -> list[tuple[Path, Any]]:
    members = data.items() if isinstance(data, dict) else enumerate(data)
    found: list[tuple[Path, Any]] = []
    for key, value in members:
        found.append(((*path, key), value))
        if isinstance(value, dict | list):
            found += _walk(value, (*path, key))
    return found


TARGETS = {
    "formula": Target(FORMULA_PIECES, 24, judge_formula),
    "positions": Target(TOML_PIECES, 30, judge_positions),
    "scenario": Target(SCENARIO_PIECES, 40, judge_scenario),
}
"""All that reads what strangers write."""


def texts_of(target: Target) -> st.SearchStrategy[str]:
    """Return texts made of a target's pieces, now and then with any other character."""
    piece = st.one_of(*[st.sampled_from(target.pieces)] * 9, st.characters(codec="utf-8"))
    return st.lists(piece, max_size=target.most).map("".join)


def write_text(data: bytes, pieces: tuple[str, ...]) -> str:
    """Return the text that bytes stand for: each is a piece, or begins any other character."""
    text, rest = [], iter(data)
    for byte in rest:
        if byte < len(pieces):
            text.append(pieces[byte])
        else:
            code = (byte - len(pieces)) << 8 | next(rest, 0)
            text.append(chr(code))
    return "".join(text)
