"""Where blocks are played: in this process, in a pool of processes, or on a Dask cluster.

All are `concurrent.futures.Executor`s. A `Crew` makes one, and makes another where one is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from game.errors import BufferStateError

P = ParamSpec("P")
T = TypeVar("T")

MOST_WORKERS = 512
"""More processes are a slip of the hand."""

CONNECTING = 5.0
"""For how many seconds a cluster may let us wait for its answer."""


class Inline(Executor):
    """Carry out each task at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return the finished future of a task; only an interrupt gets through."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Crew:
    """Workers that can be replaced when they are lost."""

    def __init__(self, workers: int, cluster: str | None = None) -> None:
        """Say who works; `open` begins.

        Args:
            workers: How many processes, from 1; one is this process itself.
            cluster: The address of a Dask scheduler, which has workers of its own.

        Raises:
            BufferStateError: There cannot be so many workers.
        """
        if not 1 <= workers <= MOST_WORKERS:
            raise BufferStateError(f"--workers takes from 1 to {MOST_WORKERS}, not {workers}")
        self.workers = workers
        """How many blocks are played at once, as far as is known."""
        self._cluster = cluster
        self._client: Any = None
        self._executor: Executor | None = None
        self._others = set(multiprocessing.active_children())

    def open(self) -> Executor:
        """Return the executor, a new one if the last was lost.

        Raises:
            BufferStateError: The cluster cannot be reached, or what speaks to it is not installed.
        """
        if self._executor is None:
            self._executor = self._begin()
        return self._executor

    def _begin(self) -> Executor:
        if self._cluster is not None:
            self._client = _connect(self._cluster)
            self.workers = max(sum(self._client.nthreads().values()), 1)
            executor: Executor = self._client.get_executor(pure=False)
            return executor
        if self.workers == 1:
            return Inline()
        # Not `fork`: threads of a client or of a screen may hold locks.
        kinds = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in kinds else "spawn")
        if context.get_start_method() == "forkserver":
            context.set_forkserver_preload(["game.lab.blocks"])
            _start_server()
        return ProcessPoolExecutor(self.workers, context, _ignore_interrupts)

    def lose(self) -> None:
        """Give up an executor whose workers were lost."""
        if self._executor is not None:
            self._executor.shutdown(wait=False)
        self._leave_cluster()
        self._executor = None

    def close(self, at_once: bool = False) -> None:
        """Let the workers go, at once even in the middle of a block."""
        if at_once:
            # Before the shutdown: a pool that finds its workers dead closes the pipe to them, while
            # one that is shut down first waits for ever for somebody to read what is in it.
            for child in set(multiprocessing.active_children()) - self._others:
                child.kill()
        if isinstance(self._executor, ProcessPoolExecutor):
            self._executor.shutdown(cancel_futures=True)
        elif self._executor is not None:
            self._executor.shutdown(wait=not at_once)
        self._leave_cluster()

    def _leave_cluster(self) -> None:
        if self._client is not None:
            with suppress(Exception):  # a scheduler that is gone cannot be taken leave of
                self._client.close(timeout=CONNECTING)
            self._client = None


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start_server() -> None:
    """Start what forks the workers deaf to ctrl-C, which would hit it while it still imports."""
    from multiprocessing.forkserver import ensure_running

    if threading.current_thread() is not threading.main_thread():
        ensure_running()
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


def _ignore_interrupts() -> None:
    """Leave ctrl-C to the process that the user started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _connect(address: str) -> Any:
    """Return the client of a Dask scheduler that has workers.

    Raises:
        BufferStateError: It cannot be reached, has no workers, or Dask is not installed.
    """
    _reach(address)
    try:
        from distributed import Client
    except ImportError as error:
        raise BufferStateError(
            "--cluster needs Dask: pip install 'buffer-state[cluster]'"
        ) from error
    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise _explain_silence(address) from error
    if not client.nthreads():
        client.close()
        raise BufferStateError(
            f"the scheduler at {address!r} has no workers; start some with `dask worker {address}`"
        )
    return client


def _reach(address: str) -> None:
    """Refuse an address at which nothing listens, before anything heavier is tried.

    Raises:
        BufferStateError: Nothing listens there, or it is no address.
    """
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    try:
        with socket.create_connection((parts.hostname, parts.port or 0), CONNECTING):
            return
    except (OSError, ValueError) as error:
        raise _explain_silence(address) from error


def _explain_silence(address: str) -> BufferStateError:
    return BufferStateError(
        f"no Dask scheduler answers at {address!r}; "
        "start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
    )
