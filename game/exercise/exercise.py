"""An exercise in a store: read its log, act on it, know where it stands."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from uuid import UUID, uuid4

from pydantic import ValidationError
from sqlalchemy import Connection

from game.engine import Rules, State
from game.errors import ExerciseError, NotAllowed
from game.exercise.configuration import Configuration
from game.exercise.events import Event, hash_row, read_event, write_audience, write_payload
from game.exercise.fields import explain_refusal
from game.exercise.log import (
    Batch,
    Cursor,
    Sight,
    add_rows,
    find_uuid,
    has_news,
    lock_head,
    read_batch,
)
from game.exercise.payloads import Payload
from game.exercise.readers import WHITE, Reader
from game.exercise.snapshots import find_snapshot
from game.exercise.standing import Standing, WorldStanding
from game.exercise.store import Store
from game.exercise.tally import count_in
from game.exercise.worlds import WorldGame, make_rules, seat_teams

MOST = 500
"""How many entries are read at once."""


class Exercise:
    """An exercise, as one process knows it."""

    def __init__(self, store: Store, name: str) -> None:
        """Take an exercise of a store; nothing is read yet."""
        self.store = store
        """Where it lies."""
        self.id = name
        """Its identifier."""
        self.last_written = 0
        """The number of the last entry that this process has added; 0 if it has added none."""
        self._lock = threading.RLock()
        self._standing = Standing()
        self._cursor = Cursor()
        self._rules: Rules | None = None
        self._games: dict[str, WorldGame] = {}
        self._known: dict[Reader, tuple[Cursor, tuple[Event, ...]]] = {}

    @classmethod
    def find(cls, store: Store, name: str) -> Self:
        """Return an exercise of a store by its name.

        Raises:
            ExerciseError: There is none of this name.
        """
        known = [entry.id for entry in store.exercises()]
        if name not in known:
            listed = f"there are {', '.join(known)}" if known else "there is none yet"
            raise ExerciseError(
                f"there is no exercise {name[:60]!r}; {listed}: `buffer-state exercise list`"
            )
        return cls(store, name)

    def read(self, reader: Reader, after: Cursor | None = None, most: int = MOST) -> Batch:
        """Return what a reader has not read yet, and where to read on.

        Args:
            reader: Who reads; only what their audience includes is returned.
            after: How far they have read; without it from the start.
            most: How many entries at most.

        Raises:
            StoreError: The database refuses.
        """
        sight = self._sight(reader)
        with self.store.reading() as connection:
            return read_batch(connection, sight, after or Cursor(), most)

    def read_all(self, reader: Reader) -> tuple[Event, ...]:
        """Return all that a reader may read, in order; what was read before is remembered."""
        with self._lock:
            cursor, known = self._known.get(reader, (Cursor(), ()))
            events: list[Event] = []
            while True:
                batch = self.read(reader, cursor)
                events.extend(batch.events)
                cursor = batch.cursor
                if len(batch.events) < MOST:
                    break
            if events:
                known = tuple(sorted((*known, *events), key=lambda event: event.seq))
            self._known[reader] = cursor, known
            return known

    def changed(self, reader: Reader, cursor: Cursor) -> bool:
        """Tell whether a reader has something to read."""
        sight = self._sight(reader)
        with self.store.reading() as connection:
            return has_news(connection, sight, cursor)

    def _sight(self, reader: Reader) -> Sight:
        if reader.omniscient:
            return Sight(self.id, reader, (), 0.0, self.now)
        configuration = self.configuration
        worlds = tuple(world.id for world in configuration.worlds)
        return Sight(self.id, reader, worlds, 60.0 * configuration.observer_delay, self.now)

    @property
    def now(self) -> int:
        """The time in microseconds since 1970, never before the last entry's."""
        return self.store.clock.now()

    @property
    def configuration(self) -> Configuration:
        """How it is run."""
        created = self._standing.created
        return created.configuration if created else self.standing().configuration

    def standing(self) -> Standing:
        """Return where it stands now; the object is kept up, so do not keep it.

        Raises:
            StoreError: The database refuses.
        """
        with self._lock, self.store.reading() as connection:
            return self._catch_up(connection)

    @property
    def last_standing(self) -> Standing:
        """Where it stood when this process last read; within `change` that is now."""
        return self._standing

    def _catch_up(self, connection: Connection) -> Standing:
        sight = Sight(self.id, WHITE, (), 0.0, 0)
        while True:
            batch = read_batch(connection, sight, self._cursor, MOST)
            for event in batch.events:
                count_in(self._standing, event)
            self._cursor = batch.cursor
            if batch.events:
                self.store.clock.observe(batch.events[-1].moment)
            if len(batch.events) < MOST:
                return self._standing

    @property
    def rules(self) -> Rules:
        """The compiled scenario."""
        with self._lock:
            if self._rules is None:
                created = self._standing.created or self.standing().created
                assert created is not None
                self._rules = make_rules(created)
            return self._rules

    @property
    def argued(self) -> frozenset[str]:
        """The actions that are ruled by argument, and not played by the rules."""
        modes = self.configuration.adjudication
        actions = self.rules.scenario.action
        return frozenset(each.id for each in actions if modes.get(each.group or "") == "matrix")

    def game(self, world: str) -> WorldGame:
        """Return the game of a world where the standing has it.

        Raises:
            ExerciseError: There is no such world.
        """
        with self._lock:
            place, seed = self.world(world), self._standing.seed_of(world)
            game = self._games.get(world)
            if game is None or game.seed != seed:
                game = self._games[world] = WorldGame(self._seat(world), seed)
            game.follow(place.journal, self._recall)
            return game

    def _seat(self, world: str) -> Rules:
        """Return the rules of a world; worlds with the same teams share them."""
        teams = self.configuration.teams(world)
        for other, game in self._games.items():
            if self.configuration.teams(other) == teams:
                return game.rules
        return seat_teams(self.rules, self.configuration, world)

    def _recall(self, seq: int) -> State | None:
        with self.store.reading() as connection:
            return find_snapshot(connection, self.id, seq)

    def state_after(self, world: str, journal: list[Event]) -> State:
        """Return a world's state after another journal."""
        game = WorldGame(self.game(world).rules, self._standing.seed_of(world))
        game.follow(journal)
        return game.state

    def world(self, world: str) -> WorldStanding:
        """Return where a world stands, as far as this process has read.

        Raises:
            ExerciseError: There is no such world.
        """
        self.configuration.world(world)
        return self._standing.worlds[world]

    @contextmanager
    def change(self, actor: Reader) -> Iterator[Change]:
        """Act: lock the log, know where it stands, add entries; all of it happens, or nothing.

        Raises:
            ExerciseError: What was to be said is too long or malformed; nothing was written.
            StoreError: The database refuses; nothing was written.
        """
        with self._lock, self.store.writing() as connection:
            head = lock_head(connection, self.id)
            if head is None:
                raise ExerciseError(f"the exercise {self.id!r} has been removed")
            standing = self._catch_up(connection)
            change = Change(self, actor, connection, standing, head)
            try:
                yield change
            except ValidationError as error:
                raise ExerciseError(f"this cannot be taken: {explain_refusal(error)}") from error
            change.write()


