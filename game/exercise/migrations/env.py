"""Run migrations on the connection that `game.exercise.schema` hands over."""

from __future__ import annotations

from alembic import context

from game.exercise.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
