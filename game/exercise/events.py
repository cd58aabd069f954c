"""An entry of the log, and the chain of hashes that makes tampering visible."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping

from game.errors import StoreError
from game.exercise.clock import read_time
from game.exercise.payloads import (
    OverrideUndone,
    Payload,
    PracticeEnded,
    PracticeStarted,
    TurnReverted,
    read_payload,
)

ORIGIN: Final = "0" * 64
"""What stands for the hash before the first entry."""

HASHED: Final = (
    "exercise", "seq", "uuid", "time", "world", "turn", "phase", "type", "version", "seat",
    "audience", "reveal_at", "caused_by", "payload", "previous",
)  # fmt: skip
"""The columns that the hash of an entry covers, in order."""


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the log."""

    seq: int
    """Its number, from 1."""
    id: str
    """Its UUID."""
    moment: int
    """The server's time in microseconds since 1970."""
    world: str
    """The world, or empty for the whole exercise."""
    turn: int
    """The turn of the world, 0 before the first."""
    phase: str
    """The phase of the world, or empty."""
    type: str
    """What kind of event it is."""
    version: int
    """The version of its payload."""
    seat: str
    """Who did it: a seat, `white`, a facilitator as `white:INITIALS`, or empty for the program."""
    audience: frozenset[str]
    """Who may read it."""
    reveal_at: int | None
    """From when on its audience may, in microseconds since 1970."""
    caused_by: int | None
    """The number of the entry from which it follows."""
    payload: Any
    """What it says: one of the models of `game.exercise.payloads`."""

    @property
    def time(self) -> datetime:
        """The server's time."""
        return read_time(self.moment)


def write_audience(audience: frozenset[str]) -> str:
    """Return an audience as its column holds it: each word between spaces, sorted."""
    return f" {' '.join(sorted(audience))} "


def write_payload(payload: Payload) -> str:
    """Return a payload as canonical JSON."""
    return json.dumps(
        payload.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        separators=(",", ":"),
        allow_nan=False,
        ensure_ascii=False,
    )


def hash_row(row: RowMapping | dict[str, Any]) -> str:
    """Return the hash of an entry, which the next one carries as `previous`."""
    # Bytes stand only where somebody has changed an entry, which its hash is to tell.
    text = json.dumps([row[column] for column in HASHED], separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_event(row: RowMapping) -> Event:
    """Return the entry that a row holds.

    Raises:
        StoreError: A newer program wrote it, or it is damaged.
    """
    try:
        payload = read_payload(row["type"], row["version"], row["payload"])
    except ValueError as error:
        raise StoreError(
            f"entry {row['seq']} of the log, {row['type']}, has been changed or is damaged; "
            "`exercise verify` tells what else is; go on with a backup of the store"
        ) from error
    return Event(
        seq=row["seq"],
        id=row["uuid"],
        moment=row["time"],
        world=row["world"],
        turn=row["turn"],
        phase=row["phase"],
        type=row["type"],
        version=row["version"],
        seat=row["seat"],
        audience=frozenset(row["audience"].split()),
        reveal_at=row["reveal_at"],
        caused_by=row["caused_by"],
        payload=payload,
    )


def is_taken_back(event: Event, entries: Iterable[Event]) -> bool:
    """Tell whether one of the entries has taken an entry back later, alone or with its turn."""
    return any(
        entry.payload.override == event.seq
        if isinstance(entry.payload, OverrideUndone)
        else isinstance(entry.payload, TurnReverted)
        and entry.seq > event.seq
        and entry.world == event.world
        and entry.payload.to <= event.turn
        for entry in entries
    )


def leave_out_practice(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return entries without those of practice turns that have ended; their two marks stay."""
    kept: list[Event] = []
    begun: int | None = None
    for event in events:
        if isinstance(event.payload, PracticeStarted):
            begun = len(kept) + 1
        elif isinstance(event.payload, PracticeEnded) and begun is not None:
            del kept[begun:]
            begun = None
        kept.append(event)
    return tuple(kept)
