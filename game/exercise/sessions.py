"""Who is connected: claiming a seat by code, coming back, taking over with white's consent."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from game.errors import NotAllowed, UnknownCode
from game.exercise.clock import MICROSECONDS
from game.exercise.codes import check_rate, find_code, note_attempt
from game.exercise.colleagues import naming, of_seat, refuse_overtaken
from game.exercise.exercise import Change, Exercise, new_uuid
from game.exercise.fields import tidy
from game.exercise.payloads import (
    ClaimAsked,
    ClaimRefused,
    SeatClaimed,
    SeatFreed,
    SeatTakenOver,
)
from game.exercise.readers import CONTROL, Reader, of_seats, require_white
from game.exercise.tables import SESSION, TICKET
from game.scenario.texts import clean_line

GONE: Final = 15
"""After so many seconds without a beat a session is taken for disconnected."""

IDLE: Final = 120
"""After so many seconds without a key pressed a person is taken for idle."""


@dataclass(frozen=True, slots=True)
class Session:
    """A claimed code."""

    token: str
    """The secret that stands for it, for a cookie or an environment variable."""
    reader: Reader
    """What it lets one read and do."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of giving a code."""

    session: Session | None = None
    """The session, if it was given at once."""
    waiting: str | None = None
    """A ticket, where the seat is in use and white must consent."""


def claim(exercise: Exercise, code: str, source: str = "local") -> Claim:
    """Give a code.

    Args:
        exercise: Which exercise.
        code: The code; its case, hyphens and blanks do not matter.
        source: From where it comes, such as an address: wrong codes are counted by it.

    Raises:
        UnknownCode: No seat has it, or it was revoked.
        RateLimited: Too many wrong codes came from there.
    """
    source = clean_line(tidy(source))[:128]
    with exercise.store.reading() as connection:
        check_rate(connection, exercise.id, source, exercise.now)
    found = find_code(exercise, code)
    if found is None:
        with exercise.store.writing() as connection:
            check_rate(connection, exercise.id, source, exercise.now)
            note_attempt(connection, exercise.id, source, exercise.now)
        raise UnknownCode("no seat has this code; look at the card and type it again")
    reader = Reader(found["role"], found["world"], found["seat"])
    with exercise.change(reader) as change:
        if reader.role == "seat" and _find_living(change.connection, reader, change):
            ticket = new_uuid()
            _enter_ticket(change, reader, ticket)
            return Claim(waiting=ticket)
        return Claim(_open_session(change, reader))


def _open_session(change: Change, reader: Reader) -> Session:
    """Give a session; a seat's earlier one, which is gone, ends."""
    token = secrets.token_urlsafe(32)
    if reader.role == "seat":
        _end_sessions(change, reader.world, reader.seat)
        again = reader.seat in change.world(reader.world).claimed
        audience = of_seats(reader.world, [reader.seat])
        change.append(SeatClaimed(again=again), audience, reader.world)
    else:
        change.append(SeatClaimed(again=False), CONTROL)
    change.connection.execute(
        insert(SESSION).values(
            token=hash_token(token),
            exercise=change.exercise.id,
            role=reader.role,
            world=reader.world,
            seat=reader.seat,
            created=change.now,
            seen=change.now,
            active=change.now,
        )
    )
    return Session(token, reader)


def _end_sessions(change: Change, world: str, seat: str) -> None:
    change.connection.execute(
        update(SESSION)
        .where(*_of_seat(change.exercise.id, world, seat), SESSION.c.ended.is_(None))
        .values(ended=change.now)
    )


def _of_seat(exercise: str, world: str, seat: str) -> tuple[Any, ...]:
    return (
        SESSION.c.exercise == exercise,
        SESSION.c.world == world,
        SESSION.c.seat == seat,
        SESSION.c.role == "seat",
    )


def _find_living(connection: Connection, reader: Reader, change: Change) -> RowMapping | None:
    """Return the session that holds a seat and is connected, or none."""
    query = select(SESSION).where(
        *_of_seat(change.exercise.id, reader.world, reader.seat),
        SESSION.c.ended.is_(None),
        SESSION.c.seen > change.now - GONE * MICROSECONDS,
    )
    return connection.execute(query).mappings().first()


def _enter_ticket(change: Change, reader: Reader, ticket: str) -> None:
    change.connection.execute(
        insert(TICKET).values(
            id=ticket,
            exercise=change.exercise.id,
            world=reader.world,
            seat=reader.seat,
            created=change.now,
            answer="",
        )
    )
    change.append(ClaimAsked(ticket=ticket), CONTROL, reader.world)


def poll_claim(exercise: Exercise, ticket: str) -> Claim:
    """Ask whether white has answered a second claim; the session is given once.

    Raises:
        NotAllowed: White refused, or the ticket has been used.
    """
    query = select(TICKET).where(TICKET.c.id == ticket, TICKET.c.exercise == exercise.id)
    with exercise.store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is not None and row["answer"] == "":
        return Claim(waiting=ticket)
    if row is None or row["answer"] != "consented":
        raise NotAllowed("white did not consent to a second claim of this seat")
    reader = Reader("seat", row["world"], row["seat"])
    with exercise.change(reader) as change:
        used = change.connection.execute(
            update(TICKET)
            .where(TICKET.c.id == ticket, TICKET.c.answer == "consented")
            .values(answer="used")
        )
        if not used.rowcount:
            raise NotAllowed("this claim has been used already")
        return Claim(_open_session(change, reader))


