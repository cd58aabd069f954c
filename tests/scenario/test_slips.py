"""What is no TOML is told in words for those who have never read its grammar."""

from __future__ import annotations

import pytest

from game.scenario.bundle import Bundle, SourceFile
from game.scenario.load import check


@pytest.mark.parametrize(
    ("line", "column", "message", "suggestion"),
    [
        ("a = “x y”", 5, "text stands in straight quotes", 'write `"x y"`'),
        ("a = yes", 5, "yes is written `true`", None),
        ("a = False", 5, "no is written `false`", None),
        ("a = x", 5, "text and formulas stand in quotes", 'write `"x"`'),
        ("a = { b = x / 2 }", 11, "text and formulas stand in quotes", 'write `"x / 2"`'),
        ("a = max(1, 2)", 5, "text and formulas stand in quotes", None),
        ("a = { b = 2 * x }", 13, "a formula stands in quotes", None),
        ("a = [2 - x]", 8, "a formula stands in quotes", None),
        ("a = 2 * x", 7, "a formula stands in quotes", 'write `"2 * x"`'),
        ("a == 1", 4, "one `=` gives a value; `==` compares, inside a formula", None),
        ("a = .5", 5, "digits stand on both sides of the point", "write `0.5`"),
        ("a = ", 5, "a value is missing after `=`", None),
        ("a = 1,5", 6, "a number has a point, not a comma", "write `1.5`"),
        ("a = 1.", 6, "digits stand on both sides of the point", None),
        ("a = 07", 6, "a number does not begin with 0", "write `7`"),
        (
            "a = 2019-13-01",
            9,
            "no such day",
            "a date is written `2019-07-01`: year, month, day",
        ),
        (
            'a = "he said "no""',
            15,
            "the text ends at the quote before this",
            'inside a text write `\\"`, or other quotes such as `“`',
        ),
        ("[a]]", 4, "this bracket was never opened", None),
        (
            "a = 1 b = 2",
            7,
            "a line holds one key with its value; what follows needs a line of its own",
            None,
        ),
        ("a: 1", 2, "a key and its value are joined by `=`", "write `=`"),
        ("a b = 1", 3, "a `=` is due after the key; a key has no spaces", "write `_` or `-`"),
        ("a", 2, "a `=` and a value are due after the key", None),
        ("// a", 1, "a comment begins with `#`", "write `#`"),
        ("= 1", 1, "a key is due before `=`", None),
        ("ä = 1", 1, "a key has only letters from a to z, digits, `_` and `-`", None),
        ("a = [1 2]", 8, "a comma or `]` is due here", None),
        ("a = { b = 1 c = 2 }", 13, "a comma or `}` is due here", None),
        ("[a", 3, "the header of a table is not closed: `]` is due here", None),
        ('a = "\\d"', 8, "in a text a backslash is written twice", "write `\\\\`"),
        ('a = "x', 5, "this string is never closed", None),
        ("a = 'x", 5, "this string is never closed", None),
        ("a = +", 5, "invalid value", None),
        ("a = ‚x‘", 5, "text stands in straight quotes", 'write `"x"`'),
        ('a = "x”', 5, "text ends with the same straight quote with which it begins", 'write `"`'),
        ("a = (2 - x) / 2", 5, "a formula stands in quotes", 'write `"(2 - x) / 2"`'),
        ("a = { b = -0,5 }", 16, "a number has a point, not a comma", "write `-0.5`"),
        ("a = -0,5", 7, "a number has a point, not a comma", "write `-0.5`"),
        ("a = 4 000", 7, "digits stand together", "write `4000`"),
        ("a = 4'000", 6, "a number has only digits and a point", None),
        (
            "a = 40 %",
            8,
            "a number has no per cent sign; chances and shares are in per cent as they stand",
            "write `40`",
        ),
        (
            "a = 4 m pounds",
            7,
            "a number stands alone; what it counts is said by `unit`, or by a comment after `#`",
            "write `4`",
        ),
        (
            "a = £4",
            5,
            "a number stands alone; what it counts is said by `unit`, or by a comment after `#`",
            "write `4`",
        ),
        (
            "a = 0-12",
            6,
            "the two ends of a range stand in square brackets",
            "write `[0, 12]`",
        ),
        ("a = 0..12", 6, "the two ends of a range stand in square brackets", "write `[0, 12]`"),
        ("a = (0, 12)", 5, "the two ends of a range stand in square brackets", "write `[0, 12]`"),
        ("[seat ankara]", 7, "a point joins a kind and a name", "write `[seat.ankara]`"),
        ("[var.gold coins]", 11, "a name has no spaces", "write `gold_coins`"),
        ("[var.ä]", 6, "a key has only letters from a to z, digits, `_` and `-`", None),
        ("a = 1 // b", 7, "a comment begins with `#`", "write `#`"),
        ("a = 1;", 6, "no comma or semicolon stands at the end of a line", "leave it away"),
        ("a = 1,", 6, "no comma or semicolon stands at the end of a line", "leave it away"),
        ("add = [ x = 8 ]", 9, "a table stands in braces", "write `{ x = 8 }`"),
        ("add = x = 8", 7, "a table stands in braces", "write `{ x = 8 }`"),
        ("x += 8 # a", 3, "what changes a variable stands in a table", "write `add = { x = 8 }`"),
        ("x -= 8", 3, "what changes a variable stands in a table", "write `add = { x = -8 }`"),
        ("x *= 2", 3, "what changes a variable stands in a table", "write `times = { x = 2 }`"),
        ("add = { x += 8 }", 11, "a key and its value are joined by `=`", "write `=`"),
        ("add = { x -= 8 }", 11, "a key and its value are joined by `=`", "write `= -8`"),
        ("a = + 8", 5, "a sign stands at its number", "write `+8`"),
        ("a = − 8", 5, "this minus is another character than that of the keyboard", "write `-8`"),
        (
            "a = 'Britain's draft'",
            14,
            "the text ends at the apostrophe before this; with one inside it stands in double "
            "quotes",
            'write `"Britain\'s draft"`',
        ),
        ("a => 1", 4, "a key and its value are joined by `=`", "write `=`"),
        ("a_{b} = 1", 3, "a key with braces stands in quotes", 'write `"a_{b}"`'),
        ("[a.b_{c}]", 6, "a key with braces stands in quotes", 'write `"b_{c}"`'),
        ("a.* = 1", 3, "a key with `*` stands in quotes", 'write `"a.*"`'),
        ("• a = 1", 1, "a line has no bullet; it begins with its key", None),
        ("- a = 1", 3, "a line has no bullet; it begins with its key", None),
        (
            "Now the rules:",
            5,
            "a line is a key with its value, a header in brackets, or a comment",
            "a comment begins with `#`",
        ),
        (
            "\u00a0a = 1",
            1,
            "this is NO-BREAK SPACE (U+00A0), which looks like a space or like nothing",
            "delete it",
        ),
        (
            "{\\rtf1 a}",
            1,
            "this is the file of a word processor",
            "save it there as plain text, in UTF-8",
        ),
        *[
            (
                f"a = {date}",
                column,
                "a date has four digits of the year, two of the month and two of the day",
                "a date is written `2019-07-01`: year, month, day",
            )
            for date, column in [
                ("04/01/1936", 6),
                ("1/4/1936", 6),
                ("1.4.1936", 8),
                ("1936-04", 9),
                ("1936-4-1", 9),
                ("1936-04-1", 9),
            ]
        ],
        ("a = 1936-04-31", 5, "no such day", "a date is written `2019-07-01`: year, month, day"),
    ],
)
def test_a_slip_is_told_in_plain_words(
    line: str, column: int, message: str, suggestion: str | None
) -> None:
    """Where a reader of TOML stops, `check` says what is wrong there and what would do instead."""
    (problem,) = check(Bundle("slip", (SourceFile("slip.toml", f"{line}\n"),))).problems
    assert (problem.key, problem.line, problem.column) == ("not-toml", 1, column)
    assert problem.message == f"this is no TOML: {message}"
    assert problem.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        (
            "[[action]]\n[action]\n",
            "there are others of this name, in two pairs of brackets",
            "each more of them has a header such as `[[action]]`",
        ),
        (
            "[var.a]\n[[var]]\n",
            "something else bears this name already",
            "an entry with a name of its own has a header such as `[var.tension]`",
        ),
    ],
)
def test_brackets_of_the_wrong_kind(text: str, message: str, suggestion: str) -> None:
    """One pair of brackets means the table of a name, two mean one more of its kind."""
    (problem,) = check(Bundle("slip", (SourceFile("slip.toml", text),))).problems
    assert (problem.key, problem.line) == ("not-toml", 2)
    assert problem.message == f"this is no TOML: {message}"
    assert problem.suggestion == suggestion


def test_options_have_two_pairs_of_brackets_from_the_first_on() -> None:
    """A first part under one pair of brackets leaves no room for a second under two."""
    text = "[[event]]\n[event.option]\n[[event.option]]\n"
    (problem,) = check(Bundle("slip", (SourceFile("slip.toml", text),))).problems
    assert (problem.key, problem.line) == ("not-toml", 3)
    assert (
        problem.suggestion
        == "each of several has a header such as `[[event.option]]`, the first too"
    )


def test_a_table_inside_a_list_that_is_no_list_of_tables_has_a_name() -> None:
    """The key that stands twice is told, not the place in its list."""
    (problem,) = check(Bundle("slip", (SourceFile("slip.toml", "a = [1]\n[[a]]\n"),))).problems
    assert (problem.key, problem.message) == ("duplicate-key", "`a` is defined twice")
