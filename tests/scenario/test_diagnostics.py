"""How problems are shown to people and to tools."""

from __future__ import annotations

import json

from game.scenario.bundle import Bundle
from game.scenario.diagnostics import Diagnostic, Place, Related, sort_problems
from game.scenario.load import check

HEADER = """format = 1
[scenario]
id = "own"
title = "Own"
summary = "Mine."
turns = 3
start = 2020-01-01
"""


def test_the_caret_stands_under_the_very_token() -> None:
    """Key, severity, file:line:column, the source line with a caret, a suggestion."""
    text = HEADER + '[var.tension]\nstart = 3\n[derived]\ncalm = "100 - tensoin"\n'
    text += 'fear = "tension"\n'
    (problem,) = check(Bundle.from_text(text, "own.toml")).problems
    assert problem.render() == (
        "error(unknown-name): there is no name `tensoin`\n"
        "  --> own.toml:11:15\n"
        "   |\n"
        '11 | calm = "100 - tensoin"\n'
        "   |               ^^^^^^^\n"
        "   = help: did you mean `tension`?"
    )


def test_a_second_place_is_shown() -> None:
    """A second pointer where it helps: `first defined here`."""
    text = HEADER + '[[rule]]\nid = "a"\n[[rule]]\nid = "a"\n'
    (problem,) = check(Bundle.from_text(text, "own.toml")).problems
    assert problem.render() == (
        "error(duplicate-id): a second rule is called `a`\n"
        "  --> own.toml:11:6\n"
        "   |\n"
        '11 | id = "a"\n'
        "   |      ^^^\n"
        "   = note: first defined here\n"
        "  --> own.toml:9:6\n"
        "   |\n"
        ' 9 | id = "a"\n'
        "   |      ---"
    )


def test_a_misspelt_definition_is_shown() -> None:
    """Where nothing reads the nearest name, it may be the definition that is misspelt."""
    text = HEADER + '[var.tensoin]\nstart = 3\n[derived]\ncalm = "100 - tension"\n'
    (problem,) = check(Bundle.from_text(text, "own.toml")).problems
    assert problem.related is not None
    assert problem.related.message == "`tensoin` is defined here, and nothing reads it"
    assert (problem.related.place.line, problem.related.place.column) == (8, 6)
    used = text.replace("100 - tension", "tensoin - tension")
    (problem,) = check(Bundle.from_text(used, "own.toml")).problems
    assert problem.related is None


def test_tools_get_the_same_as_plain_data() -> None:
    """JSON for tools: the same key, place, suggestion and second place."""
    problem = Diagnostic(
        "duplicate-id",
        "twice",
        Place("a.toml", 3, 5, 4, "id = 'b'"),
        suggestion="another",
        related=Related(Place("b.toml", 1, 2, 3, ""), "first defined here"),
    )
    assert json.loads(json.dumps(problem.as_json())) == {
        "key": "duplicate-id",
        "severity": "error",
        "message": "twice",
        "file": "a.toml",
        "line": 3,
        "column": 5,
        "length": 4,
        "suggestion": "another",
        "related": {
            "message": "first defined here",
            "file": "b.toml",
            "line": 1,
            "column": 2,
            "length": 3,
        },
    }


def show(excerpt: str, column: int, length: int) -> list[str]:
    """Return the source line and the line of carets."""
    return Diagnostic("k", "m", Place("f", 1, column, length, excerpt)).render().split("\n")[3:5]


def test_wide_characters_and_tabs_do_not_shift_the_caret() -> None:
    """Tabs count as four columns, wide letters as two, combining ones as none."""
    assert show("\tx = y", 6, 1) == ["1 |     x = y", "  |         ^"]
    assert show('"日本" = y', 8, 1) == ['1 | "日本" = y', "  |          ^"]
    assert show("❤\ufe0f\u200d = y", 7, 1) == ["1 | ❤\ufe0f\u200d = y", "  |     ^"]
    assert show("e\u0301 = 日", 6, 1) == ["1 | e\u0301 = 日", "  |     ^^"]


def test_a_line_cannot_steer_the_terminal() -> None:
    """Control and bidirectional characters of a source line are shown as dots."""
    assert show("a\x1b[31m = \u202ey", 10, 1) == ["1 | a·[31m = ·y", "  |          ^"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    """Of a long line, what is around the token is shown."""
    line, carets = show("x" * 500 + " = " + "y" * 500, 504, 3)
    assert len(line) < 130
    assert line[carets.index("^")] == "y"
    assert line[carets.index("^") - 1] == " "
    assert (line[4], line[-1]) == ("…", "…")


def test_problems_are_sorted_and_told_once() -> None:
    """All problems in the order of their places, each once."""
    first = Diagnostic("a", "m", Place("a", 2, 1))
    second = Diagnostic("b", "m", Place("a", 10, 1))
    again = Diagnostic("a", "other words", Place("a", 2, 1))
    assert sort_problems([second, first, again]) == (first, second)
