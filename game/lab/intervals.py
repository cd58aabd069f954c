"""How well a share is known from some games."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""The deviation within which 95 per cent of a normal distribution lie."""


class Share(NamedTuple):
    """A share with the interval in which it lies at 95 per cent confidence; all in per cent."""

    value: float
    """What was found."""
    low: float
    """The lower end."""
    high: float
    """The upper end."""


def find_share(count: int, total: int) -> Share:
    """Return the share of a count by the interval of Wilson (1927), which also holds near 0.

    Args:
        count: How often it was so, from 0 to `total`.
        total: How often it could have been so; of nothing everything is possible.
    """
    if total == 0:
        return Share(0.0, 0.0, 100.0)
    share = count / total
    weight = 1.0 + Z * Z / total
    middle = (share + Z * Z / (2 * total)) / weight
    reach = Z / weight * sqrt(share * (1.0 - share) / total + Z * Z / (4 * total * total))
    low = 0.0 if count == 0 else middle - reach
    high = 1.0 if count == total else middle + reach
    return Share(100.0 * share, 100.0 * low, 100.0 * high)
