"""A real Dask scheduler on this machine, with two workers of which one is killed in the middle."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.errors import BufferStateError
from game.lab.blocks import Block, play_block
from game.lab.executors import Crew
from game.lab.simulation import Watch, simulate

CHECKOUT = Path(__file__).parents[2]


SCHEDULER = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")


def start_dask(*arguments: str) -> tuple[subprocess.Popen[str], str]:
    """Start a part of a cluster, wait until it stands, and return it with an address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stderr=subprocess.PIPE,
        cwd=CHECKOUT,
        encoding="utf-8",
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "Scheduler at:" in line or "Registered to:" in line:
            return process, line.split()[-1]
    raise AssertionError(f"dask {arguments[0]} ended with {process.wait()}")


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Return the address of a scheduler and its two workers."""
    scheduler, address = start_dask(*SCHEDULER)
    worker = ("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    workers = [start_dask(*worker)[0] for _ in range(2)]
    yield address, workers
    for part in (*workers, scheduler):
        part.terminate()
        part.communicate()


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same(
    block: Block, cluster: tuple[str, list[subprocess.Popen[str]]]
) -> None:
    """`two workers, one of which is killed in the middle: the result is complete and identical`."""
    address, workers = cluster
    many = Block(block.bundle, None, block.policies, 1, 600)
    crew = Crew(1, address)
    crew.open()
    assert crew.workers == 2
    left = []

    def kill(games: int) -> None:
        left.append(games)
        if sum(left) > 100:
            workers[0].kill()

    run, stopped = simulate(crew, "random", many, Watch(advance=kill))
    crew.close()
    assert workers[0].wait() != 0
    assert not stopped
    assert run.tally == play_block(many).tally


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told() -> None:
    """Nobody waits for workers that may never come."""
    scheduler, address = start_dask(*SCHEDULER)
    try:
        with pytest.raises(BufferStateError, match="has no workers"):
            Crew(1, address).open()
    finally:
        scheduler.terminate()
        scheduler.communicate()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere", "gopher://127.0.0.1:9"])
def test_a_cluster_that_cannot_be_reached_is_told(address: str) -> None:
    """An unreachable cluster gives a clear message within seconds."""
    with pytest.raises(BufferStateError, match="no Dask scheduler answers at"):
        Crew(1, address).open()
