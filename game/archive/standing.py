"""Where a game stands, for lists of saves: the countdowns, as far as the seat may know them."""

from __future__ import annotations

import math

from game.archive.record import CountdownRecord
from game.archive.standpoint import Standpoint
from game.engine.words import label_count

MOST = 1_000_000
"""Counts above it are recorded as this."""


def count_down(standpoint: Standpoint) -> tuple[CountdownRecord, ...]:
    """Return the countdowns that a seat knows exactly, rounded down."""
    records = []
    for countdown in standpoint.rules.scenario.desk.countdowns:
        reading = standpoint.read(countdown.value)
        if reading.exact:
            value = min(max(math.floor(reading.low), 0), MOST)
            records.append(
                CountdownRecord(label=label_count(countdown.label, value == 1), value=value)
            )
    return tuple(records)