def consent(exercise: Exercise, white: Reader, ticket: str, seen: int | None = None) -> None:
    """Let a second claim have its seat; the first session is over.

    Raises:
        NotAllowed: Who asks is not white, or the claim does not wait any more.
        StaleAction: A colleague has answered it since what was `seen`.
    """
    with exercise.change(white) as change:
        asked = _answer(change, white, ticket, "consented", seen)
        _end_sessions(change, asked["world"], asked["seat"])
        audience = of_seats(asked["world"], [asked["seat"]])
        change.append(SeatTakenOver(ticket=ticket), audience, asked["world"], seat=asked["seat"])


def refuse(exercise: Exercise, white: Reader, ticket: str, seen: int | None = None) -> None:
    """Refuse a second claim.

    Raises:
        NotAllowed: Who asks is not white, or the claim does not wait any more.
        StaleAction: A colleague has answered it since what was `seen`.
    """
    with exercise.change(white) as change:
        asked = _answer(change, white, ticket, "refused", seen)
        change.append(ClaimRefused(ticket=ticket), CONTROL, asked["world"])


def _answer(
    change: Change, white: Reader, ticket: str, answer: str, seen: int | None
) -> RowMapping:
    require_white(white)
    refuse_overtaken(change, seen, SeatTakenOver, ClaimRefused, about=naming(ticket=ticket))
    query = select(TICKET).where(
        TICKET.c.id == ticket, TICKET.c.exercise == change.exercise.id, TICKET.c.answer == ""
    )
    row = change.connection.execute(query).mappings().first()
    if row is None:
        raise NotAllowed("this claim does not wait any more")
    change.connection.execute(update(TICKET).where(TICKET.c.id == ticket).values(answer=answer))
    return row


def resume(exercise: Exercise, token: str) -> Session:
    """Return the session of a token.

    Raises:
        NotAllowed: It is over: revoked, taken over, or never given.
    """
    query = select(SESSION).where(
        SESSION.c.token == hash_token(token),
        SESSION.c.exercise == exercise.id,
        SESSION.c.ended.is_(None),
    )
    with exercise.store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise NotAllowed("this session is over; give the code of the seat again")
    return Session(token, Reader(row["role"], row["world"], row["seat"]))


def beat(exercise: Exercise, token: str, active: bool = False, read: int = 0) -> None:
    """Say that a session is connected, and whether a person did something.

    Args:
        exercise: Which exercise.
        token: The session.
        active: Whether a key was pressed since the last beat.
        read: The last entry of the log that it has shown; 0 if it has shown none yet.

    Raises:
        NotAllowed: It is over: close the screen.
    """
    now = exercise.now
    values = {"seen": now, "active": now} if active else {"seen": now}
    if not _touch(exercise, token, values | _note_read(read)):
        raise NotAllowed("this session is over; give the code of the seat again")


def leave(exercise: Exercise, token: str, read: int = 0) -> None:
    """Say that a session is not connected any more; it can be resumed.

    `read` is the last entry of the log that it has shown, if it knows.
    """
    _touch(exercise, token, {"seen": 0} | _note_read(read))


def _note_read(read: int) -> dict[str, int]:
    return {"read": read} if read else {}


def find_read(exercise: Exercise, reader: Reader) -> int:
    """Return the last entry of the log that a seat was shown, in any session; 0 for none."""
    query = select(func.max(SESSION.c.read)).where(
        *_of_seat(exercise.id, reader.world, reader.seat)
    )
    with exercise.store.reading() as connection:
        return connection.scalar(query) or 0


def _touch(exercise: Exercise, token: str, values: dict[str, int]) -> bool:
    with exercise.store.writing() as connection:
        found = connection.execute(
            update(SESSION)
            .where(SESSION.c.token == hash_token(token), SESSION.c.ended.is_(None))
            .values(values)
        )
        return bool(found.rowcount)


def revoke_sessions(
    exercise: Exercise, white: Reader, world: str, seat: str, seen: int | None = None
) -> None:
    """End the sessions of a seat; its code is still good.

    Raises:
        NotAllowed: Who asks is not white.
        StaleAction: A colleague has freed it or let another in since what was `seen`.
    """
    require_white(white)
    with exercise.change(white) as change:
        change.world(world)
        refuse_overtaken(change, seen, SeatFreed, SeatTakenOver, about=of_seat(world, seat))
        _end_sessions(change, world, seat)
        change.append(SeatFreed(seat=seat), CONTROL, world)


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether someone sits at a seat."""

    connected: bool
    """Whether a session is connected."""
    idle: bool
    """Whether its person has done nothing for a while."""


def list_presence(
    connection: Connection, exercise: str, now: int
) -> dict[tuple[str, str], Presence]:
    """Return who is connected, by world and seat."""
    query = select(SESSION).where(
        SESSION.c.exercise == exercise, SESSION.c.role == "seat", SESSION.c.ended.is_(None)
    )
    return {
        (row["world"], row["seat"]): Presence(
            row["seen"] > now - GONE * MICROSECONDS, row["active"] <= now - IDLE * MICROSECONDS
        )
        for row in connection.execute(query).mappings()
    }


def hash_token(token: str) -> str:
    """Return what is kept of a token; it is random and long, so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
