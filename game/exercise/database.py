"""Open a database by URL, with what SQLite and PostgreSQL each need to keep the log safe."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from game.errors import StoreError
from game.exercise.extras import needed_for

PATIENCE = 30.0
"""For how many seconds a writer waits for others."""

LINE = {"connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 5,
        "keepalives_count": 3, "tcp_user_timeout": 20_000}  # fmt: skip
"""What notices within 20 s that a server has gone without a word; the system takes minutes."""

VARIABLE = "BUFFER_STATE_STORE"
"""The environment variable that names the store."""


def default_url() -> str:
    """Return the store that is used without a URL: the environment's, or a file of the user's."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    path = Path(platformdirs.user_data_dir("buffer-state")) / "exercises.sqlite"
    return f"sqlite:///{path}"


def open_engine(url: str) -> Engine:
    """Return the engine of a database; nothing is read yet.

    Raises:
        StoreError: The URL is none of SQLite or PostgreSQL, or a driver is missing.
    """
    parsed = _parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    with needed_for("stores on PostgreSQL", "postgres"):
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=2,
            connect_args=LINE,
        )  # fmt: skip


def _parse_url(url: str) -> URL:
    try:
        parsed = make_url(url) if "://" in url else URL.create("sqlite", database=url)
        backend = parsed.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{hide_password(url)} is no URL of a database: {error}") from error
    if backend not in {"sqlite", "postgresql"}:
        raise StoreError(
            f"a store lies in SQLite or PostgreSQL, not in {backend}; "
            "give sqlite:///FILE or postgresql://USER@HOST/DATABASE"
        )
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StoreError(
            f"{hide_password(url)} names no file, and what lies in memory is lost; give sqlite:///FILE"
        )
    if backend == "sqlite" and parsed.query:
        raise StoreError(
            f"a store on SQLite takes no options; leave out what stands behind ? in {url}, "
            "or give the file alone, without sqlite:///, if that is its name"
        )
    return parsed


def hide_password(url: str) -> str:
    """Return a URL without its password, for messages."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url


def _open_sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _: Any) -> None:
        # The driver would begin transactions late and by itself. Journal mode DELETE, since
        # SQLite before 3.51.3 can corrupt a WAL that several processes write and check.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Taking the lock before the first read: a reader that turns writer fails under load.
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn what the database complains of into an error with a text for people.

    Raises:
        StoreError: The database refused.
    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_explain(url, str(error.orig))) from error
    except SQLAlchemyError as error:
        raise StoreError(_explain(url, str(error))) from error


def _explain(url: str, reason: str) -> str:
    where = f"the store {hide_password(url)}"
    line = reason.strip().partition("\n")[0]
    hints = {
        **dict.fromkeys(
            ("disk is full", "could not extend file"),
            "the disk is full; free some space and try again, nothing was lost",
        ),
        "disk I/O error": "the disk does not take what is written; look at it and try again, "
        "nothing was lost",
        "unable to open": "the file cannot be opened; look at its folder and its permissions",
        "readonly": "the file may not be written; change its permissions",
        "read-only": "the file may not be written; change its permissions",
        "is locked": f"others kept it locked for more than {PATIENCE:.0f} s; try again",
        "not a database": "the file is no SQLite database",
        "malformed": "the file is damaged; go on with the newest backup beside it",
        "connection": f"the server cannot be reached ({line}); start it again and all goes on, "
        "nothing was lost",
    }
    hint = next((text for key, text in hints.items() if key in reason), line)
    return f"{where} cannot be used: {hint}"
