"""Since you were away: what happened that a reader may know, in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.exercise.events import Event, leave_out_practice
from game.exercise.exercise import Exercise
from game.exercise.names import PHASE_NAMES, Names
from game.exercise.payloads import (
    BotSet,
    ClockPaused,
    ClockResumed,
    ExerciseEnded,
    ExerciseStarted,
    InjectDelivered,
    MessageSent,
    OrderDecided,
    OrderSubmitted,
    OverrideAnnounced,
    PhaseLocked,
    PhaseOpened,
    PracticeEnded,
    PracticeStarted,
    RulingAnnounced,
    SeatTakenOver,
    SurveyClosed,
    SurveyOpened,
    TurnReleased,
    TurnReverted,
)
from game.exercise.publicity import write_news
from game.exercise.readers import Reader


def catch_up(exercise: Exercise, reader: Reader, since: int) -> list[str]:
    """Return what happened after an entry, as far as the reader may know, a line each.

    Args:
        exercise: Which exercise.
        reader: Who was away.
        since: The last entry that they saw; 0 for who has just come.
    """
    names = Names(exercise)
    return [line for event in list_news(exercise, reader, since) for line in tell(event, names)]


def list_news(exercise: Exercise, reader: Reader, since: int) -> tuple[Event, ...]:
    """Return the entries after one of which a reader is told."""
    own = f"seat:{reader.world}/{reader.seat}"
    return tuple(
        event
        for event in leave_out_practice(exercise.read_all(reader))
        if event.seq > since
        and type(event.payload) in {TurnReleased, *_SAYINGS}
        # A seat gets its own report of a turn, beside the one for all.
        and (
            own in event.audience
            or not (isinstance(event.payload, TurnReleased) and reader.role == "seat")
        )
    )


def tell(event: Event, names: Names) -> list[str]:
    """Return what an entry says to people who were away, in lines; nothing where it is no news."""
    if isinstance(event.payload, TurnReleased):
        report = event.payload.report
        deeds = names.deeds(report)
        return [
            f"Turn {event.turn} was resolved: {names.movements(report)}.",
            *([f"Turn {event.turn}: Orders of {deeds}."] if deeds else []),
        ]
    say = _SAYINGS.get(type(event.payload))
    if say is None:
        return []
    said = say(event, names)
    return [f"Turn {event.turn}: {said}" if event.turn else said]


_SAYINGS: dict[type[Any], Callable[[Event, Names], str]] = {
    PracticeStarted: lambda event, names: "A practice turn began: nothing of it counts.",
    PracticeEnded: lambda event, names: "The practice turn ended.",
    ExerciseStarted: lambda event, names: "The exercise began.",
    ExerciseEnded: lambda event, names: "The exercise ended.",
    ClockPaused: lambda event, names: f"Pause. {event.payload.reason}".strip(),
    ClockResumed: lambda event, names: "The exercise went on.",
    PhaseOpened: lambda event, names: f"{PHASE_NAMES[event.payload.phase].capitalize()} began.",
    PhaseLocked: lambda event, names: "The orders were locked.",
    TurnReverted: lambda event, names: f"White went back to turn {event.payload.to}.",
    InjectDelivered: lambda event, names: write_news(event),
    RulingAnnounced: lambda event, names: write_news(event),
    OverrideAnnounced: lambda event, names: write_news(event),
    MessageSent: lambda event, names: (
        f"{names.seat(event.payload.sender)} to {names.seats(event.payload.to)}: "
        f"{event.payload.text}"
    ),
    OrderSubmitted: lambda event, names: "Your orders were handed in.",
    OrderDecided: lambda event, names: f"White decided on your orders: {event.payload.source}.",
    SeatTakenOver: lambda event, names: "The seat was taken over.",
    SurveyOpened: lambda event, names: "White opened the survey.",
    SurveyClosed: lambda event, names: "White closed the survey.",
    BotSet: lambda event, names: (
        "A bot plays the seat." if event.payload.bot else "A bot plays the seat no longer."
    ),
}
