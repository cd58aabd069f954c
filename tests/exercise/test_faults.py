"""Faults: whatever breaks, not one committed entry is lost, doubled or reordered."""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event as listening

from game.engine import Plan
from game.errors import BufferStateError, StoreError
from game.exercise import messages, orders, phases
from game.exercise.configuration import Configuration
from game.exercise.creation import Created, create_exercise
from game.exercise.exercise import Exercise
from game.exercise.lease import Lease
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import Resolver, tick
from game.exercise.store import Store
from game.exercise.verification import verify
from tests.exercise.cluster import PAGE, SEGMENT, Cluster
from tests.exercise.conftest import NORTH, SOUTH, HandClock
from tests.exercise.soundness import check_log, count_messages

TIMES = 50
"""How often each fault happens."""

MOST_ENTRIES = 12
"""After how many announced entries a process is killed at the latest."""

LONGEST_DELAY = 0.02
"""How much longer it may live then, in seconds: about as long as a turn takes."""

ROOT = Path(__file__).parents[2]


class Players:
    """The processes that play, and what they announced."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Take the process that begets them."""
        self.process = process
        self.heard = b""
        self.entries: dict[int, str] = {}
        """The entries that were announced: number and UUID."""
        self.ready = False
        """Whether the last child has said so."""
        self.said = 0
        """How many entries were announced since it was last set."""

    def beget(self, kind: str, seed: int) -> int:
        """Start a player and return its process."""
        child = int(self.ask(f"{kind} {seed}", "child")[0])
        while not self.ready:
            self.listen(60.0)
        self.ready = False
        return child

    def kill(self, child: int) -> None:
        """Kill a player and see that this is how it ended."""
        os.kill(child, signal.SIGKILL)
        assert self.ask(f"reap {child}", "ended") == ["-9"]

    def ask(self, line: str, kind: str) -> list[str]:
        """Say something to the parent of the players and wait for its answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        while True:
            for found, *words in self.listen(60.0):
                if found == kind:
                    return words

    def hear(self, entries: int, seconds: float) -> None:
        """Listen until so many entries were announced, and for a time after that."""
        self.said = 0
        while self.said < entries:
            self.listen(60.0)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.listen(left)

    def listen(self, seconds: float) -> list[list[str]]:
        """Take what is said within a time, note the entries, and return the other lines."""
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        lines: list[list[str]] = []
        if ready:
            data = os.read(self.process.stdout.fileno(), 1 << 16)
            assert data, "the process that begets the players has ended"
            *whole, self.heard = (self.heard + data).split(b"\n")
            lines = [line.decode().split(" ") for line in whole]
        for kind, *words in lines:
            self.ready = self.ready or kind == "ready"
            if kind == "entries":
                self.said += len(words)
                for seq, _, uuid in (word.partition("=") for word in words):
                    assert self.entries.setdefault(int(seq), uuid) == uuid
        return [line for line in lines if line[0] != "entries"]


@contextlib.contextmanager
def playing(url: str) -> Iterator[Players]:
    """Give players of the exercise in a store."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("player.py")), url]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield Players(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.slow
def test_killed_players_and_resolvers_lose_nothing(url: str, configuration: Configuration) -> None:
    """Two hosts on one database: fifty times a player dies at random, fifty times a resolver."""
    with Store.open(url) as store:
        exercise = create_exercise(store, configuration).exercise
        phases.start(exercise, WHITE)
        chance = random.Random(2019)
        with playing(url) as players:
            for number in range(TIMES):
                hosts = [players.beget("acts", number), players.beget("acts", TIMES + number)]
                resolver = players.beget("ticks", number)
                for child in (hosts[0], resolver, hosts[1]):
                    players.hear(chance.randint(0, MOST_ENTRIES), chance.random() * LONGEST_DELAY)
                    players.kill(child)
                check_log(exercise, players.entries)
        assert verify(exercise).turns > 5


@pytest.mark.slow
def test_a_resolver_killed_in_the_middle_of_a_turn(url: str, configuration: Configuration) -> None:
    """Fifty times it dies at a random moment of a turn; the next one plays the turn, once."""
    with Store.open(url) as store:
        exercise = create_exercise(store, configuration).exercise
        phases.start(exercise, WHITE)
        chance, unplayed, longest = random.Random(2023), 0, LONGEST_DELAY
        with playing(url) as players:
            for number in range(TIMES):
                lock_turn(exercise)
                child = players.beget("ticks", number)
                phases.move_on(exercise, WHITE, ["a"])
                players.hear(0, chance.random() * longest)
                players.kill(child)
                check_log(exercise, players.entries)
                played = exercise.standing().worlds["a"].resolved
                unplayed += not played
                # So that the moment lies within the turn, on fast machines and slow ones.
                longest *= 0.67 if played else 1.5
                tick(exercise)
                kinds = [e for e in exercise.read_all(WHITE) if e.type == "turn.resolved"]
                assert len(kinds) == number + 1
                phases.revert(exercise, WHITE, "a", 1, "once more")
        assert 0 < unplayed < TIMES


