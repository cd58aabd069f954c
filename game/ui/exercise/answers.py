"""What people type into forms, read as names and numbers."""

from __future__ import annotations

from contextlib import suppress
from math import isfinite

from game.errors import BufferStateError


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a line, whatever stands between them."""
    return tuple(text.replace(",", " ").replace(";", " ").split())


def read_number(text: str, what: str) -> float:
    """Return a number that was typed.

    Raises:
        BufferStateError: It is none.
    """
    with suppress(ValueError):
        number = float(text.replace("−", "-").replace(",", "."))
        if isfinite(number):
            return number
    raise BufferStateError(f"{what} must be a number, not {text[:20]!r}")
