"""Arrows that walk from an old value to a new one on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from game.ui.glyphs import Glyphs


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of so many cells."""

    low: float
    """The value at its left end."""
    high: float
    """The value at its right end."""
    width: int
    """Its cells."""

    def place(self, value: float) -> int:
        """Return the cell of a value."""
        span = (self.high - self.low) or 1.0
        part = min(1.0, max(0.0, (value - self.low) / span))
        return round(part * (self.width - 1))

    def level(self, value: float, glyphs: Glyphs) -> Content:
        """Draw a bar from the left end to a value."""
        end = self.place(value) + 1
        return Content.assemble(
            (glyphs.share * end, "$bright"), ("·" * (self.width - end), "$hairline")
        )

    def step(self, start: float, end: float, accent: str, glyphs: Glyphs) -> Content:
        """Draw an arrow from one value to another."""
        first, last = self.place(start), self.place(end)
        left, right = min(first, last), max(first, last)
        rising = end > start
        head = ("▶" if rising else "◀") if glyphs.dots else (">" if rising else "<")
        shaft = glyphs.share * (right - left)
        arrow = shaft + head if rising else head + shaft
        return Content.assemble(
            ("·" * left, "$hairline"),
            (arrow, f"${accent}"),
            ("·" * (self.width - right - 1), "$hairline"),
        )


def choose_scale(values: list[float], bounds: tuple[float, float], width: int) -> Scale:
    """Return a scale with round ends that holds all values and stays within their range."""
    low, high = min(values), max(values)
    step = next(
        (
            size
            for size in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
            if (high - low) <= 3 * size
        ),
        100.0,
    )
    first = (low // step) * step
    last = -((-high) // step) * step
    if first == last:
        last += step
    return Scale(max(first, bounds[0]), min(last, bounds[1]), width)
