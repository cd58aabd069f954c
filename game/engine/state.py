"""The state of a game: immutable, serialisable, complete.

A state together with the compiled rules and the seed determines everything that follows from the
choices of the seats. Tuples are indexed as the rules order their entries: by ASCII order of ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Pending(NamedTuple):
    """A later effect that has been given and not yet applied."""

    turn: int
    """The turn in which it applies."""
    block: int
    """Its place among the later blocks of the rules."""
    seat: str
    """The seat that acted, or empty."""
    fixed: tuple[float, ...] | None
    """The amounts, where they were computed when it was given."""


class Pledge(NamedTuple):
    """An open promise or threat."""

    made: int
    """The turn in which it was made."""
    due: int
    """The turn in whose stage `due` it is judged."""
    stalled: bool
    """Whether its due turn has moved."""
    kept: bool
    """Whether an entry has kept it."""


class Demand(NamedTuple):
    """An event that waits for answers."""

    event: int
    """Its place among the events of the rules."""
    since: int
    """The turn in which it occurred."""
    seats: tuple[str, ...]
    """The seats that have not answered."""


class Conclusion(NamedTuple):
    """How a game ended."""

    ending: str | None
    """The id of the ending, or none where no ending held after the last turn."""
    turn: int
    """The last turn."""


@dataclass(frozen=True, slots=True)
class State:
    """A game between two turns."""

    seed: int
    """The seed of its luck, from 0 to 2**64 - 1."""
    turn: int
    """The number of the turn that is played next, from 1."""
    values: tuple[float, ...]
    """The variables."""
    flags: tuple[float, ...]
    """The flags, 1.0 where raised."""
    before: tuple[float, ...]
    """The variables as the previous turn began, in turn 1 the start."""
    tracks: tuple[tuple[int, ...], ...]
    """For each action and option, the turns in which it was chosen."""
    links: tuple[tuple[float, ...], ...]
    """For each link, the values that it remembers, oldest first."""
    pending: tuple[Pending, ...]
    """The later effects, in the order in which they were given."""
    pledges: tuple[Pledge | None, ...]
    """For each promise, the open one."""
    kept: tuple[int, ...]
    """For each promise, how often it was kept."""
    broken: tuple[int, ...]
    """For each promise, how often it was broken."""
    demands: tuple[Demand, ...]
    """The events that still wait for answers."""
    occurred: tuple[int, ...]
    """For each event, the turn of its last occurrence, 0 if never."""
    called: tuple[int, ...]
    """The events that happen at the next opening."""
    revealed: tuple[tuple[str, int], ...]
    """Pairs of a seat and a variable that was revealed to it, sorted."""
    accident: float
    """The accumulated chance of an accident, in per cent."""
    end: Conclusion | None = None
    """How the game ended, once it has."""
