"""What a browser may say: frames of its websocket, checked, and how many of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

MOST_BYTES = 64 * 1024
"""The longest frame that is read, in bytes: a long paste, and no more."""

COLUMNS, ROWS = (20, 400), (5, 160)
"""The sizes of a terminal that are believed."""


class WireError(Exception):
    """A frame is none that the page sends; its text is the reason in the close frame."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys, mouse or paste, as a terminal sends them."""

    text: str
    """The characters."""


@dataclass(frozen=True, slots=True)
class Resized:
    """The terminal has another size."""

    width: int
    """Columns."""
    height: int
    """Rows."""


@dataclass(frozen=True, slots=True)
class Pinged:
    """The page asks how long an answer takes."""

    text: str
    """What is to be sent back."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The page has gained or lost the focus."""

    at: bool
    """Whether it has it now."""


Frame = Typed | Resized | Pinged | Looked
"""All that a browser can say."""


def read_frame(text: str) -> Frame:
    """Return what a frame says.

    Raises:
        WireError: It is not one of the frames that the page sends.
    """
    try:
        envelope = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError("not JSON") from error
    match envelope:
        case ["stdin", str(typed)]:
            return Typed(_encodable(typed))
        case ["resize", {"width": int(width), "height": int(height)}]:
            return Resized(clamp(width, COLUMNS), clamp(height, ROWS))
        case ["ping", str(stamp)] if len(stamp) <= 32:
            return Pinged(stamp)
        case ["focus" | "blur" as kind]:
            return Looked(kind == "focus")
    raise WireError("unknown frame")


def _encodable(text: str) -> str:
    """Return a text without halves of surrogate pairs, which no terminal sends."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def clamp(value: int, ends: tuple[int, int]) -> int:
    """Return a value within two ends."""
    return min(max(value, ends[0]), ends[1])


def read_size(text: str | None, ends: tuple[int, int], usual: int) -> int:
    """Return a size of the terminal that was written into an address."""
    if text is None or not (text.isascii() and text.isdecimal() and len(text) < 6):
        return usual
    return clamp(int(text), ends)


@dataclass(slots=True)
class Bucket:
    """An allowance that refills steadily."""

    size: float
    """How much it holds when full."""
    rate: float
    """How much flows in, per second."""
    level: float
    """How much is in it."""
    at: float
    """When that was, in seconds of a steady clock."""

    @classmethod
    def full(cls, size: float, rate: float, now: float) -> Bucket:
        """Return a full bucket."""
        return cls(size, rate, size, now)

    def take(self, amount: float, now: float) -> bool:
        """Take an amount out; false, and nothing taken, if there is not enough."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        if amount > self.level:
            return False
        self.level -= amount
        return True


CloseReason = Literal["left", "replaced", "rule", "full", "died"]
"""Why a host closes a connection."""

CLOSE_CODES: dict[CloseReason, int] = {
    "left": 4000, "replaced": 4001, "rule": 4002, "full": 4003, "died": 1011,
}  # fmt: skip
"""The codes; for the page `died` is like a broken line, after which it tries again."""