class Change:
    """What one action adds to the log; it holds the right to write."""

    def __init__(
        self,
        exercise: Exercise,
        actor: Reader,
        connection: Connection,
        standing: Standing,
        head: Any,
    ) -> None:
        """Take the locked log; `Exercise.change` makes it."""
        self.exercise = exercise
        """Which exercise."""
        self.actor = actor
        """Who acts."""
        self.connection = connection
        """For what stands beside the log."""
        self.standing = standing
        """Where the exercise stood before; entries that are added are not counted in yet."""
        exercise.store.clock.observe(head["time"])
        self.now = max(exercise.now, head["time"])
        """The time of all entries that it adds."""
        self._seq: int = head["seq"]
        self._hash: str = head["hash"]
        self._rows: list[dict[str, Any]] = []

    def world(self, world: str) -> WorldStanding:
        """Return where a world stands.

        Raises:
            ExerciseError: There is no such world.
        """
        return self.exercise.world(world)

    def written(self, uuid: str | None) -> Event | None:
        """Return the entry that an earlier try has written under a UUID.

        Raises:
            ExerciseError: It is no UUID.
        """
        if uuid is None:
            return None
        try:
            UUID(uuid)
        except ValueError as error:
            raise ExerciseError(f"{uuid[:60]!r} is no UUID") from error
        return find_uuid(self.connection, self.exercise.id, uuid)

    def read_since(self, seq: int) -> tuple[Event, ...]:
        """Return the entries behind one, without those of this act."""
        sight = Sight(self.exercise.id, WHITE, (), 0.0, 0)
        return read_batch(self.connection, sight, Cursor(seq), MOST).events

    def require_running(self) -> None:
        """Refuse input before the start, during a pause and after the end.

        Raises:
            NotAllowed: The exercise takes no input.
        """
        if self.standing.progress == "prepared":
            raise NotAllowed("the exercise has not begun")
        if self.standing.progress == "ended":
            raise NotAllowed("the exercise has ended")
        if self.standing.paused:
            raise NotAllowed("the exercise is paused")

    def append(
        self,
        payload: Payload,
        audience: frozenset[str],
        world: str = "",
        *,
        seat: str | None = None,
        caused_by: int | None = None,
        reveal_at: int | None = None,
        turn: int | None = None,
        phase: str | None = None,
        uuid: str | None = None,
    ) -> int:
        """Add an entry and return its number.

        Args:
            payload: What it says.
            audience: Who may read it.
            world: The world, or empty for the whole exercise.
            seat: Who did it; without it the actor.
            caused_by: The entry from which it follows.
            reveal_at: From when on its audience may read it, in microseconds since 1970.
            turn: The turn; without it the one that the world is in.
            phase: The phase; without it the one that the world is in.
            uuid: Its UUID, so that a second try adds nothing; without it a new one.
        """
        place = self.standing.worlds.get(world)
        row = {
            "exercise": self.exercise.id,
            "seq": self._seq + 1,
            "uuid": uuid or new_uuid(),
            "time": self.now,
            "world": world,
            "turn": turn if turn is not None else place.turn if place else 0,
            "phase": phase if phase is not None else place.phase if place else "",
            "type": payload.TYPE,
            "version": payload.VERSION,
            "seat": name_actor(self.actor) if seat is None else seat,
            "audience": write_audience(audience),
            "reveal_at": reveal_at,
            "caused_by": caused_by,
            "payload": write_payload(payload),
            "previous": self._hash,
        }
        self._seq, self._hash = self._seq + 1, hash_row(row)
        self._rows.append(row)
        return self._seq

    @property
    def events(self) -> tuple[Event, ...]:
        """The entries that were added so far."""
        return tuple(read_event(row) for row in self._rows)  # type: ignore[arg-type]

    def write(self) -> None:
        """Write the entries; they are counted in when they are read after the commit."""
        add_rows(self.connection, self.exercise.id, self._rows)
        if self._rows:
            self.exercise.last_written = self._seq


def new_uuid() -> str:
    """Return a new random UUID."""
    return str(uuid4())


def name_actor(actor: Reader) -> str:
    """Return how the log names who acts."""
    if actor.role == "seat":
        return actor.seat
    return f"{actor.role}:{actor.name}" if actor.name else actor.role
