"""Round ends of a scale."""

from __future__ import annotations

import math
from collections.abc import Iterable

STEPS = 4
"""Into so many steps the values of a scale are divided, at least."""


def frame_scale(values: Iterable[float]) -> tuple[float, float]:
    """Return round ends of a scale that holds all values, with a whole number in the middle."""
    low, high, unit = enclose(values, STEPS)
    if low == high or (high - low) / unit % 2:
        high += unit * (1 if low != high else 2)
    return low, high


def enclose(values: Iterable[float], steps: int) -> tuple[float, float, float]:
    """Return round ends of a scale that holds all values, and its step; there are few more steps.

    Steps are of 1, 2 or 5 and zeros, never less than 1.
    """
    values = tuple(values)
    least, most = min(values), max(values)
    unit = _round_up(max(1.0, (most - least) / steps))
    return math.floor(least / unit) * unit, math.ceil(most / unit) * unit, unit


def _round_up(value: float) -> float:
    """Return the next number from a value on that a scale can step by: 1, 2 or 5 and zeros."""
    unit: float = 10.0 ** math.floor(math.log10(value))
    return next(step * unit for step in (1.0, 2.0, 5.0, 10.0) if step * unit >= value)
