"""How far a session has read the log, so that any host can say what it has missed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; whoever sat there before has read nothing."""
    column = sa.Column("read", sa.Integer(), nullable=False, server_default="0")
    op.add_column("session", column)


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("session", "read")
