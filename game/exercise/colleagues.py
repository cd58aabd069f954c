"""Several facilitators at once: who acts on what a colleague has just changed is told so instead.

Each act of white may name the last entry of the log that its facilitator had before their eyes.
What a colleague has done to the same thing since then makes the act stale.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.errors import StaleAction
from game.exercise.events import Event
from game.exercise.exercise import Change, name_actor
from game.exercise.payloads import (
    BotSet,
    ClaimRefused,
    ClockPaused,
    ClockResumed,
    CodeRenewed,
    CodeRevoked,
    DebateOpened,
    ExerciseEnded,
    ExerciseStarted,
    GraceGranted,
    InjectChanged,
    InjectSent,
    MessageSent,
    MessageStopped,
    OrderDecided,
    OverrideApplied,
    OverrideUndone,
    Payload,
    PeopleNoted,
    PhaseExtended,
    PhaseLocked,
    PhaseOpened,
    PracticeEnded,
    PracticeStarted,
    ProjectorSet,
    RulingMade,
    SeatFreed,
    SeatTakenOver,
    SurveyClosed,
    SurveyOpened,
    TurnReverted,
)

Test = Callable[[Event], bool]
"""Tells whether an entry is about the thing that an act is about."""

COURSE: Final = (ExerciseStarted, ExerciseEnded, PracticeStarted, PracticeEnded)
"""What begins and ends."""

PHASE: Final = (*COURSE, PhaseOpened, PhaseLocked, TurnReverted)
"""What moves a world through its turns."""


def refuse_overtaken(
    change: Change, seen: int | None, *kinds: type[Payload], about: Test | None = None
) -> None:
    """Refuse an act on what a facilitator has changed since the actor looked.

    Args:
        change: The act.
        seen: The last entry that the actor had seen; none where they did not say.
        kinds: The entries that make it stale.
        about: Which of them; without it all.

    Raises:
        StaleAction: There is one; the text says who did what.
    """
    if seen is None:
        return
    for event in reversed(change.read_since(seen)):
        if (
            isinstance(event.payload, kinds)
            and event.seat != "white:program"
            and (about is None or about(event))
        ):
            who = _name(event, name_actor(change.actor))
            raise StaleAction(f"{who} just {describe_deed(event)}; look again")


def _name(event: Event, own: str) -> str:
    """Return who did something, as a colleague is told; one without initials is anybody."""
    role, _, initials = event.seat.partition(":")
    if role != "white" or not initials:
        return "white has"
    return "you have" if event.seat == own else f"another facilitator ({initials}) has"


def in_world(world: str) -> Test:
    """Return the test for entries about a world or the whole exercise."""
    return lambda event: event.world in ("", world)


def of_seat(world: str, seat: str) -> Test:
    """Return the test for entries that name a seat of a world."""
    return lambda event: event.world == world and seat in (
        getattr(event.payload, "seat", ""), event.seat
    )  # fmt: skip


def naming(**fields: Any) -> Test:
    """Return the test for entries whose payload holds some values, where it has such fields."""
    return lambda event: all(
        getattr(event.payload, name, value) == value for name, value in fields.items()
    )


def describe_deed(event: Event) -> str:
    """Return what a facilitator did, as it follows `has just`."""
    return _DEEDS[type(event.payload)](event.payload)


def _tell_change(told: InjectChanged) -> str:
    if told.edited is not None:
        return f"edited {told.inject}"
    words = {"held": "held", "skipped": "skipped", "waiting": "let go of", "due": "made due"}
    return f"{words[told.status]} {told.inject}"


_DEEDS: Final[dict[type[Any], Callable[[Any], str]]] = {
    ExerciseStarted: lambda told: "started the exercise",
    ExerciseEnded: lambda told: "ended the exercise",
    PracticeStarted: lambda told: "begun a practice turn",
    PracticeEnded: lambda told: "ended the practice turn",
    PhaseOpened: lambda told: f"gone on to the phase {told.phase}",
    PhaseLocked: lambda told: "locked the orders",
    PhaseExtended: lambda told: f"moved this deadline by {told.seconds / 60:+.3g} min",
    TurnReverted: lambda told: f"gone back to turn {told.to}",
    ClockPaused: lambda told: "paused the exercise",
    ClockResumed: lambda told: "let the clocks run on",
    GraceGranted: lambda told: f"given {told.seat} {told.seconds / 60:.3g} min of grace",
    OrderDecided: lambda told: f"decided for {told.seat}: {told.source}",
    BotSet: lambda told: f"given {told.seat} to a {'bot' if told.bot else 'team'}",
    CodeRenewed: lambda told: "given this place another code",
    CodeRevoked: lambda told: "taken the code of this place away",
    SeatFreed: lambda told: f"freed {told.seat}",
    SeatTakenOver: lambda told: "let the second claim in",
    ClaimRefused: lambda told: "refused the claim",
    InjectSent: lambda told: f"sent {told.inject}",
    InjectChanged: _tell_change,
    DebateOpened: lambda told: f"opened {told.ref} for debate",
    RulingMade: lambda told: f"ruled on {told.ref}",
    OverrideApplied: lambda told: "overridden values",
    OverrideUndone: lambda told: "taken an override back",
    MessageSent: lambda told: "let the message pass",
    MessageStopped: lambda told: "stopped the message",
    SurveyOpened: lambda told: "opened the survey",
    SurveyClosed: lambda told: "closed the survey",
    PeopleNoted: lambda told: f"noted who sits at {told.seat}",
    ProjectorSet: lambda told: "switched the projector",
}
"""Deeds of facilitators in words."""
