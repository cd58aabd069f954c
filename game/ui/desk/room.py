"""How the rows of the right column are shared among its regions."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_MAY = 6
"""The fewest rows of what they may do, heading included."""

LEAST_ORDERS = 4
"""The fewest rows of orders."""

LEAST_TEXT = 3
"""The fewest rows of a dispatch, where it has so many: without them nobody knows what is asked."""

FAIR_ORDERS = 6
"""Rows of orders that a dispatch does not take."""


@dataclass(frozen=True, slots=True)
class Needs:
    """How many rows each region would like."""

    may: int
    """What they may do; 0 if nothing is shown."""
    asks: int
    """What they ask, without the dispatch."""
    text: int
    """The dispatch of the open demand."""
    orders: int
    """Every open order, with heading and foot."""


def share_rows(height: int, needs: Needs) -> tuple[int, int]:
    """Return the rows of what they may do and of what they ask; orders take the rest.

    Demands are shown whole, with the beginning of the dispatch; more of it where there is room.

    Args:
        height: Rows of the column.
        needs: What each region would like.
    """
    gaps = (needs.may > 0) + (needs.asks > 0)
    free = max(0, height - gaps)
    text = needs.text if needs.asks else 0
    least_may, fair = min(needs.may, LEAST_MAY), min(needs.orders, FAIR_ORDERS)
    told = needs.asks + min(text, LEAST_TEXT, max(0, free - least_may - needs.asks - fair))
    orders = min(needs.orders, max(LEAST_ORDERS, free - told - least_may))
    may = min(needs.may, max(least_may, free - told - orders))
    asks = min(told, max(1, free - may - LEAST_ORDERS)) if needs.asks else 0
    spare = free - may - asks - orders
    return may, asks + max(0, min(spare, needs.asks + text - asks))
