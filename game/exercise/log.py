"""Read and write the log: one query that filters by audience, one way to add an entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, insert, or_, select, update

from game.exercise.clock import MICROSECONDS
from game.exercise.events import Event, hash_row, read_event
from game.exercise.readers import Reader
from game.exercise.tables import EVENT, EXERCISE


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far someone has read."""

    seq: int = 0
    """The last entry that was looked at."""
    waiting: frozenset[int] = field(default_factory=frozenset, repr=False)
    """Entries before it that are not yet to be read."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read."""

    events: tuple[Event, ...]
    """The entries, in order."""
    cursor: Cursor
    """Where to read on."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A reader's place in an exercise, as the query needs it."""

    exercise: str
    """Which exercise."""
    reader: Reader
    """Who reads."""
    worlds: tuple[str, ...]
    """All its worlds."""
    delay: float
    """By how many seconds observers are behind."""
    now: int
    """The time in microseconds since 1970."""


def filter_audience(sight: Sight) -> Select[Any]:
    """Return the query of all that a reader may read: every reader goes through it."""
    query = select(EVENT).where(EVENT.c.exercise == sight.exercise).order_by(EVENT.c.seq)
    if sight.reader.omniscient:
        return query
    return query.where(_includes(sight), _revealed(sight))


def _includes(sight: Sight) -> ColumnElement[bool]:
    words = sorted(sight.reader.words(sight.worlds))
    return or_(*(EVENT.c.audience.contains(f" {word} ", autoescape=True) for word in words))


def _revealed(sight: Sight) -> ColumnElement[bool]:
    due = or_(EVENT.c.reveal_at.is_(None), EVENT.c.reveal_at <= sight.now)
    if sight.reader.role != "observer" or not sight.delay:
        return due
    return and_(due, EVENT.c.time <= sight.now - int(sight.delay * MICROSECONDS))


def read_batch(connection: Connection, sight: Sight, after: Cursor, most: int) -> Batch:
    """Return what a reader has not read yet, at most so many entries."""
    query = filter_audience(sight)
    fresh = EVENT.c.seq > after.seq
    if after.waiting:
        fresh = or_(fresh, EVENT.c.seq.in_(after.waiting))
    rows = connection.execute(query.where(fresh).limit(most)).mappings().all()
    events = tuple(read_event(row) for row in rows)
    last = events[-1].seq if len(events) == most else read_head(connection, sight.exercise)
    hidden = _find_waiting(connection, sight, after, last) - {event.seq for event in events}
    return Batch(events, Cursor(max(last, after.seq), frozenset(hidden)))


def _find_waiting(connection: Connection, sight: Sight, after: Cursor, last: int) -> set[int]:
    """Return the entries for a reader that only time still keeps back."""
    if sight.reader.omniscient:
        return set()
    query = select(EVENT.c.seq).where(
        EVENT.c.exercise == sight.exercise,
        EVENT.c.seq > after.seq,
        EVENT.c.seq <= last,
        _includes(sight),
        ~_revealed(sight),
    )
    return set(connection.scalars(query)) | set(after.waiting)


def has_news(connection: Connection, sight: Sight, after: Cursor) -> bool:
    """Tell whether a reader has something to read."""
    if not after.waiting and read_head(connection, sight.exercise) <= after.seq:
        return False
    fresh = or_(EVENT.c.seq > after.seq, EVENT.c.seq.in_(after.waiting))
    return connection.execute(filter_audience(sight).where(fresh).limit(1)).first() is not None


def read_head(connection: Connection, exercise: str) -> int:
    """Return the number of the last entry, 0 for an exercise without any."""
    return connection.scalar(select(EXERCISE.c.seq).where(EXERCISE.c.id == exercise)) or 0


def lock_head(connection: Connection, exercise: str) -> Any:
    """Lock the log for writing until the transaction ends, and return its head.

    On SQLite the whole file is locked already.
    """
    query = select(EXERCISE).where(EXERCISE.c.id == exercise).with_for_update()
    return connection.execute(query).mappings().first()


def find_uuid(connection: Connection, exercise: str, uuid: str) -> Event | None:
    """Return the entry with a UUID, if it has been written."""
    query = select(EVENT).where(EVENT.c.exercise == exercise, EVENT.c.uuid == uuid)
    row = connection.execute(query).mappings().first()
    return read_event(row) if row else None


def add_rows(connection: Connection, exercise: str, rows: Iterable[dict[str, Any]]) -> None:
    """Add entries behind the head, which must be locked, and move it.

    Each row comes with its `seq` and `previous`.
    """
    added = list(rows)
    if added:
        last = added[-1]
        connection.execute(insert(EVENT), added)
        connection.execute(
            update(EXERCISE)
            .where(EXERCISE.c.id == exercise)
            .values(seq=last["seq"], hash=hash_row(last), time=last["time"])
        )
