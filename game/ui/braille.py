"""Draw with dots: a grid in which every cell of text holds two dots across and four down."""

from __future__ import annotations

from collections.abc import Iterator

DOTS_ACROSS = 2
"""Dots in a cell, across."""

DOTS_DOWN = 4
"""Dots in a cell, down."""

BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bit of each dot in a braille character's number, by row and column."""

FULL = 0xFF
"""The mask of a cell with all eight dots: the halftone."""


def braille(mask: int) -> str:
    """Give the character whose dots are the bits of `mask`; no dots give a space."""
    return chr(0x2800 + mask) if mask else " "


class DotGrid:
    """Collect dots in cells; dots outside the grid are ignored."""

    __slots__ = ("columns", "masks", "rows")

    def __init__(self, columns: int, rows: int) -> None:
        """Start an empty grid of `columns` × `rows` cells."""
        self.columns = columns
        self.rows = rows
        self.masks = [bytearray(columns) for _ in range(rows)]

    def dot(self, x: int, y: int) -> None:
        """Set the dot at column `x` and row `y`, counted in dots from the top left."""
        if 0 <= x < self.columns * DOTS_ACROSS and 0 <= y < self.rows * DOTS_DOWN:
            self.masks[y // DOTS_DOWN][x // DOTS_ACROSS] |= BITS[y % DOTS_DOWN][x % DOTS_ACROSS]

    def mask(self, column: int, row: int) -> int:
        """Give the mask of the cell at `column` and `row`."""
        return self.masks[row][column]

    def text(self, row: int) -> str:
        """Give one row of cells as characters."""
        return "".join(braille(mask) for mask in self.masks[row])


def walk(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the dots of a straight line from `start` to `end`, both included."""
    (x, y), (to_x, to_y) = start, end
    steps = max(abs(to_x - x), abs(to_y - y), 1)
    for step in range(steps + 1):
        yield round(x + (to_x - x) * step / steps), round(y + (to_y - y) * step / steps)
