"""The codes by which people get in: one for each seat and role, shown once, kept as hashes."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, RowMapping, Table, delete, func, insert, select, update

from game.errors import ExerciseError, RateLimited
from game.exercise.clock import MICROSECONDS
from game.exercise.colleagues import refuse_overtaken
from game.exercise.configuration import Configuration
from game.exercise.payloads import CodeRenewed, CodeRevoked
from game.exercise.readers import CONTROL, Reader, Role, require_white
from game.exercise.tables import ATTEMPT, CODE, EXERCISE, SESSION

if TYPE_CHECKING:
    from game.exercise.events import Event
    from game.exercise.exercise import Change, Exercise

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as another."""

LETTERS: Final = 8
"""Letters of a code: 40 bits."""

WINDOW: Final = 60
"""The seconds in which wrong codes are counted."""

MOST_FROM_ONE: Final = 10
"""The most wrong codes from one address in that time."""

MOST_IN_ALL: Final = 100
"""The most wrong codes from all addresses."""

COST: Final = 1 << 13
"""How slow the hash of a code is: the KiB that it reads and writes over and over."""

WATCHERS: Final[tuple[Role, ...]] = ("observer", "projector")
"""The roles that may be bound to one world."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is shown once."""

    role: Role
    """What it makes of who gives it."""
    world: str
    """The world; empty for roles that see the whole exercise."""
    seat: str
    """The seat, if it is one."""
    code: str
    """The code, as `7K2B-1X0Q`."""


def enter_codes(
    connection: Connection, configuration: Configuration, salt: bytes
) -> tuple[Code, ...]:
    """Draw and keep the first codes of an exercise."""
    places = list_places(configuration)
    return tuple(_enter(connection, configuration.id, salt, *place) for place in places)


def list_places(configuration: Configuration) -> tuple[tuple[Role, str, str], ...]:
    """Return role, world and seat of all who get a code.

    Observers and projectors of all worlds have one each; where there are several worlds, each has
    its own besides.
    """
    rooms = [world.id for world in configuration.worlds] if len(configuration.worlds) > 1 else []
    places: list[tuple[Role, str, str]] = [("white", "", ""), ("analyst", "", "")]
    places.extend((role, room, "") for role in WATCHERS for room in ("", *rooms))
    places.extend(("seat", world, seat) for world, seat in configuration.all_teams())
    return tuple(places)


def _enter(
    connection: Connection, exercise: str, salt: bytes, role: Role, world: str, seat: str
) -> Code:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    connection.execute(
        insert(CODE).values(
            exercise=exercise, hash=hash_code(letters, salt), role=role, world=world, seat=seat
        )
    )
    return Code(role, world, seat, f"{letters[:4]}-{letters[4:]}")


def hash_code(code: str, salt: bytes) -> str:
    """Return what is kept of a code; it is slow, so that a stolen store gives no code away soon."""
    plain = code.upper().replace("-", "").replace(" ", "")
    plain = plain.replace("O", "0").replace("I", "1").replace("L", "1")
    return hashlib.scrypt(plain.encode("utf-8", "replace"), salt=salt, n=COST, r=8, p=1).hex()[:64]


def find_code(exercise: Exercise, code: str) -> RowMapping | None:
    """Return role, world and seat of a code that is good, or none."""
    with exercise.store.reading() as connection:
        salt = connection.scalar(select(EXERCISE.c.salt).where(EXERCISE.c.id == exercise.id))
    hashed = hash_code(code[:64], salt or b"")
    query = select(CODE.c.role, CODE.c.world, CODE.c.seat).where(
        CODE.c.exercise == exercise.id, CODE.c.hash == hashed, CODE.c.revoked.is_(None)
    )
    with exercise.store.reading() as connection:
        return connection.execute(query).mappings().first()


