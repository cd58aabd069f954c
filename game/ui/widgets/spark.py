"""Show the last values of a gauge as a row of small bars, the present one bright."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.ui.glyphs import UNICODE, Glyphs

CAP = 6
"""Steps of a full bar, of eight: rows of sparks do not touch."""


def spark_content(
    values: Sequence[float],
    glyphs: Glyphs = UNICODE,
    low: float | None = None,
    high: float | None = None,
) -> Content:
    """Draw values as bars, one cell each, between `low` and `high` or their own extremes."""
    if not values:
        return Content("")
    bottom = min(values) if low is None else low
    top = max(values) if high is None else high
    bars = "".join(_bar(value, bottom, top, glyphs) for value in values)
    return Content.assemble((bars[:-1], "$faint"), (bars[-1], "bold $bright"))


def _bar(value: float, low: float, high: float, glyphs: Glyphs) -> str:
    """Give the bar of one value; values that are all alike stand at a third."""
    if high <= low:
        return glyphs.steps[1]
    part = min(1.0, max(0.0, (value - low) / (high - low)))
    return glyphs.steps[round(part * (CAP - 1))]
