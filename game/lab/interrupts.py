"""Let whatever ends a process interrupt it, and hold that back where it would leave a half."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDINGS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))
"""How a closed terminal and the system end a process."""


def heed_endings() -> None:
    """Take the end of the terminal, or one that the system wants, as ctrl-C; not under nohup."""
    for number in ENDINGS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


@contextmanager
def hold_interrupts() -> Iterator[None]:
    """Let an interrupt wait until the end of the `with`; only the main thread gets any."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []

    def catch(number: int, frame: FrameType | None) -> None:
        caught.append(number)

    heeded = [n for n in ENDINGS if signal.getsignal(n) is signal.default_int_handler]
    before = {number: signal.signal(number, catch) for number in (signal.SIGINT, *heeded)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if caught:
            raise KeyboardInterrupt
