"""Texts in spreadsheets: what would be taken for a formula is kept from being one."""

from __future__ import annotations

import re
from typing import Final

STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""How formulas begin, for one spreadsheet or another."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def neutralise(text: str) -> str:
    """Return a text for a cell, with an apostrophe before what would be taken for a formula."""
    if text.startswith((*STARTS, "'")) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def restore(text: str) -> str:
    """Return the text that `neutralise` has made safe."""
    return text[1:] if text.startswith("'") else text
