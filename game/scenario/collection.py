"""Python's search for unreachable cycles, held back while much is built that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_frozen = False
"""Whether something is left out for good; to count what is, as Python can, takes milliseconds."""


def freeze() -> None:
    """Leave what is there now out of the search, as long as it is not thawed."""
    global _frozen
    _frozen = True
    gc.freeze()


@contextmanager
def held_back() -> Iterator[None]:
    """Hold the search back for a block or a function.

    Loading makes a hundred thousand objects and hardly a cycle: the search would walk over them
    again and again, for a third of the time, and find nothing. What is there at the end counts
    as old at once, so that the search does not begin with it either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not _frozen:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
