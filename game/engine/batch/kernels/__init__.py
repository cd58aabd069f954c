"""What runs a tape over many games: NumPy always, compiled code where it is ready.

The compiled kernel needs numba, the extra `fast`. It is imported, and compiled the first time, in a
thread of its own; nobody waits for it, and until it is there NumPy gives the same bits.
"""

from __future__ import annotations

import importlib
import importlib.util
import threading
from contextlib import suppress
from types import ModuleType

from game.scenario import collection

_ready: list[ModuleType] = []
_begun: list[threading.Thread] = []


def warm_up() -> threading.Thread | None:
    """Begin to fetch the compiled kernel, unless that has begun, and return the thread that does.

    Without numba there is none.
    """
    if not _begun and importlib.util.find_spec("numba") is not None:
        _begun.append(threading.Thread(target=_fetch, name="kernel", daemon=True))
        _begun[0].start()
    return _begun[0] if _begun else None


def _fetch() -> None:
    # Whatever keeps numba from compiling here, NumPy answers as before.
    with suppress(Exception):
        _ready.append(importlib.import_module("game.engine.batch.kernels.compiled"))
    # Looking through all of numba for cycles holds up a key for a tenth of a second.
    collection.freeze()


def find_compiled() -> ModuleType | None:
    """Return the compiled kernel once it is ready."""
    return _ready[0] if _ready else None
