"""Codes and sessions: who gets in, who comes back, who has to ask."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from game.errors import NotAllowed, RateLimited, UnknownCode
from game.exercise.codes import COST, hash_code, renew_code, revoke_code
from game.exercise.creation import Created
from game.exercise.exercise import Exercise
from game.exercise.readers import WHITE, Reader
from game.exercise.sessions import (
    beat,
    claim,
    consent,
    find_read,
    leave,
    poll_claim,
    refuse,
    resume,
    revoke_sessions,
)
from game.exercise.store import Store
from game.exercise.white import white_view
from tests.exercise.conftest import NORTH, SOUTH, HandClock


def code_of(created: Created, role: str, seat: str = "", world: str = "a") -> str:
    """Return a code as it was shown."""
    place = (role, world if seat else "", seat)
    return next(c.code for c in created.codes if (c.role, c.world, c.seat) == place)


def test_each_role_and_seat_has_a_code_of_its_own(created: Created) -> None:
    """Four roles, two of them in each of two worlds too, and two teams there."""
    assert len({code.code for code in created.codes}) == 12
    assert all(len(code.code) == 9 for code in created.codes)
    for code in created.codes:
        session = claim(created.exercise, code.code.lower().replace("-", " ")).session
        assert session is not None
        assert session.reader == Reader(code.role, code.world, code.seat)


def test_neither_codes_nor_tokens_lie_in_the_store(created: Created) -> None:
    """What is kept are hashes."""
    session = claim(created.exercise, code_of(created, "seat", "north")).session
    assert session is not None
    secrets = {session.token, *(code.code.replace("-", "") for code in created.codes)}
    with created.exercise.store.reading() as connection:
        for table in ("code", "session", "event", "attempt", "ticket"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert not any(secret in str(row) for row in rows for secret in secrets)


def test_the_hash_of_a_code_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores hold such hashes, so they stay what they are; case, gaps and look-alikes are equal."""
    monkeypatch.setattr("game.exercise.codes.COST", COST)
    assert COST == 8192
    kept = "8f6a475a779c90bca49a68cfcd003c7a42c38e30c8621273768fdd2f0d7ddc11"
    assert hash_code("7K2B-1X0Q", b"salt") == hash_code("7k2b 1xoq", b"salt") == kept


def test_wrong_codes_at_speed_are_stopped(created: Created, clock: HandClock) -> None:
    """After ten from one address it has to wait; others are not stopped, nor it forever."""
    for _ in range(10):
        with pytest.raises(UnknownCode):
            claim(created.exercise, "0000-0000", "10.0.0.1")
    with pytest.raises(RateLimited) as caught:
        claim(created.exercise, code_of(created, "seat", "north"), "10.0.0.1")
    assert caught.value.seconds == 60.0
    assert claim(created.exercise, code_of(created, "seat", "south"), "10.0.0.2").session
    clock.pass_minutes(1.1)
    assert claim(created.exercise, code_of(created, "seat", "north"), "10.0.0.1").session


def test_wrong_codes_from_everywhere_are_stopped(created: Created) -> None:
    """A hundred in a minute, whatever their addresses."""
    for number in range(100):
        with pytest.raises(UnknownCode):
            claim(created.exercise, "0000-0000", f"10.0.{number}.1")
    with pytest.raises(RateLimited):
        claim(created.exercise, "0000-0000", "10.1.0.1")


def test_a_second_claim_waits_for_white(created: Created) -> None:
    """With consent the first session is over; the ticket gives one session."""
    exercise, code = created.exercise, code_of(created, "seat", "north")
    first = claim(exercise, code).session
    second = claim(exercise, code)
    assert first is not None
    assert (second.session, second.waiting is not None) == (None, True)
    assert second.waiting is not None
    assert poll_claim(exercise, second.waiting) == second
    (item,) = [item for item in white_view(exercise, WHITE).queue if item.kind == "claim"]
    assert (item.ref, item.world, item.seat) == (second.waiting, "a", "north")
    consent(exercise, WHITE, second.waiting)
    taken = poll_claim(exercise, second.waiting).session
    assert taken is not None
    with pytest.raises(NotAllowed, match="over"):
        beat(exercise, first.token)
    assert resume(exercise, taken.token).reader == NORTH
    with pytest.raises(NotAllowed):
        poll_claim(exercise, second.waiting)
    assert [item.kind for item in white_view(exercise, WHITE).queue] == ["start"]


