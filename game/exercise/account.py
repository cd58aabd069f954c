"""An entry of the log in full, for those who may know everything: white, analysts, the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.exercise.events import Event
from game.exercise.names import Names
from game.exercise.payloads import (
    ArgumentAdded,
    BotSet,
    EstimateCast,
    InjectSent,
    MessageHeld,
    NoteAdded,
    OrderDecided,
    OrderSubmitted,
    OverrideApplied,
    OverrideUndone,
    RulingMade,
    SeatTakenOver,
    StandingSet,
    TurnResolved,
    TurnReverted,
)
from game.exercise.summary import tell

SOURCES: Final = {
    "submitted": "handed in", "draft": "its draft", "standing": "its standing orders",
    "bot": "a bot's choice", "silence": "silence",
}  # fmt: skip
"""Where a plan comes from, in words."""


def give_account(event: Event, names: Names) -> list[str]:
    """Return all that an entry says, in lines; nothing where its name says it all."""
    account = _ACCOUNTS.get(type(event.payload))
    return account(event, names) if account else tell(event, names)


def _account_for_decision(event: Event, names: Names) -> list[str]:
    told = event.payload
    line = f"White decided for {names.seat(told.seat)}: {SOURCES[told.source]}"
    return [line + (f": {names.plan(told.plan)}." if told.plan else ".")]


def _account_for_inject(event: Event, names: Names) -> list[str]:
    told = event.payload
    line = names.standing.injects.get(told.inject)
    to = names.seats(line.inject.to) if line and line.inject.to else "all"
    way = "by its trigger" if told.by == "trigger" else "by hand"
    text = f": {line.inject.text}" if line and line.inject.text else "."
    changed = [f"Changed: {names.differences(told.applied)}."] if told.applied else []
    return [f"Inject to {to}, {way}: {names.inject(told.inject)}{text}", *changed]


def _account_for_turn(event: Event, names: Names) -> list[str]:
    told: TurnResolved = event.payload
    lines = []
    for seat, plan in told.plans.items():
        refused = f" Refused: {told.refused[seat]}." if seat in told.refused else ""
        lines.append(
            f"{names.seat(seat)} ({SOURCES[told.sources[seat]]}): {names.plan(plan)}.{refused}"
        )
    return [f"Turn {event.turn} was resolved: {names.movements(told.report)}.", *lines]


def _account_for_ruling(event: Event, names: Names) -> list[str]:
    told: RulingMade = event.payload
    asked = names.standing.proposals[told.ref].added
    verdict = "it succeeds" if told.succeeded else "it fails"
    return [
        f"Ruling on what {names.seat(asked.seat)} proposed: {asked.payload.intent}",
        f"Odds {told.odds:g}%, rolled {100.0 * told.roll:.1f}: {verdict}. "
        f"Changed: {names.differences(told.applied)}.",
        f"Public: {told.public}",
        f"Private: {told.private}",
    ]


def _account_for_argument(event: Event, names: Names) -> list[str]:
    told: ArgumentAdded = event.payload
    word = {"pro": "for", "con": "against"}.get(told.kind)
    head = f"{names.seat(event.seat)} {f'speaks {word} {told.ref}' if word else 'proposes'}"
    means = [f"By: {told.means}"] if told.means else []
    return [f"{head}: {told.intent}", *means, *([f"Since: {told.reasons}"] if told.reasons else [])]


_ACCOUNTS: Final[dict[type[Any], Callable[[Event, Names], list[str]]]] = {
    OverrideApplied: lambda event, names: [
        f"Override: {names.differences(event.payload.applied)}. Reason: {event.payload.reason}",
    ],
    OverrideUndone: lambda event, names: [
        f"Override taken back: {names.differences(event.payload.applied)}. "
        f"Reason: {event.payload.reason}",
    ],
    TurnReverted: lambda event, names: [
        f"Back to turn {event.payload.to}. Reason: {event.payload.reason}",
    ],
    OrderSubmitted: lambda event, names: [
        f"{names.seat(event.seat)} handed in{' late' if event.payload.late else ''}: "
        f"{names.plan(event.payload.plan)}.",
    ],
    StandingSet: lambda event, names: [
        f"{names.seat(event.seat)} left as standing orders: "
        f"{names.plan(event.payload.plan) if event.payload.plan else 'none'}.",
    ],
    BotSet: lambda event, names: [
        f"{'A bot' if event.payload.bot else 'A team'} plays {names.seat(event.payload.seat)}.",
    ],
    SeatTakenOver: lambda event, names: [f"{names.seat(event.seat)}: the seat was taken over."],
    MessageHeld: lambda event, names: [
        f"{names.seat(event.payload.sender)} to {names.seats(event.payload.to)}, held: "
        f"{event.payload.text}",
    ],
    EstimateCast: lambda event, names: [
        f"{names.seat(event.seat)} puts the odds of {event.payload.ref} at "
        f"{event.payload.odds:g}%.",
    ],
    NoteAdded: lambda event, names: [f"{names.actor(event.seat)}: {event.payload.text}"],
    OrderDecided: _account_for_decision,
    InjectSent: _account_for_inject,
    TurnResolved: _account_for_turn,
    RulingMade: _account_for_ruling,
    ArgumentAdded: _account_for_argument,
}
"""Entries that say more to who may know everything."""
