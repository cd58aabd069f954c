"""Bring the tables of a store up to date, by the migrations that lie in this package."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from game.errors import StoreError
from game.exercise.extras import needed_for

NEWEST: Final = "0002"
"""The newest migration; compared first, so that a store that is up to date opens fast."""

LOCK: Final = 0x42_75_66_66
"""The number under which processes on PostgreSQL take turns at migrating."""


def bring_up_to_date(engine: Engine) -> None:
    """Run the migrations that a database lacks; several processes may do so at once.

    Raises:
        StoreError: A newer program wrote it.
    """
    with engine.connect() as connection, connection.begin():
        if read_version(connection) == NEWEST:
            return
    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            version = read_version(connection)
            if version is not None and version > NEWEST:
                raise StoreError(
                    f"this store was written by a newer program (its tables are at {version}, "
                    f"this one knows {NEWEST}); install that program"
                )
            if version != NEWEST:
                migrate(connection)


def read_version(connection: Connection) -> str | None:
    """Return the newest migration that has run, or none in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def migrate(connection: Connection) -> None:
    """Run the migrations within an open transaction.

    Raises:
        ExerciseError: The package that runs them is missing.
    """
    with needed_for("the tables of a store"):
        from alembic import command
        from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", "game.exercise:migrations")
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
