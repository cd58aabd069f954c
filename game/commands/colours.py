"""Colours for what commands print: only on a terminal, and never where NO_COLOR is set."""

from __future__ import annotations

import os
from typing import TextIO

from game.scenario.diagnostics import Paint

CODES = {"error": "1;31", "warning": "1;33", "tip": "1;36", "frame": "34", "help": "1"}
"""What a terminal is told for each part; red, yellow, cyan, blue and bold of its own palette."""


def paint_for(stream: TextIO) -> Paint:
    """Return how text looks on a stream."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return _colour if wanted and stream.isatty() else _leave


def _colour(part: str, text: str) -> str:
    return f"\x1b[{CODES[part]}m{text}\x1b[0m"


def _leave(part: str, text: str) -> str:
    return text
