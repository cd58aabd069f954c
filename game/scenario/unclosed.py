"""What a text that is no TOML leaves open.

A reader of TOML notices a missing bracket where the next table begins, lines or pages below it.
"""

from __future__ import annotations

import re

from game.scenario.slips import QUOTES

PIECE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?!")|\'\'\'.*?\'\'\'(?!\')'
    r"|(?P<endless>\"\"\"|''')"
    r'|"(?:[^"\\\n]|\\[^\n])*"|\'[^\'\n]*\''
    r"|#[^\n]*"
    r"|(?P<stray>[\"'])"
    r"|(?P<open>[\[{])|(?P<close>[\]}])",
    re.DOTALL,
)
"""Strings and comments, whose brackets do not count, and brackets."""

DEEPEST = 24
"""How many brackets back a closing one is matched; a scenario needs no more."""


LINE = re.compile(r"[ \t]*(?:\Z|[\n#[{]|[\w.\"-]+[ \t]*=)")
"""How a line begins that is none of a text."""

LONG_TEXT = 'a text of several lines begins and ends with `"""`'

OPENERS = {"]": "[", "}": "{"}


def find_unclosed(text: str, noticed: int) -> int | None:
    """Return the offset of what is never closed, if that is what was noticed.

    Args:
        text: A text that is no TOML.
        noticed: The offset where a reader found that it is none.

    Returns:
        The last bracket before it that is never closed, on an earlier line; or the quotes of a
        string without end; or the quote of one that its line does not end; else None.
    """
    opened: list[int] = []
    unclosed: list[int] = []
    for match in PIECE.finditer(text):
        if match["endless"] and match.start() < noticed:
            return match.start()
        if match["stray"] and match.start() <= noticed:
            # With a quote missing, nothing after it is what it looks like.
            return match.start() if "\n" not in text[match.start() : noticed].rstrip() else None
        if match["open"]:
            opened.append(match.start())
        elif match["close"]:
            unclosed += _close(text, opened, OPENERS[match["close"]])
    before = [offset for offset in (*unclosed, *opened) if offset < noticed]
    found = max(before, default=noticed)
    return found if "\n" in text[found:noticed] else None


def explain_unclosed(text: str, offset: int) -> tuple[str, str | None]:
    """Return what is wrong with an opener that is never closed, and what would do instead."""
    if text[offset] not in OPENERS.values():
        line, _, after = text[offset:].partition("\n")
        if text[offset - 1 : offset].isdigit():
            return "a number has only digits and a point", None
        if line.rstrip(" \t,}]")[-1] in QUOTES:
            return "text ends with the same straight quote with which it begins", 'write `"`'
        goes_on = len(line) > 1 and not LINE.match(after)
        return "this string is never closed", LONG_TEXT if goes_on else None
    return "this bracket is never closed", None


def _close(text: str, opened: list[int], opener: str) -> list[int]:
    """Close the last bracket of a kind, and return those inside it, which are left open."""
    for place in range(len(opened) - 1, max(len(opened) - DEEPEST, 0) - 1, -1):
        if text[opened[place]] == opener:
            left = opened[place + 1 :]
            del opened[place:]
            return left
    return []
