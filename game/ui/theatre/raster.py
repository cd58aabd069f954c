"""Rasterise the areas of an atlas: which area owns each dot, and which dots are drawn.

The picture of a map is a grid of cells. Every cell has one ground colour and one colour of dots, so
each says which area owns most of it and what its dots stand for.
"""

from __future__ import annotations

from enum import IntEnum
from math import ceil
from typing import NamedTuple

from game.ui.braille import BITS, DOTS_ACROSS, DOTS_DOWN, FULL
from game.ui.theatre.atlas import Area, Atlas
from game.ui.theatre.projection import Projection

SEA = 0
"""Owner of a dot that no area owns; areas are numbered from 1 in the order of the atlas."""

NOBODY = 255
"""A number that no area has; an atlas has fewer areas."""


class Ink(IntEnum):
    """What the dots of a cell stand for, the weightiest last."""

    NONE = 0
    """No dots."""
    BORDER = 1
    """A border between two areas."""
    COAST = 2
    """A coast."""
    HALFTONE = 3
    """The inside of the home area."""
    EDGE = 4
    """The edge of the home area."""


class LandCell(NamedTuple):
    """One cell of the bare map."""

    owner: int
    """The area that has most of the cell's dots; `SEA` for none."""
    mask: int
    """Dots drawn, as bits of a braille character."""
    ink: Ink
    """What the dots stand for."""
    inked: int
    """The area whose colour the dots have."""


def rasterise(
    atlas: Atlas, projection: Projection, size: tuple[int, int], home: str
) -> list[list[LandCell]]:
    """Draw the bare map, `size` columns × rows of cells, with the area named `home` filled."""
    columns, rows = size
    owners = owner_dots(atlas.areas, projection, columns * DOTS_ACROSS, rows * DOTS_DOWN)
    names = [area.name for area in atlas.areas]
    painter = _Cells(owners, names.index(home) + 1 if home in names else NOBODY)
    left, top = projection.dots((atlas.bounds.west, atlas.bounds.north))
    right, bottom = projection.dots((atlas.bounds.east, atlas.bounds.south))
    painter.known = (
        max(0, ceil(left) + 1),
        max(0, ceil(top) + 1),
        min(painter.width, int(right) - 1),
        min(painter.height, int(bottom) - 1),
    )
    return [painter.row(row, columns) for row in range(rows)]


def owner_dots(
    areas: tuple[Area, ...], projection: Projection, width: int, height: int
) -> list[bytearray]:
    """Say for every dot which area its middle lies in, as rows of numbers."""
    dots = [bytearray(width) for _ in range(height)]
    for number, area in enumerate(areas, start=1):
        for y, crossings in enumerate(_crossings(area, projection, height)):
            crossings.sort()
            for start, end in zip(crossings[0::2], crossings[1::2], strict=False):
                first, last = max(0, ceil(start - 0.5)), min(width, ceil(end - 0.5))
                if first < last:
                    dots[y][first:last] = bytes((number,)) * (last - first)
    return dots


def _crossings(area: Area, projection: Projection, height: int) -> list[list[float]]:
    """List for every row of dots where its middle line crosses the outlines of an area."""
    rows: list[list[float]] = [[] for _ in range(height)]
    for ring in area.rings:
        x, y = projection.dots(ring[-1])
        row = ceil(y - 0.5)
        for point in ring:
            to_x, to_y = projection.dots(point)
            to_row = ceil(to_y - 0.5)
            if row != to_row:
                first, last = (row, to_row) if row < to_row else (to_row, row)
                for crossed in range(max(0, first), min(height, last)):
                    rows[crossed].append(x + (crossed + 0.5 - y) * (to_x - x) / (to_y - y))
            x, y, row = to_x, to_y, to_row
    return rows


