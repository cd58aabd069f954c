"""Project longitude and latitude to dots: equirectangular, true at the middle of the picture.

A cell of text is twice as high as wide and holds two dots by four, so dots are square.
"""

from __future__ import annotations

from math import cos, radians
from typing import NamedTuple

from game.ui.braille import DOTS_ACROSS, DOTS_DOWN
from game.ui.theatre.atlas import Bounds, Point


class Projection(NamedTuple):
    """Turn degrees into dots of one picture; x grows to the east, y to the south."""

    west: float
    """Longitude of the picture's left edge."""
    north: float
    """Latitude of the picture's upper edge."""
    across: float
    """Dots per degree of longitude."""
    down: float
    """Dots per degree of latitude."""

    def dots(self, point: Point) -> tuple[float, float]:
        """Give the place of a point, in dots from the top left."""
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down

    def cell(self, point: Point) -> tuple[int, int]:
        """Give the column and row of the cell in which a point falls; it may lie outside."""
        x, y = self.dots(point)
        return int(x // DOTS_ACROSS), int(y // DOTS_DOWN)


def fit(focus: Bounds, whole: Bounds, size: tuple[int, int], fade: float = 0.0) -> Projection:
    """Choose the projection in which `focus` fills a picture and the data reach its edges.

    Args:
        focus: What must be seen, if the shape of the picture allows.
        whole: Where there are data; the picture leaves it only in its faded part.
        size: Columns and rows of the picture, in cells.
        fade: Share of the width, from the left, in which the map may be absent.
    """
    width, height = max(1, size[0]) * DOTS_ACROSS, max(1, size[1]) * DOTS_DOWN
    squeeze = cos(radians(focus.centre[1]))
    scale = min(width / ((focus.east - focus.west) * squeeze), height / (focus.north - focus.south))
    solid = width * (1 - fade * 0.5)
    scale = max(
        scale, solid / ((whole.east - whole.west) * squeeze), height / (whole.north - whole.south)
    )
    span_x, span_y = width / (scale * squeeze), height / scale
    west = focus.east - span_x if fade else focus.centre[0] - span_x / 2
    south = focus.centre[1] - span_y / 2
    west = min(west, whole.east - span_x) if fade else _within(west, span_x, whole.west, whole.east)
    south = _within(south, span_y, whole.south, whole.north)
    return Projection(west, south + span_y, scale * squeeze, scale)


def _within(start: float, span: float, low: float, high: float) -> float:
    """Move an interval as little as possible so that it lies between `low` and `high`."""
    return max(low, min(start, high - span))
