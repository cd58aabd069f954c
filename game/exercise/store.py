"""A store of exercises: a database that is opened, brought up to date, and asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from game.errors import StoreError
from game.exercise.clock import Clock, read_time
from game.exercise.database import default_url, explained, hide_password, open_engine
from game.exercise.schema import bring_up_to_date, read_version
from game.exercise.tables import EXERCISE

__all__ = ["ExerciseEntry", "Store", "default_url"]


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """A line of the list of exercises."""

    id: str
    """Its identifier."""
    title: str
    """Its name."""
    created: datetime
    """When it was prepared."""
    entries: int
    """How many entries its log has."""


class Store:
    """An open database of exercises. A process opens its own, after any fork."""

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        """Take the database as it is; `open` also brings it up to date."""
        self.url = url
        """Where it lies."""
        self.clock = clock or Clock()
        """The time."""
        self.engine = open_engine(url)
        """The database."""

    @classmethod
    def open(cls, url: str | None = None, clock: Clock | None = None, *, make: bool = True) -> Self:
        """Open a store.

        Args:
            url: `sqlite:///FILE`, a file, or `postgresql://…`; without it the usual one.
            clock: Another time than the machine's.
            make: Whether one is made where there is none.

        Raises:
            StoreError: It cannot be opened, there is none, or a newer program wrote it.
        """
        store = cls(url or default_url(), clock)
        try:
            with explained(store.url):
                if make:
                    store._make_folder()
                elif not store._is_there():
                    raise StoreError(
                        f"there is no store at {hide_password(store.url)}; name another with "
                        "--store, or `buffer-state exercise new` makes one"
                    )
                bring_up_to_date(store.engine)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def file(self) -> Path | None:
        """The file of a store on SQLite."""
        url = self.engine.url
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    def _make_folder(self) -> None:
        if self.file is not None:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{self.file} cannot be made: {error.strerror}") from error

    def _is_there(self) -> bool:
        if self.file is not None:
            try:
                self.file.stat()  # before SQLite, which makes what it opens
            except (FileNotFoundError, NotADirectoryError):
                return False
            except OSError:
                return True  # SQLite says what stands in the way
        with self.engine.connect() as connection:
            return read_version(connection) is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database.

        Raises:
            StoreError: The database refuses.
        """
        with explained(self.url), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that holds the right to write; all of it happens, or nothing.

        Raises:
            StoreError: The database refuses; nothing was written.
        """
        with explained(self.url), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection

    def exercises(self) -> list[ExerciseEntry]:
        """Return the exercises, the newest first."""
        with self.reading() as connection:
            query = select(EXERCISE).order_by(EXERCISE.c.created.desc(), EXERCISE.c.id)
            rows = connection.execute(query).mappings().all()
        return [
            ExerciseEntry(row["id"], row["title"], read_time(row["created"]), row["seq"])
            for row in rows
        ]