class _Cells:
    """Judge dots by their neighbours and gather them into cells."""

    __slots__ = ("height", "home", "known", "owners", "plain", "width")

    def __init__(self, owners: list[bytearray], home: int) -> None:
        """Keep the owners of all dots and the number of the home area, `NOBODY` for none."""
        self.owners = owners
        self.home = home
        self.height = len(owners)
        self.width = len(owners[0]) if owners else 0
        self.known = (0, 0, self.width, self.height)
        self.plain: dict[int, LandCell] = {}

    def row(self, row: int, columns: int) -> list[LandCell]:
        """Draw one row of cells."""
        top = row * DOTS_DOWN
        edges = [self._edges(y) for y in range(top, top + DOTS_DOWN)]
        stir = bytes(map(max, *edges))
        middle = self.owners[top]
        return [
            self._busy(left, top, edges)
            if stir[left] or stir[left + 1]
            else self._plain(middle[left])
            for left in range(0, columns * DOTS_ACROSS, DOTS_ACROSS)
        ]

    def _edges(self, y: int) -> bytes:
        """Give a byte per dot of a row, not zero where a dot beside, above or below differs.

        Whole rows are compared at once, as large numbers: most of a map is calm.
        """
        own = int.from_bytes(self.owners[y], "big")
        last = (1 << 8 * self.width) - 1
        changes = (own ^ own >> 8) | (own ^ own << 8 & last)
        for beside in (y - 1, y + 1):
            if 0 <= beside < self.height:
                changes |= own ^ int.from_bytes(self.owners[beside], "big")
        return changes.to_bytes(self.width, "big")

    def _busy(self, left: int, top: int, edges: list[bytes]) -> LandCell:
        """Draw a cell in or beside which the owner changes."""
        block = self.owners[top : top + DOTS_DOWN]
        eight = b"".join([line[left : left + DOTS_ACROSS] for line in block])
        owner = eight[0]
        if eight.count(owner) < len(eight):
            owner = max(set(eight), key=lambda number: (eight.count(number), number))
        if self.home in eight:
            return self._home_cell(eight, owner)
        return self._line_cell(left, top, owner, edges)

    def _plain(self, owner: int) -> LandCell:
        """Draw a cell that lies well inside one area, or at sea."""
        if owner not in self.plain:
            home = owner == self.home
            ink = Ink.HALFTONE if home else Ink.NONE
            self.plain[owner] = LandCell(owner, FULL if home else 0, ink, owner)
        return self.plain[owner]

    def _home_cell(self, eight: bytes, owner: int) -> LandCell:
        """Draw a cell that the home area fills or shares: its dots, bright where it is shared."""
        if eight.count(self.home) == len(eight):
            return LandCell(owner, FULL, Ink.HALFTONE, self.home)
        mask = 0
        for index, number in enumerate(eight):
            if number == self.home:
                mask |= BITS[index // DOTS_ACROSS][index % DOTS_ACROSS]
        return LandCell(owner, mask, Ink.EDGE, self.home)

    def _line_cell(self, left: int, top: int, owner: int, edges: list[bytes]) -> LandCell:
        """Draw a cell outside the home area: its coasts and borders."""
        mask, ink, inked = 0, Ink.NONE, SEA
        for down in range(DOTS_DOWN):
            for across in range(DOTS_ACROSS):
                if not edges[down][left + across]:
                    continue
                kind = self._kind(left + across, top + down)
                if kind is Ink.NONE:
                    continue
                mask |= BITS[down][across]
                if kind > ink:
                    ink, inked = kind, self.owners[top + down][left + across]
        return LandCell(owner, mask, ink, self.home if ink is Ink.EDGE else inked)

    def _kind(self, x: int, y: int) -> Ink:
        """Say what line the dot at `x`, `y` belongs to, if any; lines lie on one side only."""
        own = self.owners[y][x]
        found = Ink.NONE
        for other in self._neighbours(x, y):
            if other == own:
                continue
            if other == self.home:
                return Ink.EDGE
            if own != SEA and other == SEA:
                found = Ink.COAST
            elif own != SEA and own < other and found is Ink.NONE:
                found = Ink.BORDER
        return found

    def _neighbours(self, x: int, y: int) -> list[int]:
        """List the owners of the dots beside, above and below that the data reach."""
        west, north, east, south = self.known
        return [
            self.owners[b][a]
            for a, b in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1))
            if west <= a < east and north <= b < south
        ]
