"""The report of a turn: everything that happened, and every cause of every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from game.engine.state import Conclusion


class Cause(NamedTuple):
    """One part of a variable's change."""

    variable: int
    """The place of the variable."""
    by: str
    """The entry that caused it, such as `action/host-dialogue`, or `clamp`."""
    stage: str
    """The stage in which it applied, or `judge`."""
    amount: float
    """The part, never 0."""
    why: str | None
    """The reason that a player reads."""


class Answer(NamedTuple):
    """An answer that took effect."""

    event: str
    """The event."""
    seat: str
    """Who answered."""
    option: str
    """The option."""
    silent: bool
    """Whether silence chose it."""


class Order(NamedTuple):
    """An order that took effect."""

    seat: str
    """Who gave it."""
    action: str
    """The action."""
    reasons: tuple[str, ...]
    """What spoke for it, as the scenario puts it."""


class Drawn(NamedTuple):
    """An outcome that was drawn."""

    by: str
    """The entry."""
    outcome: str
    """The id of the outcome."""
    odds: float
    """How likely it was, in per cent."""


class Entry(NamedTuple):
    """A move in the ledger of promises."""

    promise: str
    """The promise."""
    move: str
    """`made`, `kept`, `broken`, `stalled`, `exposed`, or `honoured` before it is due."""


class Accident(NamedTuple):
    """The ladder's chance of an accident in a turn."""

    chance: float
    """The accumulated chance that was rolled, in per cent."""
    struck: bool
    """Whether it happened."""


@dataclass(frozen=True, slots=True)
class Report:
    """What happened in a turn."""

    turn: int
    """The turn."""
    before: tuple[float, ...]
    """The variables as it began."""
    after: tuple[float, ...]
    """The variables as it ended."""
    causes: tuple[Cause, ...]
    """By stage and variable; those of a variable add up to its change."""
    events: tuple[str, ...]
    """The events that occurred, sorted."""
    injects: tuple[str, ...]
    """The injects that happened, sorted."""
    answers: tuple[Answer, ...]
    """By event and seat."""
    orders: tuple[Order, ...]
    """By action."""
    outcomes: tuple[Drawn, ...]
    """In the order in which they were drawn."""
    ledger: tuple[Entry, ...]
    """In the order of the stages."""
    raised: tuple[str, ...]
    """The flags that were raised, sorted."""
    cleared: tuple[str, ...]
    """The flags that were cleared, sorted."""
    revealed: tuple[tuple[str, str], ...]
    """Seats and the variables that were revealed to them."""
    accident: Accident | None
    """The ladder's roll, where its chance was above 0."""
    end: Conclusion | None
    """How the game ended, if it did."""
