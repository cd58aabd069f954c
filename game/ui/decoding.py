"""Keys as bytes: what is no UTF-8 is a key that does nothing, not the end of the program."""

from __future__ import annotations

import codecs
import sys
from functools import partial

from textual.driver import Driver


def _find_decoder(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


def read_any_bytes(driver: type[Driver]) -> type[Driver]:
    """Let a driver of Textual put a sign in the place of bytes that are no text.

    Terminals of another encoding send them, and so does a mouse that is reported in the old way.
    Textual's drivers give up on them.
    """
    module = sys.modules[driver.__module__]
    if hasattr(module, "getincrementaldecoder"):
        vars(module)["getincrementaldecoder"] = _find_decoder
    return driver