def test_white_refuses_a_second_claim(created: Created) -> None:
    """The first session goes on."""
    exercise, code = created.exercise, code_of(created, "seat", "north")
    first, second = claim(exercise, code).session, claim(exercise, code).waiting
    assert first is not None
    assert second is not None
    with pytest.raises(NotAllowed, match="only white"):
        refuse(exercise, NORTH, second)
    refuse(exercise, WHITE, second)
    with pytest.raises(NotAllowed, match="not consent"):
        poll_claim(exercise, second)
    beat(exercise, first.token)


@pytest.mark.parametrize("how", ["leaves", "dies"])
def test_the_code_again_is_enough_when_the_machine_has_gone(
    created: Created, clock: HandClock, how: str
) -> None:
    """A session that has left, or was not heard of for a while, holds the seat no longer."""
    exercise, code = created.exercise, code_of(created, "seat", "north")
    first = claim(exercise, code).session
    assert first is not None
    if how == "leaves":
        leave(exercise, first.token)
    else:
        clock.pass_minutes(0.3)
    second = claim(exercise, code).session
    assert second is not None
    with pytest.raises(NotAllowed):
        resume(exercise, first.token)
    claimed = [e for e in exercise.read_all(NORTH) if e.type == "seat.claimed"]
    assert [event.payload.again for event in claimed] == [False, True]


def test_presence_is_told_to_white(created: Created, clock: HandClock) -> None:
    """Connected while it beats, idle when no key was pressed."""
    exercise = created.exercise
    session = claim(exercise, code_of(created, "seat", "north")).session
    assert session is not None

    def line() -> tuple[bool, bool]:
        seats = white_view(exercise, WHITE).worlds[0].seats
        return next((s.connected, s.idle) for s in seats if s.seat == "north")

    assert line() == (True, False)
    clock.pass_minutes(3)
    beat(exercise, session.token)
    assert line() == (True, True)
    beat(exercise, session.token, active=True)
    assert line() == (True, False)
    leave(exercise, session.token)
    assert line() == (False, False)


def test_any_host_knows_how_far_a_seat_has_read(created: Created, url: str) -> None:
    """By the store: whatever process, host or session it was; another seat's is its own."""
    exercise, code = created.exercise, code_of(created, "seat", "north")
    session = claim(exercise, code).session
    assert session is not None
    assert find_read(exercise, NORTH) == 0
    beat(exercise, session.token, read=5)
    beat(exercise, session.token)
    assert find_read(exercise, NORTH) == 5
    leave(exercise, session.token, read=7)
    leave(exercise, session.token)
    with Store.open(url, exercise.store.clock) as other:
        again = Exercise.find(other, exercise.id)
        assert claim(again, code).session != session
        assert find_read(again, NORTH) == 7
        assert find_read(again, SOUTH) == 0
        assert find_read(again, Reader("seat", "b", "north")) == 0


def test_a_revoked_code_opens_nothing(created: Created) -> None:
    """Nor do the sessions that it opened; a renewed one does, and the old one does not."""
    exercise, code = created.exercise, code_of(created, "seat", "north")
    session = claim(exercise, code).session
    assert session is not None
    fresh = renew_code(exercise, WHITE, "seat", "a", "north")
    with pytest.raises(UnknownCode):
        claim(exercise, code)
    assert resume(exercise, session.token)
    revoke_code(exercise, WHITE, "seat", "a", "north")
    for attempt in (lambda: claim(exercise, fresh), lambda: resume(exercise, session.token)):
        with pytest.raises((UnknownCode, NotAllowed)):
            attempt()


def test_white_ends_the_sessions_of_a_seat(created: Created) -> None:
    """Only white may; the code is still good."""
    exercise, code = created.exercise, code_of(created, "seat", "north")
    session = claim(exercise, code).session
    assert session is not None
    with pytest.raises(NotAllowed, match="only white"):
        revoke_sessions(exercise, NORTH, "a", "north")
    revoke_sessions(exercise, WHITE, "a", "north")
    with pytest.raises(NotAllowed):
        resume(exercise, session.token)
    assert claim(exercise, code).session
