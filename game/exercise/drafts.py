"""Drafts: the plan of a seat as it stands, kept beside the log until it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from game.engine import Plan
from game.errors import NotAllowed
from game.exercise.clock import read_time
from game.exercise.exercise import Exercise
from game.exercise.payloads import PlanEntry
from game.exercise.readers import Reader, require_seat
from game.exercise.tables import DRAFT
from game.exercise.worlds import read_plan, write_plan

MOST_CHOICES = 200
"""The most orders and answers that a draft may hold."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that has not been handed in."""

    turn: int
    """The turn that it is for."""
    plan: Plan
    """The plan."""
    saved: datetime
    """When it was kept last."""


def find_draft(connection: Connection, exercise: str, world: str, seat: str) -> Draft | None:
    """Return the draft of a seat, if it has one."""
    query = select(DRAFT).where(
        DRAFT.c.exercise == exercise, DRAFT.c.world == world, DRAFT.c.seat == seat
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    plan = read_plan(PlanEntry.model_validate_json(row["plan"]))
    return Draft(row["turn"], plan, read_time(row["saved"]))


def forget_drafts(connection: Connection, exercise: str) -> None:
    """Forget the drafts of all seats."""
    connection.execute(delete(DRAFT).where(DRAFT.c.exercise == exercise))


def save_draft(exercise: Exercise, reader: Reader, plan: Plan, turn: int) -> None:
    """Keep the draft of a seat; the last one counts.

    Raises:
        NotAllowed: Who asks plays no seat, or the draft is no plan of a person's size.
    """
    require_seat(reader)
    if len(plan.orders) + len(plan.choices) > MOST_CHOICES:
        raise NotAllowed("the draft is larger than any plan")
    place = {"exercise": exercise.id, "world": reader.world, "seat": reader.seat}
    text = write_plan(plan).model_dump_json()
    with exercise.store.writing() as connection:
        connection.execute(delete(DRAFT).where(*(DRAFT.c[k] == v for k, v in place.items())))
        connection.execute(insert(DRAFT).values(**place, turn=turn, plan=text, saved=exercise.now))
