"""Draw what is left of Unicode's signs in ASCII: frames, bars, quotation marks, dashes."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGNS = str.maketrans({
    **dict.fromkeys("▌▐▎▏▍▊▋▉┃│┆╎╏", "|"), **dict.fromkeys("─━╌╸╺╴╶▔", "-"), "▁": "_", "▂": "_",
    **dict.fromkeys("▃▄▅▆▇█▀░▒▓■▮▪▚", "#"), **dict.fromkeys("□▫○◇☐▪", "."),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"), **dict.fromkeys("–—‑‐−", "-"), "×": "x", "…": ".",
    "·": "-", "•": "*", "⋅": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/", "±": "~",
    "√": "v", "≠": "!", "⩾": ">", "⩽": "<", "°": "*", "●": "o", "◉": "@", "◆": "*", "✓": "x", "▸": ">", "▶": ">", "◀": "<",
    "△": "^", "▲": "A", "▽": "v", "▼": "V", "↑": "^", "↓": "v", "←": "<", "→": ">",
    "≥": ">", "≤": "<", "≈": "~", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "’": "'", "‘": "'", "‚": "'", "\u00a0": " ",
    **{chr(code): "." for code in range(0x2801, 0x2900)}, "\u2800": " ",
})  # fmt: skip
"""Each sign with what stands for it; all are one cell wide."""


class PlainSigns(LineFilter):
    """Replaces signs by ASCII in every row, just before it is shown; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the row with its signs replaced."""
        return [
            Segment(_spell(text), style, control) if text else Segment(text, style, control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=4096)
def _spell(text: str) -> str:
    return text if text.isascii() else text.translate(SIGNS)
