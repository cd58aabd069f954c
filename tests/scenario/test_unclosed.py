"""What a text leaves open is found where it was opened."""

from __future__ import annotations

import pytest
import tomli

from game.scenario.unclosed import explain_unclosed, find_unclosed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = [\n  1,\n\n[b]\nc = 1\n", 1),
        ("a = 1\nb = { c = 1\nd = 2\n[e]\n", 2),
        ("a = [\n  { b = 1,\n  { c = 2 },\n]\n", 2),
        ('a = """\nb\n[c]\nd = "e"\n', 1),
        ("a = '''\nb\n", 1),
        ("a = [ # ]\n  1,\n", 1),
        ('a = [\n  "]",\n', 1),
        ("a = [ 1, 2\n", 1),
        ('a = [\n  "b,\n  "c",\n]\n', 2),
        ('a = 1\nb = "c\nd = "e"\n', 2),
    ],
)
def test_the_opener_is_found(text: str, line: int) -> None:
    """A bracket or a string that is never closed, though it is noticed lines below."""
    assert find_line(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "a = [1, 2\n, 3 4]\n",
        "a = {\n b = 1\n c = 2\n}\n",
        "a = 1\nb = \n",
        "a = ]\n",
        "a = [\n  {{ b = 1 },\n  { c = 2 },\n]\n",
        "[a\nb = 1\n",
        "",
    ],
)
def test_other_mistakes_stay_where_they_were_noticed(text: str) -> None:
    """A comma that is missing, and what is noticed on its own line."""
    assert find_line(text) is None


def test_a_text_that_goes_on_in_the_next_line_is_told_how() -> None:
    """Three quotes hold a text of several lines; a quote that was forgotten is no such text."""
    message = "this string is never closed"
    several = 'a text of several lines begins and ends with `"""`'
    assert explain_unclosed('a = "b\nc."\n', 4) == (message, several)
    assert explain_unclosed('a = "b\nc = 1\n', 4) == (message, None)


def find_line(text: str) -> int | None:
    """Return the line on which something is left open."""
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        offset = find_unclosed(text, error.pos)
        return None if offset is None else text.count("\n", 0, offset) + 1
    return None
