"""The log: append-only, chained, read by audience, the same on both databases."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from game.engine import Plan
from game.errors import ExerciseError, StoreError
from game.exercise import messages, orders, phases
from game.exercise.configuration import Configuration
from game.exercise.creation import Created, create_exercise
from game.exercise.events import HASHED, hash_row
from game.exercise.exercise import Exercise
from game.exercise.log import Cursor
from game.exercise.payloads import NoteAdded
from game.exercise.readers import CONTROL, PUBLIC, WHITE, Reader, of_world
from game.exercise.schema import NEWEST, read_version
from game.exercise.sessions import claim, find_read, resume
from game.exercise.store import Store
from game.exercise.verification import verify
from tests.exercise.conftest import NORTH, SOUTH, HandClock, play_turn


def test_a_played_exercise_verifies(planning: Exercise) -> None:
    """The chain holds, and every turn comes out again as it was recorded."""
    play_turn(planning, Plan(("dig",)), Plan(("sow",)))
    play_turn(planning)
    verdict = verify(planning)
    assert verdict.problems == ()
    assert (verdict.entries, verdict.turns) == (planning.standing().seq, 2)


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("UPDATE event SET payload = replace(payload, 'dig', 'dam') WHERE seq = {}", "changed"),
        ("UPDATE event SET seat = 'south' WHERE seq = {}", "changed"),
        ("UPDATE event SET seat = 'north' WHERE seq = {} + 1", "the last one, has been changed"),
        ("DELETE FROM event WHERE seq = {}", "missing"),
        ("UPDATE exercise SET seq = seq - 1", "head names"),
    ],
    ids=["payload", "seat", "last", "deleted", "head"],
)
def test_tampering_is_visible(planning: Exercise, command: str, problem: str) -> None:
    """Whoever changes or removes an entry breaks the chain."""
    seq = orders.submit(planning, NORTH, Plan(("dig",)), 1)
    orders.submit(planning, SOUTH, Plan(), 1)
    with planning.store.writing() as connection:
        connection.execute(text(command.format(seq)))
    assert any(problem in each for each in verify(planning).problems)


def test_an_entry_that_cannot_be_read_is_named(planning: Exercise) -> None:
    """Whoever comes after the damage is told which entry it is, and what to go on with."""
    seq = orders.submit(planning, NORTH, Plan(("dig",)), 1)
    orders.submit(planning, SOUTH, Plan(), 1)
    with planning.store.writing() as connection:
        connection.execute(text(f"UPDATE event SET payload = '{{' WHERE seq = {seq}"))
    with pytest.raises(StoreError) as caught:
        Exercise.find(planning.store, planning.id).standing()
    assert str(caught.value) == (
        f"entry {seq} of the log, order.submitted, has been changed or is damaged; "
        "`exercise verify` tells what else is; go on with a backup of the store"
    )
    assert f"entry {seq + 1}: the entry before it has been changed" in verify(planning).problems


def test_bytes_in_the_place_of_a_text_have_a_hash() -> None:
    """What is no text is found as a change, and does not end the search for it."""
    entry = dict.fromkeys(HASHED, "") | {"payload": b"\xff"}
    assert hash_row(entry) != hash_row(entry | {"payload": ""})


def test_a_turn_that_comes_out_otherwise_is_found(planning: Exercise) -> None:
    """A log whose chain is whole but whose results are not those of the rules is refused."""
    from game.exercise import events
    from game.exercise.tables import EVENT

    play_turn(planning, Plan(("dig",)))
    with planning.store.writing() as connection:
        rows = connection.execute(EVENT.select().order_by(EVENT.c.seq)).mappings().all()
        previous = events.ORIGIN
        for row in rows:
            fresh = {**row, "previous": previous}
            if row["type"] == "turn.resolved":
                fresh["payload"] = row["payload"].replace(
                    '"orders":["dig"]', '"orders":["pray"]', 1
                )
            connection.execute(EVENT.update().where(EVENT.c.seq == row["seq"]).values(fresh))
            previous = events.hash_row(fresh)
        connection.execute(text("UPDATE exercise SET hash = :h"), {"h": previous})
    (problem,) = verify(planning).problems
    assert "comes out otherwise" in problem


def test_readers_get_what_their_audience_includes(exercise: Exercise) -> None:
    """One query serves everyone: white all, a seat its own, the projector what is public."""
    with exercise.change(WHITE) as change:
        for name, audience in (
            ("w", CONTROL),
            ("p", PUBLIC),
            ("a", of_world("a")),
            ("b", of_world("b")),
        ):
            change.append(NoteAdded(text=name), audience)
        change.append(NoteAdded(text="n"), frozenset({"seat:a/north"}))

    def read(reader: Reader) -> str:
        events = exercise.read_all(reader)
        return "".join(e.payload.text for e in events if e.type == "note.added")

    assert read(WHITE) == read(Reader("analyst")) == "wpabn"
    assert read(NORTH) == "pan"
    assert read(SOUTH) == "pa"
    assert read(Reader("seat", "b", "north")) == "pb"
    assert read(Reader("projector")) == "pab"
    assert read(Reader("projector", "b")) == "pb"


def test_names_that_resemble_others_are_not_confused(exercise: Exercise) -> None:
    """`_` and `%` in names match themselves alone."""
    with exercise.change(WHITE) as change:
        change.append(NoteAdded(text="x"), frozenset({"seat:a/nXrth"}))
    for seat in ("n_rth", "n%", "nXrt", "nXrthh"):
        assert not exercise.read_all(Reader("seat", "a", seat))
    assert len(exercise.read_all(Reader("seat", "a", "nXrth"))) == 1


def test_an_entry_with_a_date_is_read_from_then_on(exercise: Exercise, clock: HandClock) -> None:
    """A poller that was already beyond it gets it when its time has come, and once."""
    with exercise.change(WHITE) as change:
        change.append(NoteAdded(text="soon"), PUBLIC, reveal_at=change.now + 60_000_000)
        change.append(NoteAdded(text="now"), PUBLIC)
    first = exercise.read(NORTH, Cursor())
    assert [event.payload.text for event in first.events] == ["now"]
    assert not exercise.changed(NORTH, first.cursor)
    clock.pass_minutes(1)
    assert exercise.changed(NORTH, first.cursor)
    second = exercise.read(NORTH, first.cursor)
    assert [event.payload.text for event in second.events] == ["soon"]
    assert exercise.read(NORTH, second.cursor).events == ()


def test_observers_are_behind(planning: Exercise, clock: HandClock) -> None:
    """By the minutes of the configuration, also for those who poll."""
    observer = Reader("observer")
    assert planning.read_all(observer) == ()
    clock.pass_minutes(4.9)
    assert planning.read_all(observer) == ()
    clock.pass_minutes(0.2)
    assert [event.type for event in planning.read_all(observer)][:1] == ["exercise.started"]


def test_a_clock_set_back_changes_no_order(planning: Exercise, clock: HandClock) -> None:
    """Entries keep rising times, and the chain holds."""
    clock.moment -= 3_600_000_000
    orders.submit(planning, NORTH, Plan(("dig",)), 1)
    times = [event.moment for event in planning.read_all(WHITE)]
    assert times == sorted(times)
    assert verify(planning).problems == ()


def test_an_act_that_fails_writes_nothing(planning: Exercise) -> None:
    """Whatever was added before the failure is not in the log."""
    before = planning.standing().seq
    with pytest.raises(RuntimeError, match="in the middle"), planning.change(WHITE) as change:
        change.append(NoteAdded(text="x"), PUBLIC)
        raise RuntimeError("in the middle")
    assert planning.standing().seq == before
    assert verify(planning).problems == ()


def test_two_hosts_write_into_one_log(url: str, created: Created) -> None:
    """Forty acts from two stores at once: none is lost or doubled, none fails."""
    phases.start(created.exercise, WHITE)
    troubles: list[Exception] = []

    def write(name: str, reader: Reader) -> None:
        try:
            with Store.open(url) as store:
                exercise = Exercise.find(store, "spring")
                for number in range(20):
                    messages.send_message(exercise, reader, ["white"], f"{name}{number}")
        except Exception as error:
            troubles.append(error)

    threads = [
        threading.Thread(target=write, args=("n", NORTH)),
        threading.Thread(target=write, args=("s", SOUTH)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    sent = [e.payload.text for e in created.exercise.read_all(WHITE) if e.type == "message.sent"]
    assert sorted(sent) == sorted(f"{name}{number}" for name in "ns" for number in range(20))
    assert [text for text in sent if text[0] == "n"] == [f"n{number}" for number in range(20)]
    assert verify(created.exercise).problems == ()


def test_a_snapshot_spares_the_replay(url: str, planning: Exercise, clock: HandClock) -> None:
    """Who joins late takes the kept states, and they are those of the rules."""
    play_turn(planning, Plan(("dig",)), Plan(("sow",)))
    with Store.open(url, clock) as store:
        late = Exercise.find(store, "spring")
        late.standing()
        assert late.game("a").state == planning.game("a").state
        assert late.game("a").turns[0].report == planning.game("a").turns[0].report


def test_an_exercise_exists_once(
    store: Store, created: Created, configuration: Configuration
) -> None:
    """A second one of the same name is refused, and an unknown one is named."""
    with pytest.raises(ExerciseError, match="already"):
        create_exercise(store, configuration)
    with pytest.raises(ExerciseError, match="there are spring"):
        Exercise.find(store, "autumn")
    assert [entry.id for entry in store.exercises()] == ["spring"]


def test_a_store_is_brought_up_to_date_once(store: Store, url: str) -> None:
    """Opened again nothing is done; a newer one is refused."""
    with Store.open(url) as again, again.reading() as connection:
        assert read_version(connection) == NEWEST
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreError, match="newer program"):
            Store.open(url)
    finally:
        with store.writing() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{NEWEST}'"))


def test_a_store_of_an_older_program_keeps_what_it_holds(created: Created, url: str) -> None:
    """Its tables get what they lack; who sat there before has read nothing yet."""
    code = next(each.code for each in created.codes if each.seat == "north")
    session = claim(created.exercise, code).session
    assert session is not None
    with created.exercise.store.writing() as connection:
        connection.execute(text("ALTER TABLE session DROP COLUMN read"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with Store.open(url) as newer:
        exercise = Exercise.find(newer, "spring")
        assert resume(exercise, session.token) == session
        assert find_read(exercise, session.reader) == 0
        assert verify(exercise).problems == ()


def test_a_store_is_made_once_by_many(url: str) -> None:
    """Processes that open a new store at the same moment do not tread on each other."""
    troubles: list[Exception] = []

    def make() -> None:
        try:
            Store.open(url).close()
        except Exception as error:
            troubles.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []


def test_the_migrations_make_the_tables_of_the_program(store: Store) -> None:
    """Nothing is left for a migration to do."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from game.exercise.tables import METADATA

    with store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
    import game.exercise.migrations as migrations

    assert ScriptDirectory(migrations.__path__[0]).get_current_head() == NEWEST


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mysql://somewhere/else", "not in mysql"),
        ("sqlite:////proc/nowhere/x.sqlite", "cannot be made"),
        ("sqlite://", "what lies in memory is lost; give sqlite:///FILE"),
        (":memory:", "what lies in memory is lost"),
        ("sqlite:///store.sqlite?mode=ro", r"leave out what stands behind \? in sqlite:///store"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "cannot be reached"),
    ],
)
def test_a_store_that_cannot_be_opened_says_why(url: str, problem: str) -> None:
    """The text names the cause and hides the password."""
    with pytest.raises(StoreError, match=problem) as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)
