"""Verify an exercise: the chain of hashes, and every turn played again and compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from game.engine import Rules, digest_state
from game.errors import BufferStateError
from game.exercise.changes import amend
from game.exercise.events import ORIGIN, Event, hash_row, read_event
from game.exercise.exercise import Exercise
from game.exercise.overrides import compare
from game.exercise.payloads import (
    InjectSent,
    OverrideApplied,
    OverrideUndone,
    PracticeEnded,
    PracticeStarted,
    RulingMade,
    TurnResolved,
    TurnReverted,
)
from game.exercise.reports import record_report
from game.exercise.standing import Standing
from game.exercise.tables import EVENT, EXERCISE
from game.exercise.tally import count_in
from game.exercise.worlds import WorldGame, make_rules, seat_teams


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found."""

    entries: int
    """How many entries the log has."""
    turns: int
    """How many turns were played again."""
    problems: tuple[str, ...]
    """What does not hold, each with the number of the entry."""


def verify(exercise: Exercise) -> Verdict:
    """Follow the chain of hashes and play every turn again.

    Raises:
        StoreError: The database refuses.
    """
    with exercise.store.reading() as connection:
        rows = (
            connection.execute(
                select(EVENT).where(EVENT.c.exercise == exercise.id).order_by(EVENT.c.seq)
            )
            .mappings()
            .all()
        )
        head = (
            connection.execute(select(EXERCISE).where(EXERCISE.c.id == exercise.id))
            .mappings()
            .one()
        )
    problems, previous = [], ORIGIN
    for number, row in enumerate(rows, 1):
        if row["seq"] != number:
            problems.append(f"entry {number} is missing: the next is {row['seq']}")
            break
        if row["previous"] != previous:
            problems.append(f"entry {number}: the entry before it has been changed")
        previous = hash_row(row)
        if number > 1 and row["time"] < rows[number - 2]["time"]:
            problems.append(f"entry {number} is older than the one before it")
    if not problems and head["seq"] == len(rows) and head["hash"] != previous:
        problems.append(f"entry {len(rows)}, the last one, has been changed")
    elif not problems and head["seq"] != len(rows):
        problems.append(f"the log ends with entry {len(rows)}, but its head names {head['seq']}")
    if problems:
        return Verdict(len(rows), 0, tuple(problems))
    replay = Replay()
    for row in rows:
        try:
            replay.take(read_event(row))
        except (BufferStateError, ValueError, KeyError) as error:
            problems.append(f"entry {row['seq']} ({row['type']}): {error}")
            break
    return Verdict(len(rows), replay.turns, (*problems, *replay.problems))


class Replay:
    """The log counted in and played again from its first entry."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.standing = Standing()
        self.games: dict[str, WorldGame] = {}
        self.turns = 0
        """How many turns were played."""
        self.problems: list[str] = []
        """What does not hold."""

    def take(self, event: Event) -> None:
        """Check an entry against the games before it, and count it in."""
        found = list(self._check(event))
        self.problems.extend(f"entry {event.seq} ({event.type}): {each}" for each in found)
        count_in(self.standing, event)
        if event.seq == 1 or isinstance(event.payload, PracticeStarted | PracticeEnded):
            self._begin()
        elif event.world:
            game = self.games[event.world]
            game.follow(self.standing.worlds[event.world].journal)
            self.problems.extend(
                f"entry {event.seq} ({event.type}): {each}" for each in self._compare(event, game)
            )

    def _begin(self) -> None:
        created = self.standing.created
        if created is None:
            raise KeyError("the log does not begin with the preparation of an exercise")
        rules: Rules = make_rules(created)
        configuration = created.configuration
        self.games = {
            world.id: WorldGame(
                seat_teams(rules, configuration, world.id), self.standing.seed_of(world.id)
            )
            for world in configuration.worlds
        }

    def _check(self, event: Event) -> Iterator[str]:
        """Yield what is wrong with an entry in the state before it."""
        if isinstance(event.payload, TurnResolved):
            if self.games[event.world].digest != event.payload.opened:
                yield "the turn opened in another state than was recorded"
        elif isinstance(event.payload, OverrideApplied | RulingMade | InjectSent):
            game = self.games[event.world]
            after = amend(game.rules, game.state, event.payload.changes)
            if compare(game.rules, game.state, after) != event.payload.applied:
                yield "the values change otherwise than was recorded"

    def _compare(self, event: Event, game: WorldGame) -> Iterator[str]:
        """Yield what an entry recorded otherwise than the game has it now."""
        if isinstance(event.payload, TurnResolved):
            self.turns += 1
            turn = game.turns[-1]
            if digest_state(turn.state) != event.payload.digest:
                yield "the turn comes out otherwise than was recorded"
            elif record_report(game.rules, turn.report) != event.payload.report:
                yield "its report comes out otherwise than was recorded"
        elif isinstance(event.payload, TurnReverted) and game.digest != event.payload.digest:
            yield "the turn begins again in another state than was recorded"
        elif isinstance(event.payload, OverrideUndone) and game.digest != event.payload.digest:
            yield "without the override the state is another than was recorded"