def check_rate(connection: Connection, exercise: str, source: str, now: int) -> None:
    """Refuse a source from which too many wrong codes came, or all, if too many came in all.

    Raises:
        RateLimited: The text says how long to wait.
    """
    since = now - WINDOW * MICROSECONDS
    recent = (ATTEMPT.c.exercise == exercise, ATTEMPT.c.time > since)
    count = select(func.count(), func.min(ATTEMPT.c.time)).where(*recent)
    for query, most in (
        (count.where(ATTEMPT.c.source == source), MOST_FROM_ONE),
        (count, MOST_IN_ALL),
    ):
        found, oldest = connection.execute(query).one()
        if found >= most:
            seconds = max((oldest - since) / MICROSECONDS, 1.0)
            raise RateLimited(f"too many wrong codes; wait {seconds:.0f} s and try again", seconds)


def note_attempt(connection: Connection, exercise: str, source: str, now: int) -> None:
    """Count a wrong code, and forget those that count no more."""
    old = now - 10 * WINDOW * MICROSECONDS
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.exercise == exercise, ATTEMPT.c.time < old))
    connection.execute(insert(ATTEMPT).values(exercise=exercise, source=source, time=now))


def renew_code(
    exercise: Exercise,
    white: Reader,
    role: Role,
    world: str = "",
    seat: str = "",
    seen: int | None = None,
) -> str:
    """Replace a code by a new one and return it; sessions of the old one go on.

    Raises:
        NotAllowed: Who asks is not white.
        ExerciseError: There is no such role or seat.
        StaleAction: A colleague has renewed it since what was `seen`.
    """
    with exercise.change(white) as change:
        _refuse_renewed(change, seen, role, world, seat)
        return _renew(change, white, role, world, seat).code


def renew_codes(exercise: Exercise, white: Reader) -> tuple[Code, ...]:
    """Replace all codes by new ones and return them, or replace none; sessions go on.

    Raises:
        NotAllowed: Who asks is not white.
        StoreError: The database refuses.
    """
    with exercise.change(white) as change:
        return tuple(_renew(change, white, *place) for place in list_places(exercise.configuration))


def _renew(change: Change, white: Reader, role: Role, world: str, seat: str) -> Code:
    _revoke(change, white, role, world, seat)
    name = change.exercise.id
    salt = change.connection.scalar(select(EXERCISE.c.salt).where(EXERCISE.c.id == name))
    code = _enter(change.connection, name, salt or b"", role, world, seat)
    change.append(CodeRenewed(role=role, seat=seat), CONTROL, world)
    return code


def _refuse_renewed(change: Change, seen: int | None, role: Role, world: str, seat: str) -> None:
    """Refuse to replace a code that a colleague has just given out."""

    def is_same(event: Event) -> bool:
        told = event.payload
        return (told.role, event.world, told.seat) == (role, world, seat)

    refuse_overtaken(change, seen, CodeRenewed, CodeRevoked, about=is_same)


def revoke_code(
    exercise: Exercise,
    white: Reader,
    role: Role,
    world: str = "",
    seat: str = "",
    seen: int | None = None,
) -> None:
    """Let a code open nothing any more, and end the sessions that it opened.

    Raises:
        NotAllowed: Who asks is not white.
        ExerciseError: There is no such role or seat.
        StaleAction: A colleague has renewed it since what was `seen`.
    """
    with exercise.change(white) as change:
        _refuse_renewed(change, seen, role, world, seat)
        _revoke(change, white, role, world, seat)
        change.connection.execute(
            update(SESSION)
            .where(*_of(SESSION, exercise.id, role, world, seat), SESSION.c.ended.is_(None))
            .values(ended=change.now)
        )
        change.append(CodeRevoked(role=role, seat=seat), CONTROL, world)


def _revoke(change: Change, white: Reader, role: Role, world: str, seat: str) -> None:
    require_white(white)
    found = change.connection.execute(
        update(CODE)
        .where(*_of(CODE, change.exercise.id, role, world, seat))
        .values(revoked=change.now)
    )
    if role in WATCHERS and (not world or change.world(world)):
        return
    if not found.rowcount:
        place = f"seat {world}/{seat}" if role == "seat" else f"{role} {world}".rstrip()
        raise ExerciseError(f"the exercise {change.exercise.id} has no code for the {place}")


def _of(table: Table, exercise: str, role: str, world: str, seat: str) -> tuple[Any, ...]:
    c = table.c
    return c.exercise == exercise, c.role == role, c.world == world, c.seat == seat
