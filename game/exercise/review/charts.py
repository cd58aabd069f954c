"""Charts as SVG: a value by turn, a line for each world, overrides marked."""

from __future__ import annotations

import html
from typing import Final

from game.exercise.review.comparison import Comparison, Series

WIDTH, HEIGHT = 640, 220
"""The size, in units of the picture."""

LEFT, RIGHT, TOP, BOTTOM = 46, 120, 14, 30
"""The margins."""

COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
"""Okabe and Ito's colours, which the colour-blind tell apart; each line bears its name too."""

DASHES: Final = ("", "6 3", "2 3")
"""How lines are broken when the colours come round again."""


def draw_chart(comparison: Comparison) -> str:
    """Return the chart of a value: turns to the right, a line for each world."""
    values = [value for series in comparison.series for value in series.values]
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1.0, high + 1.0
    last = max(len(series.values) for series in comparison.series) - 1
    plot = _Plot(low, high, max(last, 1))
    title = html.escape(comparison.label)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="11"><title>{title} by turn</title>',
        *plot.draw_axes(),
    ]
    for number, series in enumerate(comparison.series):
        parts.extend(plot.draw_line(number, series))
    return "\n".join([*parts, "</svg>"])


class _Plot:
    """The area of a chart and its scales."""

    def __init__(self, low: float, high: float, last: int) -> None:
        self.low, self.high, self.last = low, high, last
        self.labels: list[float] = []

    def x(self, turn: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * turn / self.last

    def y(self, value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (self.high - value) / (self.high - self.low)

    def draw_axes(self) -> list[str]:
        """Return the grid: three values, every turn."""
        parts = []
        for value in (self.low, (self.low + self.high) / 2.0, self.high):
            y = self.y(value)
            parts.append(
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
                f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:.4g}</text>'
            )
        step = max(1, self.last // 10)
        for turn in range(0, self.last + 1, step):
            parts.append(
                f'<text x="{self.x(turn):.1f}" y="{HEIGHT - 10}" text-anchor="middle">'
                f"{turn or 'start'}</text>"
            )
        return parts

    def draw_line(self, number: int, series: Series) -> list[str]:
        """Return the line of a world, its name at the end, a triangle at each override."""
        colour = COLOURS[number % len(COLOURS)]
        dash = DASHES[number // len(COLOURS) % len(DASHES)]
        points = " ".join(f"{self.x(i):.1f},{self.y(v):.1f}" for i, v in enumerate(series.values))
        end = len(series.values) - 1
        x, y = self.x(end) + 6.0, self._find_room(self.y(series.values[end]))
        parts = [
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>',
            f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{html.escape(series.world)}</text>',
        ]
        for turn in series.touched:
            if turn < len(series.values):
                x, y = self.x(turn), self.y(series.values[turn])
                parts.append(
                    f'<path d="M{x - 6:.1f},{y + 5:.1f} h12 l-6,-11 z" fill="{colour}">'
                    f"<title>changed by white in turn {turn}</title></path>"
                )
        return parts

    def _find_room(self, y: float) -> float:
        """Return where the name of a line goes without lying on another."""
        wanted = y + 4.0
        while any(abs(wanted - taken) < 11.0 for taken in self.labels):
            wanted += 11.0
        self.labels.append(wanted)
        return wanted
