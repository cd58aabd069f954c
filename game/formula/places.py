"""Where a formula finds what its names stand for: places in a frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Reader: TypeAlias = Callable[[list[Any]], float]
"""Computes a formula from a frame: a list of finite floats, with None where a memo is empty."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that stands in the frame."""

    index: int
    """Its place."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that never changes."""

    value: float
    """The value, finite."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A value that is computed when it is first read, then kept in the frame."""

    index: int
    """Its place; None stands there until it is read."""
    compute: Reader
    """Computes it from the frame."""
