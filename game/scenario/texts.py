"""The hygiene of texts, and the values that are inserted into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, ESC among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they reorder what stands beside them
    "\u200b\u2028\u2029\u2060\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"  # they are not seen
)
"""Characters that no text may bring to a screen."""

INSERT = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)(?::([0-4]))?\}")
"""An inserted value: `{name}`, or `{name:2}` with so many decimals."""

SMALL = 20.0
"""Numbers below it are shown with one decimal unless told otherwise."""


def clean_prose(text: str) -> str:
    """Return a text without control and bidirectional characters; line ends stay."""
    if text.isprintable():
        return text
    text = text.replace("\t", " ")
    return UNSAFE.sub("", text) if UNSAFE.search(text) else text


def clean_line(text: str) -> str:
    """Return a text on one line without control and bidirectional characters."""
    return text if text.isprintable() else clean_prose(text.replace("\n", " "))


def find_inserts(text: str) -> Iterator[re.Match[str]]:
    """Iterate over the places where a text inserts a value."""
    return INSERT.finditer(text)


def insert_values(text: str, lookup: Callable[[str], float | None]) -> str:
    """Return a text with its inserted values.

    Args:
        text: The text, with `{name}` or `{name:decimals}` where a value goes.
        lookup: Gives the value of a name, or None where the reader may not know it.
    """

    def show(match: re.Match[str]) -> str:
        value = lookup(match[1])
        decimals = None if match[2] is None else int(match[2])
        return "?" if value is None else show_number(value, decimals)

    return INSERT.sub(show, text)


def show_number(value: float, decimals: int | None = None) -> str:
    """Return a number as texts show it, with a true minus sign.

    Without `decimals`, whole numbers have none, numbers below 20 one, and larger ones none.
    """
    if decimals is None:
        decimals = 1 if value != round(value) and abs(value) < SMALL else 0
    digits = f"{abs(value):.{decimals}f}"
    return f"−{digits}" if value < 0 and float(digits) != 0 else digits
