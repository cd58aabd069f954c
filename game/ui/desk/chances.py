"""Words for odds."""

from __future__ import annotations

WORDS = (
    (90.0, "near sure"),
    (55.0, "likely"),
    (45.0, "even"),
    (20.0, "possible"),
    (5.0, "unlikely"),
)
"""The least odds of each word, in per cent, from the highest."""


def word_odds(odds: float) -> str:
    """Return the word for odds in per cent."""
    return next((word for least, word in WORDS if odds >= least), "remote")
