"""Since you were away: what happened that a reader may know, in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.engine.words import write_amount
from game.exercise.events import Event, leave_out_practice
from game.exercise.exercise import Exercise
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

MOST_CHANGES = 6
"""How many changes of a turn are told."""


def catch_up(exercise: Exercise, reader: Reader, since: int) -> list[str]:
    """Return what happened after an entry, as far as the reader may know, a line each.

    Args:
        exercise: Which exercise.
        reader: Who was away.
        since: The last entry that they saw; 0 for who has just come.
    """
    labels = _name_values(exercise)
    return [line for event in list_news(exercise, reader, since) for line in tell(event, labels)]


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


def _name_values(exercise: Exercise) -> dict[str, str]:
    scenario = exercise.rules.scenario
    return {name: entry.label or name for name, entry in scenario.var.items()}


def tell(event: Event, labels: dict[str, str]) -> list[str]:
    """Return what an entry says to people who were away, in lines; nothing where it is no news."""
    if isinstance(event.payload, TurnReleased):
        return _tell_turn(event, labels)
    say = _SAYINGS.get(type(event.payload))
    return [f"Turn {event.turn}: {say(event)}" if event.turn else say(event)] if say else []


def _tell_turn(event: Event, labels: dict[str, str]) -> list[str]:
    report = event.payload.report
    moved = sorted(
        (
            (name, report.after[name] - report.before[name])
            for name in report.after
            if report.after[name] != report.before[name]
        ),
        key=lambda pair: -abs(pair[1]),
    )
    told = ", ".join(f"{labels.get(n, n)} {write_amount(c, 1)}" for n, c in moved[:MOST_CHANGES])
    orders = ", ".join(f"{order.seat} {order.action}" for order in report.orders)
    lines = [f"Turn {event.turn} was resolved: {told or 'nothing moved'}."]
    if orders:
        lines.append(f"Turn {event.turn}: orders were {orders}.")
    return lines


_SAYINGS: dict[type[Any], Callable[[Event], str]] = {
    PracticeStarted: lambda event: "A practice turn began: nothing of it counts.",
    PracticeEnded: lambda event: "The practice turn ended.",
    ExerciseStarted: lambda event: "The exercise began.",
    ExerciseEnded: lambda event: "The exercise ended.",
    ClockPaused: lambda event: f"Pause. {event.payload.reason}".strip(),
    ClockResumed: lambda event: "The exercise went on.",
    PhaseOpened: lambda event: f"The phase {event.payload.phase} opened.",
    PhaseLocked: lambda event: "The orders were locked.",
    TurnReverted: lambda event: f"White went back to turn {event.payload.to}.",
    InjectDelivered: write_news,
    RulingAnnounced: write_news,
    OverrideAnnounced: write_news,
    MessageSent: lambda event: (
        f"{event.payload.sender} to {', '.join(event.payload.to)}: {event.payload.text}"
    ),
    OrderSubmitted: lambda event: "Your orders were handed in.",
    OrderDecided: lambda event: f"White decided on your orders: {event.payload.source}.",
    SeatTakenOver: lambda event: "The seat was taken over.",
    SurveyOpened: lambda event: "White opened the survey.",
    SurveyClosed: lambda event: "White closed the survey.",
    BotSet: lambda event: (
        "A bot plays the seat." if event.payload.bot else "A bot plays the seat no longer."
    ),
}
