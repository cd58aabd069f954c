"""Whether a log is whole, after whatever has happened to those who write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from game.exercise.exercise import Exercise
from game.exercise.readers import WHITE
from game.exercise.verification import verify


def check_log(exercise: Exercise, known: Mapping[int, str]) -> dict[int, str]:
    """See that a log verifies and still holds what it was known to hold, where it was.

    Args:
        exercise: The exercise.
        known: UUIDs of entries by their numbers.

    Returns:
        The same of all its entries.
    """
    assert verify(exercise).problems == ()
    entries = {event.seq: event.id for event in exercise.read_all(WHITE)}
    assert {seq: entries.get(seq) for seq in known} == known
    return entries


def count_messages(exercise: Exercise) -> Counter[str]:
    """Return how often each text was sent."""
    events = exercise.read_all(WHITE)
    return Counter(event.payload.text for event in events if event.type == "message.sent")