def lock_turn(exercise: Exercise) -> None:
    """Bring world a to the lock of its turn, with the orders of all."""
    phases.move_on(exercise, WHITE, ["a"])
    for reader in (NORTH, SOUTH):
        orders.submit(exercise, reader, Plan(), 1)
    phases.move_on(exercise, WHITE, ["a"])


@pytest.mark.slow
@pytest.mark.postgres
def test_a_killed_server_loses_nothing(configuration: Configuration) -> None:
    """Fifty times PostgreSQL dies with all its processes; the players ask again and go on."""
    cluster = Cluster.start()
    try:
        with Store.open(cluster.url) as store:
            exercise = create_exercise(store, configuration).exercise
            phases.start(exercise, WHITE)
            chance = random.Random(2020)
            with playing(cluster.url) as players:
                children = [players.beget("acts", 1), players.beget("ticks", 2)]
                for _ in range(TIMES):
                    players.hear(chance.randint(1, MOST_ENTRIES), chance.random() * LONGEST_DELAY)
                    cluster.kill()
                    cluster.start_again()
                    store.engine.dispose()
                    check_log(exercise, players.entries)
                for child in children:
                    players.kill(child)
    finally:
        cluster.stop()


def test_a_full_disk_loses_nothing(planning: Exercise) -> None:
    """Fifty times the disk is full in the middle of some acts; with room again they go on."""
    if planning.store.file is None:
        return
    engine, done = planning.store.engine, 0
    limit = [0]

    @listening.listens_for(engine, "connect")
    def bound(connection, _: object) -> None:  # type: ignore[no-untyped-def]
        if limit[0]:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + limit[0]}")

    chance = random.Random(2021)
    for number in range(TIMES):
        limit[0] = chance.randint(1, 3)
        engine.dispose()
        with pytest.raises(StoreError, match="disk is full"):
            for _ in range(400):
                messages.send_message(planning, NORTH, ["white"], "x" * chance.randint(1, 4000))
                done += 1
        limit[0] = 0
        engine.dispose()
        assert verify(planning).problems == ()
        messages.send_message(planning, SOUTH, ["white"], f"there is room again {number}")
    sent = [event for event in planning.read_all(WHITE) if event.type == "message.sent"]
    assert len(sent) == done + TIMES


def find_small_disk() -> list[str]:
    """Return the command that gives a program a file system of its own; none if not allowed."""
    for flags in ("-rm", "-m"):
        command = ["unshare", flags, "sh", "-c", 'mount -t tmpfs -o size=2m none "$0" && exec "$@"']
        with contextlib.suppress(FileNotFoundError):
            if subprocess.run([*command, "/mnt", "true"], capture_output=True).returncode == 0:
                return command
    return []


SMALL_DISK = find_small_disk()
"""Where the machine does not allow it, the limit of a file's size is full in its place."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["limit", *(["disk"] if SMALL_DISK else [])])
def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path, kind: str) -> None:
    """Fifty times the system takes no more; what was taken before is there once, and it goes on."""
    script = str(Path(__file__).with_name("full_disk.py"))
    command = [sys.executable, script, kind, str(tmp_path), str(TIMES)]
    small = [*SMALL_DISK, str(tmp_path)] if kind == "disk" else []
    done = subprocess.run([*small, *command], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["refused"], told["taken"] > TIMES) == (TIMES, True)
    words = {
        "disk": "the disk is full; free some space and try again, nothing was lost",
        "limit": "the disk does not take what is written; look at it and try again, "
        "nothing was lost",
    }
    assert told["words"] == [words[kind]]


@pytest.mark.slow
@pytest.mark.postgres
def test_a_full_disk_of_the_server_loses_nothing(configuration: Configuration) -> None:
    """Fifty times PostgreSQL's tables cannot grow in the middle of some acts; then they can."""
    cluster, chance = Cluster.start(), random.Random(2025)
    taken: list[str] = []
    known: dict[int, str] = {}

    def send(exercise: Exercise, reader: Reader) -> None:
        text = f"{len(taken)}-{chance.randbytes(1500).hex()}"
        messages.send_message(exercise, reader, ["white"], text)
        taken.append(text)

    try:
        with Store.open(cluster.url) as store:
            exercise = create_exercise(store, configuration).exercise
            phases.start(exercise, WHITE)
            while cluster.largest < SEGMENT:
                send(exercise, NORTH)
            for _ in range(TIMES):
                cluster.limit_files(cluster.largest + chance.randint(0, 3) * PAGE)
                with pytest.raises(StoreError, match="disk is full"):
                    while True:
                        send(exercise, NORTH)
                known = check_log(exercise, known)
                cluster.limit_files(None)
                send(exercise, SOUTH)
            known = check_log(exercise, known)
            sent = count_messages(exercise)
            assert set(sent) == set(taken) and set(sent.values()) == {1}
    finally:
        cluster.stop()


