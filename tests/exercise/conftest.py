"""A small exercise on SQLite and on PostgreSQL, its clock in the hand of the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from game.engine import Plan
from game.exercise import orders, phases
from game.exercise.clock import MICROSECONDS, Clock
from game.exercise.configuration import Configuration, read_configuration
from game.exercise.creation import Created, create_exercise
from game.exercise.database import open_engine
from game.exercise.exercise import Exercise
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.store import Store
from tests.exercise.cluster import VARIABLE, Cluster

TWO_BANKS = Path(__file__).parent / "data" / "two-banks.toml"

NORTH, SOUTH = Reader("seat", "a", "north"), Reader("seat", "a", "south")

CONFIGURATION = """
[exercise]
id = "spring"
title = "Spring flood"
scenario = "{scenario}"
seed = 7
observer_delay = 5

[[objective]]
id = "talk"
text = "Talk before digging"

[phases]
brief = 1
plan = 10
lock = 1
adjudicate = 5
release = 2

[[world]]
id = "a"
label = "Room A"
[[world]]
id = "b"
label = "Room B"

[[inject]]
id = "flood"
trigger = "turn"
turn = 1
phase = "plan"
minutes = 3
objective = "talk"
expected = "They call each other"
notes = "only for the eyes of white"

[[inject]]
id = "envoy"
from = "The bishop"
to = ["south"]
text = "An envoy waits at the gate."
effects = "trust +4; raise dam"
"""


class HandClock(Clock):
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Begin in June 2025."""
        self.moment = 1_750_000_000 * MICROSECONDS

    def now(self) -> int:
        """Return where it stands."""
        return self.moment

    def observe(self, moment: int) -> None:
        """Catch up with the log."""
        self.moment = max(self.moment, moment)

    def pass_minutes(self, minutes: float) -> None:
        """Let time pass."""
        self.moment += int(minutes * 60 * MICROSECONDS)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server: the one that the environment names, or an own one."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given
        return
    cluster = Cluster.start(durable=False)
    try:
        yield cluster.url
    finally:
        cluster.stop()


@pytest.fixture(autouse=True)
def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the hashes of codes be quick: an exercise has a dozen, and each test its own exercise."""
    monkeypatch.setattr("game.exercise.codes.COST", 2)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store on SQLite, whose tables are there."""
    file = tmp_path_factory.mktemp("blank") / "store.sqlite"
    Store.open(str(file)).close()
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store, on each database."""
    if request.param == "sqlite":
        blank: Path = request.getfixturevalue("blank")
        shutil.copy(blank, tmp_path)
        yield f"sqlite:///{tmp_path / blank.name}"
        return
    server: str = request.getfixturevalue("server")
    yield server
    engine = open_engine(server)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("TRUNCATE exercise CASCADE"))
    engine.dispose()


@pytest.fixture
def clock() -> HandClock:
    """The time of the store."""
    return HandClock()


@pytest.fixture
def store(url: str, clock: HandClock) -> Iterator[Store]:
    """An empty store."""
    with Store.open(url, clock) as opened:
        yield opened


@pytest.fixture
def configuration() -> Configuration:
    """Two rooms of Two Banks."""
    return read_configuration(CONFIGURATION.format(scenario=TWO_BANKS))


@pytest.fixture
def created(store: Store, configuration: Configuration) -> Created:
    """An exercise that has not begun, with its codes."""
    return create_exercise(store, configuration)


@pytest.fixture
def exercise(created: Created) -> Exercise:
    """An exercise that has not begun."""
    return created.exercise


@pytest.fixture
def planning(exercise: Exercise) -> Exercise:
    """An exercise in the planning of turn 1, in both worlds."""
    phases.start(exercise, WHITE)
    phases.move_on(exercise, WHITE)
    return exercise


def play_turn(
    exercise: Exercise, north: Plan | None = None, south: Plan | None = None, world: str = "a"
) -> None:
    """Play a turn of a world from its planning to the planning of the next, or to its end."""
    place = exercise.standing().worlds[world]
    if place.phase == "brief":
        phases.move_on(exercise, WHITE, [world])
    turn = place.turn
    orders.submit(exercise, Reader("seat", world, "north"), north or Plan(), turn)
    orders.submit(exercise, Reader("seat", world, "south"), south or Plan(), turn)
    for _ in range(2):
        phases.move_on(exercise, WHITE, [world])
    assert tick(exercise) >= 1
    phases.move_on(exercise, WHITE, [world])
    if not phases.is_last(exercise.standing(), exercise.world(world)):
        for _ in range(2):
            phases.move_on(exercise, WHITE, [world])
