"""Set texts into rows: at the left, at the right edge, and in lines broken between words."""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual.content import Content

from game.engine.words import drop_emphasis

Piece = tuple[str, str]
"""A text and its style."""


WORD = re.compile(r"\S+(?: [+−]\d\S*)*")
"""What is not broken between rows: a word, with the amounts that belong to it."""


def spread(left: Content, right: Content, width: int) -> Content:
    """Set two texts at the ends of a row of cells; where both do not fit, the right one goes."""
    gap = width - left.cell_length - right.cell_length
    if gap < 1:
        return left.truncate(width)
    return left + Content(" " * gap) + right


def columns(*cells: tuple[Content, int]) -> Content:
    """Set texts into columns of given widths, a blank between two; what is longer is cut."""
    row = Content("")
    for text, width in cells:
        row += cut(text, width).pad_right(max(0, width - cut(text, width).cell_length)) + " "
    return row


def cut(text: Content, width: int) -> Content:
    """Shorten a text to at most `width` cells, at the end of a word where there is one."""
    if text.cell_length <= width:
        return text
    kept = text.truncate(width + 1)
    space = kept.plain.rstrip().rfind(" ")
    head = kept[:space] if space > 0 else text.truncate(width)
    return head.rstrip(" ,;:")


def fold(text: str, style: str, width: int) -> tuple[Content, ...]:
    """Break a text between words into rows of at most `width` cells; marks of emphasis go."""
    text = drop_emphasis(text)
    if not text:
        return ()
    rows: list[str] = []
    for word in WORD.findall(text):
        if rows and cell_len(rows[-1]) + 1 + cell_len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.extend(
                piece for part in _parts(word, width) for piece in _chop(part, max(1, width))
            )
    return tuple(Content.assemble((row, style)) for row in rows)


def _parts(word: str, width: int) -> list[str]:
    """Return a word with its amounts, apart where a row cannot hold them together."""
    return [word] if cell_len(word) <= width else word.split()


def _chop(word: str, width: int) -> list[str]:
    """Cut a word that is longer than a row."""
    pieces = [""]
    for character in word:
        if cell_len(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
