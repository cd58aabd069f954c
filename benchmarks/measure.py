"""Measure two things alternately, so that a noisy machine disturbs both alike."""

from __future__ import annotations

import platform
import statistics
import sys
from collections.abc import Callable
from typing import NamedTuple


class Pair(NamedTuple):
    """What alternating runs of two things gave."""

    first: float
    """The median of the first,"""
    second: float
    """of the second,"""
    ratio: float
    """and of the first by the second in each round."""


def alternate(
    first: Callable[[], float], second: Callable[[], float], rounds: int, warm_up: int = 1
) -> Pair:
    """Run two measurements in turn and return their medians, and that of their ratio."""
    for _ in range(warm_up):
        first(), second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return Pair(
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(one / other for one, other in pairs),
    )


def name_machine() -> str:
    """Return what the figures were taken on."""
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{platform.python_implementation()} {version}, {platform.machine()}"


def tell(what: str, pair: Pair, unit: str, bar: str) -> None:
    """Print one result: both medians, their ratio, the bar."""
    print(
        f"{what}\n  {pair.first:,.1f} against {pair.second:,.1f} {unit}: {pair.ratio:.2f} ({bar})"
    )
