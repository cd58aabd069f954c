"""Hold a picture made of styled cells and turn it into strips of text."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from game.ui.theme import Rgb


class Cell(NamedTuple):
    """One cell of a picture."""

    character: str
    """What stands in it; one cell wide."""
    colour: Rgb
    """Colour of the character."""
    ground: Rgb
    """Colour behind it."""
    bold: bool = False
    """Whether the character is bold."""
    reverse: bool = False
    """Whether the two colours change places."""


LOOK = attrgetter("colour", "ground", "bold", "reverse")
"""All of a cell but its character."""


@lru_cache(maxsize=4096)
def cell_style(colour: Rgb, ground: Rgb, bold: bool, reverse: bool) -> Style:
    """Give the terminal's style for a cell."""
    return Style(
        color=Color.from_rgb(*colour),
        bgcolor=Color.from_rgb(*ground),
        bold=bold,
        reverse=reverse,
    )


def strip_of(cells: list[Cell]) -> Strip:
    """Join a row of cells into a strip, one segment per run of equal style."""
    segments = [
        Segment("".join([cell.character for cell in run]), cell_style(*style))
        for style, run in groupby(cells, key=LOOK)
    ]
    return Strip(segments, len(cells))