def test_a_clock_that_jumps_back_loses_nothing(planning: Exercise, clock: HandClock) -> None:
    """Fifty times the clock is set back by up to an hour, and acts go on."""
    chance = random.Random(2022)
    for number in range(TIMES):
        clock.moment -= chance.randint(0, 3_600_000_000)
        turn = planning.standing().worlds["a"].turn
        with contextlib.suppress(BufferStateError):
            orders.submit(planning, NORTH, Plan(("pray",)), turn)
            orders.withdraw(planning, NORTH, turn)
        messages.send_message(planning, SOUTH, ["white"], str(number))
        tick(planning)
    times = [event.moment for event in planning.read_all(WHITE)]
    assert times == sorted(times)
    assert verify(planning).problems == ()


def test_one_of_two_processes_holds_the_lease(
    url: str, created: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other takes it when the first gives it back, or does not beat for a while."""
    moment = [100.0]
    monkeypatch.setattr("game.exercise.lease.time.monotonic", lambda: moment[0])
    with Store.open(url) as store:
        first = Lease(created.exercise, "one")
        second = Lease(Exercise.find(store, "spring"), "two")
        assert (first.take(), second.take()) == (True, False)
        moment[0] += 4.0
        assert (first.take(), second.take()) == (True, False)
        moment[0] += 4.0
        assert second.take() is False
        moment[0] += 2.0
        assert (second.take(), first.take()) == (True, False)
        second.give_back()
        assert first.take() is True


def test_a_turn_is_resolved_once(url: str, planning: Exercise, clock: HandClock) -> None:
    """Two resolvers that find the same turn waiting play it once."""
    for reader in (NORTH, SOUTH):
        orders.submit(planning, reader, Plan(), 1)
    for _ in range(2):
        phases.move_on(planning, WHITE, ["a"])
    with Store.open(url, clock) as store:
        other = Exercise.find(store, "spring")
        other.standing()
        assert tick(planning) >= 1
        assert tick(other) == 0
    kinds = [event.type for event in planning.read_all(WHITE)]
    assert kinds.count("turn.resolved") == 1


def test_every_turn_leaves_a_backup(planning: Exercise) -> None:
    """On SQLite a copy that can be opened and verified lies beside the store."""
    if planning.store.file is None:
        return
    for reader in (NORTH, SOUTH):
        orders.submit(planning, reader, Plan(), 1)
    for _ in range(2):
        phases.move_on(planning, WHITE, ["a"])
    tick(planning)
    (copy,) = planning.store.file.with_name("store-backups").iterdir()
    with Store.open(f"sqlite:///{copy}") as store:
        verdict = verify(Exercise.find(store, "spring"))
    assert (verdict.turns, verdict.problems) == (1, ())


def test_a_resolver_works_until_it_is_stopped(url: str, planning: Exercise) -> None:
    """In a thread of a host it resolves what waits, and gives its lease back."""
    for reader in (NORTH, SOUTH):
        orders.submit(planning, reader, Plan(), 1)
    for _ in range(2):
        phases.move_on(planning, WHITE, ["a"])
    stop, rest = threading.Event(), threading.Event()
    with Store.open(url) as store:
        resolver = Resolver(Exercise.find(store, "spring"), "here")
        thread = threading.Thread(target=resolver.run, args=(stop,))
        thread.start()
        while not planning.standing().worlds["a"].resolved:
            rest.wait(0.05)
        stop.set()
        thread.join()
        assert (resolver.lease.held, resolver.trouble) == (False, "")
        assert Lease(planning, "next").take() is True
