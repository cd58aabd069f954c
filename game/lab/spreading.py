"""Spread blocks over workers and take what they yield in the order of the seeds."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future

from game.errors import BufferStateError
from game.lab.blocks import FEWEST_COLUMNS, Block, Yield, is_plain, play_block
from game.lab.executors import Crew

AHEAD = 3
"""How many blocks are on their way for each worker; more would only fill memory."""

SECONDS = 0.5
"""How long a block should take: short enough for an interrupt, long enough to be worth the way."""

LARGEST = 4096
"""The most games of a block that are played one by one."""

COLUMNS = 2048
"""The games of a block that are columns of a batch: enough to pay for laying it out."""

PATIENCE = 4
"""How often in a row workers may be lost before no more are made."""

Sent = tuple[Block, Future[Yield]]


def spread(crew: Crew, whole: Block) -> Iterator[Yield]:
    """Yield what the parts of a block come to, in the order of their seeds.

    The parts grow until one takes about half a second. A part whose worker is lost is played again.

    Raises:
        BufferStateError: Workers are lost again and again.
    """
    sent: deque[Sent] = deque()
    rest, size, losses = whole, _find_size(crew, whole), 0
    growing = size == 1
    while rest.games or sent:
        while rest.games and len(sent) < AHEAD * crew.workers:
            part, rest = rest.cut(size)
            sent.append((part, _send(crew, part)))
        part, future = sent[0]
        try:
            result = future.result()
        except _find_losses() as error:
            losses += 1
            if losses > PATIENCE:
                raise BufferStateError(
                    f"workers were lost {losses} times in a row while they played "
                    f"seeds {part.seed} to {part.seed + part.games - 1}; "
                    "perhaps they were killed, or ran out of memory"
                ) from error
            crew.lose()
            kept = [(part, _keep(crew, part, future)) for part, future in sent]
            sent.clear()
            sent.extend(kept)
            continue
        sent.popleft()
        losses = 0
        if growing:
            size = _resize(size, part.games, result.seconds)
        yield result


def _send(crew: Crew, part: Block) -> Future[Yield]:
    try:
        return crew.open().submit(play_block, part)
    except BrokenExecutor as error:
        failed: Future[Yield] = Future()
        failed.set_exception(error)
        return failed


def _keep(crew: Crew, part: Block, future: Future[Yield]) -> Future[Yield]:
    """Return the future of a part after a loss: its own where it is done, else a new one."""
    done = future.done() and not future.cancelled() and future.exception() is None
    return future if done else _send(crew, part)


def _find_losses() -> tuple[type[BaseException], ...]:
    """Return the exceptions that say that a worker was lost; those of a cluster if there is one."""
    if "distributed" not in sys.modules:
        return BrokenExecutor, CancelledError
    from distributed import CancelledError as Forgotten
    from distributed import KilledWorker

    return BrokenExecutor, CancelledError, KilledWorker, Forgotten


def _find_size(crew: Crew, whole: Block) -> int:
    """Return the size of the first parts."""
    if whole.games < FEWEST_COLUMNS or not is_plain(name for _, name in whole.policies):
        return 1
    return max(min(COLUMNS, -(-whole.games // crew.workers)), FEWEST_COLUMNS)


def _resize(size: int, games: int, seconds: float) -> int:
    """Return the size of the next parts, by how long one took; at most twice the last."""
    fitting = int(games * SECONDS / max(seconds, 1e-6))
    return max(1, min(fitting, 2 * size, LARGEST))
