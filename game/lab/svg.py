"""A few words of SVG: what a chart is drawn with.

A drawing library would weigh more than the whole game; bars, bands and lines need rectangles,
polygons and text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH = 720
"""The width of every figure, in pixels."""

PAPER, INK, FAINT, LINE, BLUE = "#ffffff", "#1f2733", "#667080", "#d6dae0", "#2f6db5"
"""The ground, text, lesser text, lines of a scale, and what is measured."""

Point = tuple[float, float]
"""Right and down from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of the common width."""

    name: str
    """What its file is called, without the ending."""
    height: int
    """Its height in pixels."""
    parts: tuple[str, ...]
    """Its elements."""


def text(at: Point, words: str, size: int = 12, colour: str = INK, anchor: str = "start") -> str:
    """Return a line of text; its words are a stranger's."""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def rectangle(at: Point, width: float, height: float, colour: str, told: str = "") -> str:
    """Return a filled rectangle; what is told of it shows under the pointer."""
    title = f"<title>{escape(told)}</title>" if told else ""
    return (
        f'<rect x="{at[0]:.1f}" y="{at[1]:.1f}" width="{max(width, 0):.1f}" '
        f'height="{height:.1f}" fill="{colour}">{title}</rect>'
    )


def line(points: Sequence[Point], colour: str = LINE, width: float = 1.0) -> str:
    """Return a line through points."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


def area(points: Sequence[Point], colour: str, opacity: float) -> str:
    """Return a filled area."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{way}" fill="{colour}" fill-opacity="{opacity:g}"/>'


def write_sheet(figures: Iterable[Figure], title: str) -> str:
    """Return an SVG file with figures one below the other."""
    lines: list[str] = []
    height = 0
    for figure in figures:
        lines += [f'<g transform="translate(0 {height})">', *figure.parts, "</g>"]
        height += figure.height
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label={quoteattr(title)} '
        'font-family="system-ui, sans-serif">'
    )
    ground = rectangle((0, 0), WIDTH, height, PAPER)
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, *lines, "</svg>", ""])
