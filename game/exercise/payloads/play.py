"""Orders and turns."""

from __future__ import annotations

from typing import ClassVar

from game.exercise.configuration import Source
from game.exercise.payloads.base import Entry, Line, Payload, Prose


class PlanEntry(Entry):
    """What a seat chooses in a turn."""

    orders: tuple[Line, ...] = ()
    """The actions that it orders, in the order given."""
    choices: dict[Line, Line] = {}
    """Its answers: event to option."""


class OrderSubmitted(Payload):
    """A seat handed in its orders."""

    TYPE: ClassVar[str] = "order.submitted"
    plan: PlanEntry
    """The orders and answers."""
    late: bool = False
    """Whether the deadline had passed."""


class OrderWithdrawn(Payload):
    """A seat took its orders back."""

    TYPE: ClassVar[str] = "order.withdrawn"


class StandingSet(Payload):
    """What a seat wants to be done when it is absent."""

    TYPE: ClassVar[str] = "order.standing"
    plan: PlanEntry | None
    """Its standing orders, or none any more."""


class OrderDecided(Payload):
    """White decided what counts as the orders of a seat that gave none."""

    TYPE: ClassVar[str] = "order.decided"
    seat: Line
    """The seat."""
    source: Source
    """Where they come from."""
    plan: PlanEntry | None = None
    """The draft or the standing orders as they stood then."""


class CauseEntry(Entry):
    """One part of a variable's change."""

    var: Line
    """The variable."""
    by: Line
    """The entry that caused it."""
    stage: Line
    """The stage in which it applied."""
    amount: float
    """The part."""
    why: str | None = None
    """The reason as a player reads it."""


class AnswerEntry(Entry):
    """An answer that took effect."""

    event: Line
    seat: Line
    option: Line
    silent: bool


class OrderEntry(Entry):
    """An order that took effect."""

    seat: Line
    action: Line
    reasons: tuple[str, ...] = ()


class RollEntry(Entry):
    """An outcome that was drawn."""

    by: Line
    outcome: Line
    odds: float


class LedgerEntry(Entry):
    """A move in the ledger of promises."""

    promise: Line
    move: Line


class ReportEntry(Entry):
    """What happened in a turn, by names: `game.engine.Report` as the log keeps it.

    A variable that the reader may not see is in neither `before` nor `after`.
    """

    turn: int
    before: dict[Line, float]
    after: dict[Line, float]
    causes: tuple[CauseEntry, ...] = ()
    events: tuple[Line, ...] = ()
    injects: tuple[Line, ...] = ()
    answers: tuple[AnswerEntry, ...] = ()
    orders: tuple[OrderEntry, ...] = ()
    outcomes: tuple[RollEntry, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    raised: tuple[Line, ...] = ()
    cleared: tuple[Line, ...] = ()
    revealed: tuple[tuple[Line, Line], ...] = ()
    accident: tuple[float, bool] | None = None
    end: tuple[Line | None, int] | None = None


class TurnResolved(Payload):
    """The rules played a turn; only white knows yet."""

    TYPE: ClassVar[str] = "turn.resolved"
    VERSION: ClassVar[int] = 2
    plans: dict[Line, PlanEntry]
    """What was played for each seat, bots included."""
    argued: dict[Line, tuple[Line, ...]] = {}
    """What these plans left to argument, by seat: the rules played nothing of it."""
    sources: dict[Line, Source]
    """Where each plan comes from."""
    refused: dict[Line, Line] = {}
    """Plans that the rules refused at the end, with the reason; these seats were silent."""
    injects: tuple[Line, ...]
    """The scenario's injects that white sent in this turn."""
    opened: Line
    """The fingerprint of the state in which the turn opened."""
    digest: Line
    """The fingerprint of the state after it."""
    report: ReportEntry
    """Everything that happened, with all causes and rolls."""


class TurnReleased(Payload):
    """What a seat, or everyone, learns of a turn."""

    TYPE: ClassVar[str] = "turn.released"
    report: ReportEntry
    """What happened, as far as the reader may know."""


class TurnReverted(Payload):
    """White took turns back; the world stands again where one of them began."""

    TYPE: ClassVar[str] = "turn.reverted"
    to: int
    """The turn that is played again."""
    reason: Prose
    """Why."""
    digest: Line
    """The fingerprint of the state in which it begins again."""
