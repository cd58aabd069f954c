"""Serve an exercise to browsers until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys
import threading

from aiohttp import web

from game.exercise.exercise import Exercise
from game.exercise.resolver import Resolver
from game.ui.exercise.launch import EXERCISE, STORE
from game.web.address import (
    EVERYWHERE,
    LOOPBACK,
    draw_code,
    find_lan_address,
    listen,
    write_address,
)
from game.web.entrance import Entrance
from game.web.fork import Nursery
from game.web.host import ExerciseHost
from game.web.session import open_log

log = logging.getLogger("buffer-state.web")


def serve(exercise: Exercise, *, port: int, lan: bool, sessions: int, proxied: bool) -> None:
    """Serve an exercise: its pages, its seats, its clock, until a signal ends it.

    Args:
        exercise: The exercise.
        port: The port; 0 for any that is free.
        lan: Whether other computers may come; else this one alone.
        sessions: How many browsers may be connected at once.
        proxied: Whether a proxy stands in front.

    Raises:
        BufferStateError: The port is taken; nothing has been started.
    """
    listener = listen(EVERYWHERE if lan else LOOPBACK, port)
    open_log()
    nursery = Nursery({STORE: exercise.store.url, EXERCISE: exercise.id})
    host = ExerciseHost(
        Entrance(exercise), nursery, host=EVERYWHERE if lan else LOOPBACK, port=port,
        sessions=sessions, proxied=proxied,
    )  # fmt: skip
    ended = threading.Event()
    clock = threading.Thread(
        target=Resolver(exercise, host="web", tell=log.warning).run, args=(ended,),
        name="resolver", daemon=True,
    )  # fmt: skip
    clock.start()
    try:
        asyncio.run(_run(host, listener, lan))
    finally:
        ended.set()
        clock.join(timeout=5)


async def _run(host: ExerciseHost, listener: socket.socket, lan: bool) -> None:
    """Serve until a signal comes."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopped.set)
    print("Loading the screens and the rules …", file=sys.stderr, flush=True)
    runner = web.AppRunner(await host.build(), access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        print(_announce(runner, lan), flush=True)
        await stopped.wait()
    finally:
        await runner.cleanup()


def _announce(runner: web.AppRunner, lan: bool) -> str:
    """Say where the exercise is."""
    port = runner.addresses[0][1]
    if not lan:
        return (
            f"Serving on {write_address(LOOPBACK, port)}, to this computer alone. Ctrl+C ends it."
        )
    address = write_address(find_lan_address(), port)
    return (
        f"{draw_code(address)}\nServing on {address}, to everyone in this network. Ctrl+C ends it."
    )
