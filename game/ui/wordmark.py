"""Write names in block letters: five rows high for the title, three for headings.

One alphabet serves both: five rows of square pixels. Large letters take two columns and one row per
pixel, small ones one column and half a row.
"""

from __future__ import annotations

from itertools import groupby

from textual.content import Content

from game.ui.glyphs import UNICODE, Glyphs

ROWS = 5
"""Height of a letter in pixels."""

LETTERS = {
    "A": "####|#..#|####|#..#|#..#",
    "B": "###.|#..#|###.|#..#|###.",
    "C": "####|#...|#...|#...|####",
    "D": "###.|#..#|#..#|#..#|###.",
    "E": "####|#...|###.|#...|####",
    "F": "####|#...|###.|#...|#...",
    "G": "####|#...|#.##|#..#|####",
    "H": "#..#|#..#|####|#..#|#..#",
    "I": "#|#|#|#|#",
    "J": "...#|...#|...#|#..#|####",
    "K": "#..#|#.#.|##..|#.#.|#..#",
    "L": "#...|#...|#...|#...|####",
    "M": "#...#|##.##|#.#.#|#...#|#...#",
    "N": "#..#|##.#|#.##|#..#|#..#",
    "O": "####|#..#|#..#|#..#|####",
    "P": "####|#..#|####|#...|#...",
    "Q": "####|#..#|#..#|#.##|####",
    "R": "###.|#..#|###.|#..#|#..#",
    "S": "####|#...|####|...#|####",
    "T": "#####|..#..|..#..|..#..|..#..",
    "U": "#..#|#..#|#..#|#..#|####",
    "V": "#...#|#...#|.#.#.|.#.#.|..#..",
    "W": "#...#|#...#|#.#.#|##.##|#...#",
    "X": "#..#|#..#|.##.|#..#|#..#",
    "Y": "#...#|#...#|.###.|..#..|..#..",
    "Z": "####|...#|.##.|#...|####",
    "0": "####|#..#|#..#|#..#|####",
    "1": "##.|.#.|.#.|.#.|###",
    "2": "####|...#|####|#...|####",
    "3": "####|...#|.###|...#|####",
    "4": "#..#|#..#|####|...#|...#",
    "5": "####|#...|####|...#|####",
    "6": "####|#...|####|#..#|####",
    "7": "####|...#|..#.|.#..|.#..",
    "8": "####|#..#|####|#..#|####",
    "9": "####|#..#|####|...#|####",
    "-": "...|...|###|...|...",
    "'": "#|#|.|.|.",
    " ": "..|..|..|..|..",
}
"""Pixels of each letter, rows from the top; `#` is filled."""

HALVES = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
"""Characters for two pixels, the upper first."""


def large(text: str, glyphs: Glyphs = UNICODE) -> tuple[str, ...]:
    """Write a text five rows high; characters without a letter here become spaces."""
    return tuple(
        row.replace("#", glyphs.block * 2).replace(".", "  ").rstrip() for row in _pixels(text)
    )


def small(text: str, glyphs: Glyphs = UNICODE) -> tuple[str, ...]:
    """Write a text three rows high; without half blocks it is one row of bold capitals' text."""
    if not glyphs.dots:
        return (text.upper(),)
    rows = [*_pixels(text), "." * width(text)]
    return tuple(
        "".join(HALVES[upper + lower] for upper, lower in zip(top, bottom, strict=True)).rstrip()
        for top, bottom in zip(rows[0::2], rows[1::2], strict=True)
    )


def width(text: str) -> int:
    """Count the columns of a text in small letters; large ones take twice as many."""
    return len(_pixels(text)[0])


def fitted(text: str, columns: int, glyphs: Glyphs = UNICODE) -> tuple[str, ...]:
    """Write a text as large as `columns` allow; the least is the text itself."""
    if width(text) * 2 <= columns:
        return large(text, glyphs)
    return small(text, glyphs) if width(text) <= columns else (text,)


def block_content(rows: tuple[str, ...], accent: str, glyphs: Glyphs = UNICODE) -> Content:
    """Colour rows of block letters; full blocks have their colour behind them, so no seam shows."""
    pieces: list[tuple[str, str]] = []
    for full, run in groupby("\n".join(rows), key=lambda character: character == glyphs.block):
        seamless = full and glyphs.dots
        pieces.append(("".join(run), f"${accent} on ${accent}" if seamless else f"${accent}"))
    return Content.assemble(*pieces)


def _pixels(text: str) -> list[str]:
    """Set the letters of a text side by side, one pixel apart; gives five rows."""
    letters = [LETTERS.get(character, LETTERS[" "]).split("|") for character in text.upper()]
    return [".".join(letter[row] for letter in letters) for row in range(ROWS)]
