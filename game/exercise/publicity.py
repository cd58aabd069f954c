"""What observers and the projector see: what everyone in a world may know, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import open_turn
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.indicators import Indicator, read_indicators
from game.exercise.payloads import (
    InjectDelivered,
    OverrideAnnounced,
    PhaseLocked,
    PhaseOpened,
    RulingAnnounced,
)
from game.exercise.readers import Reader
from game.exercise.resolution import name_date


@dataclass(frozen=True, slots=True)
class PublicWorld:
    """A world as everyone in it may see it."""

    id: str
    """Which world."""
    label: str
    """What people call it."""
    turn: int
    """The turn, 0 before the first."""
    date: str
    """Its date in words."""
    phase: str
    """The phase, or empty."""
    remaining: float | None
    """The seconds until the phase is meant to end; none for who sees it later."""
    indicators: tuple[Indicator, ...]
    """The values in front, as far as all may know them."""
    news: tuple[str, ...]
    """What was told to all, the last last."""


@dataclass(frozen=True, slots=True)
class PublicView:
    """An exercise as everyone may see it."""

    title: str
    """Its name."""
    paused: bool
    """Whether its clock stands."""
    worlds: tuple[PublicWorld, ...]
    """The worlds that the reader may see."""


def public_view(exercise: Exercise, reader: Reader) -> PublicView:
    """Return what a reader sees who plays no seat; observers as far as their delay lets them.

    Raises:
        StoreError: The database refuses.
    """
    events = exercise.read_all(reader)
    standing = exercise.standing()
    configuration = standing.configuration
    shown = [world for world in configuration.worlds if reader.world in ("", world.id)]
    late = reader.role == "observer" and configuration.observer_delay > 0.0
    return PublicView(
        title=configuration.title or exercise.id,
        paused=standing.paused,
        worlds=tuple(_view_world(exercise, world.id, events, late) for world in shown),
    )


def _view_world(
    exercise: Exercise, world: str, events: tuple[Event, ...], late: bool
) -> PublicWorld:
    """Return a world as the entries tell it that a reader has come to read."""
    own = [event for event in events if event.world == world]
    phases = [event for event in own if isinstance(event.payload, PhaseOpened | PhaseLocked)]
    last = phases[-1] if phases else None
    game = exercise.game(world)
    seen = own[-1].seq if own else 0
    turns = [turn for turn in game.turns if turn.event.seq <= seen]
    released = max((e.turn for e in phases if e.payload.phase == "release"), default=0)
    known = [turn for turn in turns if turn.event.turn <= released]
    if late or len(known) < len(game.turns):
        state = known[-1].state if known else (game.turns[0].before if game.turns else game.state)
        opening = open_turn(game.rules, state)
    else:
        opening = game.opening
    return PublicWorld(
        id=world,
        label=exercise.configuration.world(world).label or world,
        turn=last.turn if last else 0,
        date=name_date(exercise, last.turn if last else 1),
        phase=last.payload.phase if last else "",
        remaining=None if late else exercise.last_standing.remaining(world, exercise.now),
        indicators=read_indicators(game.rules, opening),
        news=tuple(text for event in own if (text := write_news(event))),
    )


def write_news(event: Event) -> str:
    """Return what an entry tells everyone, in a line, or empty."""
    payload = event.payload
    if isinstance(payload, InjectDelivered):
        return f"{payload.label}: {payload.text}" if payload.text else payload.label
    if isinstance(payload, RulingAnnounced):
        verdict = "succeeds" if payload.succeeded else "fails"
        return f"Ruling: {payload.intent} {verdict}. {payload.public}"
    if isinstance(payload, OverrideAnnounced):
        return payload.text
    return ""
