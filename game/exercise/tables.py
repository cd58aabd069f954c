"""The tables of a store. The log is only ever added to; what stands beside it may be changed.

Times are whole microseconds since 1970, UTC. Hashes are hexadecimal SHA-256.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _exercise(primary: bool = True) -> Column[str]:
    return Column("exercise", ForeignKey("exercise.id"), primary_key=primary, nullable=False)


EXERCISE = Table(
    "exercise",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    # The last entry of the log. Whoever adds one locks this row first, so that entries become
    # visible in the order of their numbers.
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("time", BigInteger, nullable=False),
)

EVENT = Table(
    "event",
    METADATA,
    _exercise(),
    Column("seq", Integer, primary_key=True),
    Column("uuid", String(36), nullable=False, unique=True),
    Column("time", BigInteger, nullable=False),
    Column("world", String(64), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("type", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("seat", String(64), nullable=False),
    Column("audience", Text, nullable=False),
    Column("reveal_at", BigInteger),
    Column("caused_by", Integer),
    Column("payload", Text, nullable=False),
    Column("previous", String(64), nullable=False),
)

PERSON = Table(
    "person",
    METADATA,
    _exercise(),
    Column("world", String(64), primary_key=True),
    Column("seat", String(64), primary_key=True),
    Column("name", Text, primary_key=True),
)

CODE = Table(
    "code",
    METADATA,
    _exercise(),
    Column("hash", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("world", String(64), nullable=False),
    Column("seat", String(64), nullable=False),
    Column("revoked", BigInteger),
)

SESSION = Table(
    "session",
    METADATA,
    Column("token", String(64), primary_key=True),
    _exercise(primary=False),
    Column("role", String(16), nullable=False),
    Column("world", String(64), nullable=False),
    Column("seat", String(64), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("ended", BigInteger),
    # When it was last heard of, 0 after it left; and when a person last did something.
    Column("seen", BigInteger, nullable=False),
    Column("active", BigInteger, nullable=False),
    # The last entry of the log that it has shown.
    Column("read", Integer, nullable=False, server_default="0"),
)

TICKET = Table(
    "ticket",
    METADATA,
    Column("id", String(36), primary_key=True),
    _exercise(primary=False),
    Column("world", String(64), nullable=False),
    Column("seat", String(64), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("answer", String(16), nullable=False),
)

ATTEMPT = Table(
    "attempt",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _exercise(primary=False),
    Column("source", String(128), nullable=False),
    Column("time", BigInteger, nullable=False),
    Index("ix_attempt_exercise_time", "exercise", "time"),
)

DRAFT = Table(
    "draft",
    METADATA,
    _exercise(),
    Column("world", String(64), primary_key=True),
    Column("seat", String(64), primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("plan", Text, nullable=False),
    Column("saved", BigInteger, nullable=False),
)

SNAPSHOT = Table(
    "snapshot",
    METADATA,
    _exercise(),
    Column("seq", Integer, primary_key=True),
    Column("digest", String(32), nullable=False),
    Column("state", Text, nullable=False),
)

LEASE = Table(
    "lease",
    METADATA,
    _exercise(),
    Column("holder", String(36), nullable=False),
    Column("host", Text, nullable=False),
    # Counts on while the holder lives; others compare counts, never clocks.
    Column("beat", BigInteger, nullable=False),
)
