"""Blocks, tallies and the spreading of games: nothing depends on who plays which part."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from typing import Any

import pytest

from game.errors import BufferStateError
from game.lab.blocks import Block, play_block
from game.lab.executors import Crew, Inline
from game.lab.harvest import Row
from game.lab.simulation import Watch, check_extent, simulate
from game.lab.spreading import spread
from game.lab.tally import GRAIN, Tally


def play_parts(block: Block, *sizes: int) -> Tally:
    """Return the tally of a block that was cut into parts."""
    tally, rest = Tally(), block
    for size in sizes:
        part, rest = rest.cut(size)
        tally.add(play_block(part).tally)
    tally.add(play_block(rest).tally)
    return tally


def test_parts_add_up_to_the_whole(block: Block) -> None:
    """Results do not depend on the size of blocks."""
    whole = play_block(block).tally
    assert whole.games == 40
    assert play_parts(block, 1, 7, 20) == play_parts(block, 39) == whole


def test_a_tally_counts_what_happened(block: Block) -> None:
    """Endings, events, orders and scores are those of the games."""
    always = Block(block.bundle, None, (("home", "constant:earn"), ("rival", "none")), 5, 4)
    played = play_block(replace(always, rows=True))
    tally = played.tally
    assert tally.endings == Counter({"rich": 4})
    assert tally.lengths == Counter({5: 4})
    assert (tally.chosen["action.earn"], tally.orders["home"], tally.orders["rival"]) == (20, 20, 0)
    assert tally.possible["action.earn"] == 20
    assert tally.first["ending.rich"] == tally.first["action.earn"] == 5
    assert tally.scores["home"] == 4 * 10 * GRAIN
    assert tally.occurred["miracle"] == tally.eligible["miracle"] == 0
    # Rich enough for it from the start, but never marked.
    assert tally.waiting["miracle"] == 20
    assert (tally.failed["miracle", 0], tally.failed["miracle", 1]) == (0, 20)
    assert (tally.still["idle"], tally.still["money"]) == (4, 0)
    assert [row[:4] for row in played.rows] == [(s, "rich", 5, (10.0,)) for s in (5, 6, 7, 8)]


def test_results_do_not_depend_on_the_number_of_workers(block: Block) -> None:
    """`Results do not depend on the number of workers`; rows come in the order of seeds."""
    wanted = replace(block, rows=True)
    rows: dict[int, list[Row]] = {1: [], 2: []}
    runs = {}
    for workers, kept in rows.items():
        crew = Crew(workers)
        runs[workers], stopped = simulate(crew, "random", wanted, Watch(keep=kept.extend))
        crew.close()
        assert not stopped
    assert runs[1].tally == runs[2].tally
    assert rows[1] == rows[2]
    assert [row[0] for row in rows[1]] == list(range(1, 41))


def test_a_killed_worker_is_made_up_for(block: Block) -> None:
    """What a worker had in hand when it was killed is played again."""
    others = set(multiprocessing.active_children())
    crew = Crew(2)
    killed: list[int] = []

    def kill(games: int) -> None:
        mine = set(multiprocessing.active_children()) - others
        if not killed and mine:
            killed.append(min(child.pid or 0 for child in mine))
            os.kill(killed[0], signal.SIGKILL)

    run, _ = simulate(crew, "random", block, Watch(advance=kill))
    crew.close()
    assert len(killed) == 1
    assert run.tally == play_block(block).tally


class Cursed(Executor):
    """Workers that die at every block."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a task that was lost."""
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("killed"))
        return future


def test_workers_that_die_again_and_again_are_given_up(
    block: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some losses in a row the simulation ends with what may be the matter."""
    monkeypatch.setattr(Crew, "_begin", lambda self: Cursed())
    with pytest.raises(BufferStateError, match="workers were lost 5 times in a row"):
        next(spread(Crew(2), block))


def test_an_interrupt_leaves_the_first_games(block: Block) -> None:
    """A partial result is that of fewer games, as if no more had been asked for."""
    crew = Crew(1)

    def interrupt(games: int) -> None:
        if games > 1:
            raise KeyboardInterrupt

    run, stopped = simulate(crew, "random", block, Watch(advance=interrupt))
    assert stopped
    assert 0 < run.tally.games < 40
    assert not run.complete
    assert run.tally == play_block(block.cut(run.tally.games)[0]).tally


def test_a_task_in_this_process_gives_its_error() -> None:
    """The executor of one worker behaves as any other."""
    assert Inline().submit(max, 1, 2).result() == 2
    with pytest.raises(ZeroDivisionError):
        Inline().submit(divmod, 1, 0).result()


@pytest.mark.parametrize(
    ("games", "seed", "says"),
    [
        (0, 1, "--games takes from 1"),
        (-5, 1, "--games takes from 1"),
        (10**9, 1, "not 1000000000"),
        (2, 2**64 - 1, "beyond the last seed"),
    ],
)
def test_an_impossible_number_of_games_is_refused(games: int, seed: int, says: str) -> None:
    """Zero, negative and huge numbers say what can be played."""
    with pytest.raises(BufferStateError, match=says):
        check_extent(games, seed)


@pytest.mark.parametrize("workers", [0, -1, 100000])
def test_an_impossible_number_of_workers_is_refused(workers: int) -> None:
    """As are those of workers."""
    with pytest.raises(BufferStateError, match="--workers takes from 1 to 512"):
        Crew(workers)
