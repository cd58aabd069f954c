"""Who sits where: names of people, kept beside the log so that they can be forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from game.errors import ExerciseError
from game.exercise.colleagues import of_seat, refuse_overtaken
from game.exercise.exercise import Exercise
from game.exercise.fields import tidy
from game.exercise.payloads import PeopleNoted
from game.exercise.readers import CONTROL, Reader, require_white
from game.exercise.tables import PERSON
from game.scenario.texts import clean_line

MOST_LETTERS = 120
"""The longest name."""


def seat_people(
    exercise: Exercise,
    white: Reader,
    world: str,
    seat: str,
    names: Iterable[str],
    seen: int | None = None,
) -> None:
    """Note who sits at a seat, in place of whoever was noted before; the log holds no name.

    Raises:
        NotAllowed: Who asks is not white.
        StaleAction: A facilitator has noted it since `seen`.
        ExerciseError: There is no such seat, or a name is too long.
    """
    require_white(white)
    if seat not in exercise.configuration.world(world).seats:
        raise ExerciseError(f"world {world} has no seat {seat[:60]!r}")
    cleaned = dict.fromkeys(clean_line(tidy(name)).strip() for name in names)
    if any(len(name) > MOST_LETTERS for name in cleaned):
        raise ExerciseError(f"a name has at most {MOST_LETTERS} letters")
    place = {"exercise": exercise.id, "world": world, "seat": seat}
    with exercise.change(white) as change:
        refuse_overtaken(change, seen, PeopleNoted, about=of_seat(world, seat))
        connection = change.connection
        connection.execute(delete(PERSON).where(*(PERSON.c[k] == v for k, v in place.items())))
        for name in filter(None, cleaned):
            connection.execute(insert(PERSON).values(**place, name=name))
        change.append(PeopleNoted(seat=seat), CONTROL, world)


def list_people(connection: Connection, exercise: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the names of who sits where, by world and seat."""
    query = select(PERSON).where(PERSON.c.exercise == exercise).order_by(PERSON.c.name)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in connection.execute(query).mappings():
        key = row["world"], row["seat"]
        found[key] = (*found.get(key, ()), row["name"])
    return found


def forget_people(exercise: Exercise, white: Reader) -> None:
    """Forget all names of an exercise; its log never held any.

    Raises:
        NotAllowed: Who asks is not white.
    """
    require_white(white)
    with exercise.store.writing() as connection:
        connection.execute(delete(PERSON).where(PERSON.c.exercise == exercise.id))
