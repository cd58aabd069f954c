"""The tables of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "exercise",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=128), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_attempt_exercise")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    op.create_index("ix_attempt_exercise_time", "attempt", ["exercise", "time"], unique=False)
    op.create_table(
        "code",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("world", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_code_exercise")),
        sa.PrimaryKeyConstraint("exercise", "hash", name=op.f("pk_code")),
    )
    op.create_table(
        "draft",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("world", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("saved", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_draft_exercise")),
        sa.PrimaryKeyConstraint("exercise", "world", "seat", name=op.f("pk_draft")),
    )
    op.create_table(
        "event",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("world", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("reveal_at", sa.BigInteger(), nullable=True),
        sa.Column("caused_by", sa.Integer(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_event_exercise")),
        sa.PrimaryKeyConstraint("exercise", "seq", name=op.f("pk_event")),
        sa.UniqueConstraint("uuid", name=op.f("uq_event_uuid")),
    )
    op.create_table(
        "lease",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_lease_exercise")),
        sa.PrimaryKeyConstraint("exercise", name=op.f("pk_lease")),
    )
    op.create_table(
        "person",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("world", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_person_exercise")),
        sa.PrimaryKeyConstraint("exercise", "world", "seat", "name", name=op.f("pk_person")),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("world", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_session_exercise")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_session")),
    )
    op.create_table(
        "snapshot",
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_snapshot_exercise")),
        sa.PrimaryKeyConstraint("exercise", "seq", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("world", sa.String(length=64), nullable=False),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["exercise"], ["exercise.id"], name=op.f("fk_ticket_exercise")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
    )


def downgrade() -> None:
    """Drop the tables, and all that they hold."""
    op.drop_table("ticket")
    op.drop_table("snapshot")
    op.drop_table("session")
    op.drop_table("person")
    op.drop_table("lease")
    op.drop_table("event")
    op.drop_table("draft")
    op.drop_table("code")
    op.drop_table("attempt")
    op.drop_table("exercise")
