"""An entry of the log, in full or in a line, for those who may know everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.exercise.events import Event
from game.exercise.names import PHASE_NAMES, Names
from game.exercise.payloads import (
    ArgumentAdded,
    BotSet,
    ClaimAsked,
    ClaimRefused,
    ClockExpired,
    CodeRenewed,
    CodeRevoked,
    DebateOpened,
    EstimateCast,
    ExerciseCreated,
    GraceGranted,
    InjectChanged,
    InjectInvented,
    InjectSent,
    MessageHeld,
    MessageStopped,
    NoteAdded,
    OrderDecided,
    OrderSubmitted,
    OrderWithdrawn,
    OverrideApplied,
    OverrideUndone,
    PeopleNoted,
    PhaseExtended,
    ProjectorSet,
    ReadySet,
    RulingMade,
    SeatClaimed,
    SeatFreed,
    SeatTakenOver,
    StandingSet,
    SurveyAnswered,
    TurnResolved,
    TurnReverted,
    WorldEnded,
)
from game.exercise.projection import ALL
from game.exercise.summary import tell

SOURCES: Final = {
    "submitted": "handed in", "draft": "its draft", "standing": "its standing orders",
    "bot": "a bot's choice", "silence": "silence",
}  # fmt: skip
"""Where a plan comes from, in words."""


def give_account(event: Event, names: Names) -> list[str]:
    """Return all that an entry says, in lines; the first may begin with its turn."""
    account = _ACCOUNTS.get(type(event.payload))
    return account(event, names) if account else tell(event, names)


def say_briefly(event: Event, names: Names) -> str:
    """Return an entry in one line, for who knows in which turn it was; initials say by whom."""
    lines = (line.removeprefix(f"Turn {event.turn}: ") for line in give_account(event, names))
    told = " ".join(" ".join(lines).split())
    initials = event.seat.partition(":")[2]
    by = f" ({initials})" if initials and f"({initials})" not in told else ""
    return told + by


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
        chosen = names.plan(plan, told.argued.get(seat, ()))
        lines.append(f"{names.seat(seat)} ({SOURCES[told.sources[seat]]}): {chosen}.{refused}")
    return [f"Turn {event.turn} was resolved: {names.movements(told.report)}.", *lines]


def _account_for_ruling(event: Event, names: Names) -> list[str]:
    told: RulingMade = event.payload
    proposal = names.standing.proposals.get(told.ref)
    about = told.ref
    # After a practice the references begin anew.
    if proposal is not None and proposal.added.seq == event.caused_by:
        asked = proposal.added
        about = f"what {names.seat(asked.seat)} proposed: {asked.payload.intent}"
    verdict = "it succeeds" if told.succeeded else "it fails"
    return [
        f"Ruling on {about}",
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


def _account_for_change(event: Event, names: Names) -> list[str]:
    told: InjectChanged = event.payload
    words = {"waiting": "waits again", "due": "is due", "held": "is held", "skipped": "is skipped"}
    word = "was edited" if told.edited else words[told.status]
    return [f"Inject {names.inject(told.inject)} {word}. {told.reason}".strip()]


def _account_for_projector(event: Event, names: Names) -> list[str]:
    told: ProjectorSet = event.payload
    shown = "all worlds" if told.show == ALL else names.world(told.show) if told.show else "on"
    return [f"Projectors: {'dark' if told.dark else shown}."]


def _name_holder(event: Event, names: Names) -> str:
    """Return whose a code is."""
    return names.seat(event.payload.seat) if event.payload.seat else f"the {event.payload.role}"


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
    ExerciseCreated: lambda event, names: ["The exercise was prepared."],
    WorldEnded: lambda event, names: [f"The game is over: {event.payload.label}."],
    SeatClaimed: lambda event, names: [
        f"{names.actor(event.seat)} {'came back' if event.payload.again else 'sat down'}.",
    ],
    ClaimAsked: lambda event, names: [f"A second claim of {names.seat(event.seat)}."],
    ClaimRefused: lambda event, names: [f"{names.actor(event.seat)} refused a second claim."],
    SeatFreed: lambda event, names: [
        f"{names.actor(event.seat)} freed {names.seat(event.payload.seat)}.",
    ],
    CodeRenewed: lambda event, names: [f"A new code for {_name_holder(event, names)}."],
    CodeRevoked: lambda event, names: [f"The code of {_name_holder(event, names)} is dead."],
    PhaseExtended: lambda event, names: [f"{event.payload.seconds / 60:+.3g} min were given."],
    ClockExpired: lambda event, names: [
        f"The time for the {PHASE_NAMES[event.payload.phase]} was over.",
    ],
    GraceGranted: lambda event, names: [
        f"{names.seat(event.payload.seat)} has {event.payload.seconds / 60:.3g} min of grace.",
    ],
    OrderWithdrawn: lambda event, names: [f"{names.seat(event.seat)} took its orders back."],
    ReadySet: lambda event, names: [
        f"{names.seat(event.seat)} is {'ready' if event.payload.ready else 'not ready yet'}.",
    ],
    InjectInvented: lambda event, names: [f"Inject invented: {event.payload.inject.label}."],
    InjectChanged: _account_for_change,
    MessageStopped: lambda event, names: [
        f"A message was stopped. {event.payload.reason}".strip(),
    ],
    DebateOpened: lambda event, names: [
        f"Opened for debate: {names.seat(event.payload.by)}: {event.payload.intent}",
    ],
    PeopleNoted: lambda event, names: [f"Noted who sits at {names.seat(event.payload.seat)}."],
    ProjectorSet: _account_for_projector,
    SurveyAnswered: lambda event, names: [f"{names.actor(event.seat)} answered the survey."],
    NoteAdded: lambda event, names: [f"{names.actor(event.seat)}: {event.payload.text}"],
    OrderDecided: _account_for_decision,
    InjectSent: _account_for_inject,
    TurnResolved: _account_for_turn,
    RulingMade: _account_for_ruling,
    ArgumentAdded: _account_for_argument,
}
"""Entries that say more to who may know everything."""
