"""What a text that is no TOML leaves open.

A reader of TOML notices a missing bracket where the next table begins, lines or pages below it.
"""

from __future__ import annotations

import re

PIECE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?!")|\'\'\'.*?\'\'\'(?!\')'
    r"|(?P<endless>\"\"\"|''')"
    r'|"(?:[^"\\\n]|\\[^\n])*"|\'[^\'\n]*\''
    r"|#[^\n]*"
    r"|(?P<open>[\[{])|(?P<close>[\]}])",
    re.DOTALL,
)
"""Strings and comments, whose brackets do not count, and brackets."""


def find_unclosed(text: str, noticed: int) -> int | None:
    """Return the offset of what is never closed, if that is what was noticed.

    Args:
        text: A text that is no TOML.
        noticed: The offset where a reader found that it is none.

    Returns:
        The last bracket before it that is never closed, on an earlier line; or the quotes of a
        string without end; else None.
    """
    opened: list[int] = []
    for match in PIECE.finditer(text):
        if match["endless"]:
            if match.start() < noticed:
                return match.start()
        elif match["open"]:
            opened.append(match.start())
        elif match["close"] and opened:
            opened.pop()
    before = [offset for offset in opened if offset < noticed]
    return before[-1] if before and "\n" in text[before[-1] : noticed] else None
