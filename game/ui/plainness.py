"""Draw what is left of Unicode's signs in ASCII: frames, bars, quotation marks, dashes."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

STAND_INS = {
    "|": "▌▐▎▏▍▊▋▉┃│┆╎╏", "-": "─━╌╸╺╴╶▔–—‑‐−·", "_": "▁▂", "#": "▃▄▅▆▇█▀░▒▓■▮▚",
    ".": "□▫○◇☐▪…" + "".join(map(chr, range(0x2801, 0x2900))), " ": "\u2800\u00a0",
    "+": "┌┐└┘├┤┬┴┼╭╮╰╯", "*": "•⋅∗◆°", "x": "×✓", "o": "●", "@": "◉", "/": "÷∕⁄", "~": "±≈",
    "v": "√▽↓", "V": "▼", "^": "△↑", "A": "▲", ">": "▸▶→≥⩾", "<": "◀←≤⩽", "!": "≠",
    '"': "“”„«»", "'": "’‘‚",
}  # fmt: skip
"""Each sign of ASCII with those for which it stands; all are one cell wide."""

_TABLE = {ord(sign): plain for plain, signs in STAND_INS.items() for sign in signs}


class PlainSigns(LineFilter):
    """Replaces signs by ASCII in every row, just before it is shown; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the row with its signs replaced."""
        return [Segment(_spell(text), style, control) for text, style, control in segments]


@lru_cache(maxsize=4096)
def _spell(text: str) -> str:
    return text if text.isascii() else text.translate(_TABLE)
