"""Keys as bytes: what is none is a key that does nothing, not the end of the program."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Generator, Iterable
from functools import partial

from textual import events
from textual._parser import Peek1, Read1, TokenCallback
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.keys import Keys
from textual.message import Message

MOST = 1000
"""Columns and rows of a terminal that are believed: a picture takes memory for each cell."""


class PatientParser(XTermParser):
    """Textual's reader of what a terminal sends, which drops what it cannot be."""

    def parse(self, token_callback: TokenCallback[Message]) -> Generator[Read1 | Peek1, str, None]:
        """Read on and on; a size that no terminal has is not handed on."""

        def take(token: Message) -> None:
            if (
                not isinstance(token, events.Resize)
                or 0 < min(token.size) <= max(token.size) <= MOST
            ):
                token_callback(token)

        return super().parse(take)

    def parse_mouse_code(self, code: str) -> Message | None:
        """Return what a mouse did; nothing where its place cannot be told from pixels."""
        try:
            return super().parse_mouse_code(code)
        except ZeroDivisionError:
            return None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """Return the keys of a sequence; not every number is that of one."""
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, sequence)]


def _find_decoder(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


def read_any_bytes(driver: type[Driver]) -> type[Driver]:
    """Let a driver of Textual put a sign in the place of bytes that are no text, and read on.

    Terminals of another encoding send them, and so does a mouse that is reported in the old way.
    Textual's drivers give up on them, and on numbers of keys that are none.
    """
    names = vars(sys.modules[driver.__module__])
    for name, ours in (("getincrementaldecoder", _find_decoder), ("XTermParser", PatientParser)):
        if name in names:
            names[name] = ours
    return driver
