"""An entry of the log in a line, for white's console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.exercise.events import Event

Tell = Callable[[Any], str]
"""Says what a payload holds."""

DETAILS: dict[str, Tell] = {
    "phase.opened": lambda told: told.phase,
    "phase.locked": lambda told: told.phase,
    "phase.extended": lambda told: f"by {told.seconds / 60:+.3g} min",
    "clock.grace": lambda told: f"{told.seconds / 60:.3g} min",
    "clock.paused": lambda told: told.reason,
    "clock.expired": lambda told: told.phase,
    "order.decided": lambda told: f"{told.seat}: {told.source}",
    "seat.bot": lambda told: f"{told.seat}: {'on' if told.bot else 'off'}",
    "seat.ready": lambda told: "yes" if told.ready else "not yet",
    "turn.reverted": lambda told: f"to turn {told.to}: {told.reason}",
    "world.ended": lambda told: told.label,
}
"""What stands behind the name of an entry, by type."""

TEXTS = ("text", "reason", "intent", "public")
"""Where other payloads keep what people wrote."""


def describe_event(event: Event) -> str:
    """Return what an entry says: who, what, and a piece of what was written."""
    who = f"{event.seat}  " if event.seat else ""
    return f"{who}{event.type}  {describe_payload(event)}".rstrip()


def describe_payload(event: Event) -> str:
    """Return a piece of what an entry's payload holds."""
    tell = DETAILS.get(event.type)
    if tell is not None:
        return tell(event.payload)
    for name in TEXTS:
        found = getattr(event.payload, name, "")
        if isinstance(found, str) and found:
            return " ".join(found.split())[:160]
    inject = getattr(event.payload, "inject", "")
    return inject if isinstance(inject, str) else getattr(inject, "id", "")
