"""What observers and the projector see: what everyone in a world may know, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import open_turn
from game.engine.words import label_entry
from game.errors import NotAllowed
from game.exercise.events import Event, leave_out_practice
from game.exercise.exercise import Exercise
from game.exercise.indicators import Indicator, read_indicators
from game.exercise.payloads import (
    ExerciseEnded,
    InjectDelivered,
    OverrideAnnounced,
    PhaseLocked,
    PhaseOpened,
    RulingAnnounced,
    TurnReleased,
    TurnReverted,
)
from game.exercise.readers import Reader, describe
from game.exercise.resolution import count_turns, name_date
from game.exercise.worlds import Turn


@dataclass(frozen=True, slots=True)
class PublicWorld:
    """A world as everyone in it may see it."""

    id: str
    """Which world."""
    label: str
    """What people call it."""
    turn: int
    """The turn, 0 before the first."""
    released: int
    """The last turn of which the reader has learned what happened."""
    date: str
    """Its date in words."""
    phase: str
    """The phase, empty before the first, `ended` after the last."""
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
    practising: bool
    """Whether what is played does not count."""
    asked: bool
    """Whether the survey takes answers."""
    turns: int
    """The last turn that is played."""
    delay: float
    """By how many minutes the reader is behind."""
    switch: Event | None
    """What white said last that projectors show."""
    worlds: tuple[PublicWorld, ...]
    """The worlds that the reader may see."""


@dataclass(frozen=True, slots=True)
class PublicTurn:
    """A turn as everyone in its world may see it."""

    turn: int
    """Which turn."""
    released: bool
    """Whether what happened in it has been told."""
    date: str
    """Its date in words."""
    indicators: tuple[Indicator, ...]
    """The values in front after it, or as it stands open, as far as all may know them."""
    orders: tuple[tuple[str, str], ...]
    """What was ordered, seat and action as people call them."""
    news: tuple[str, ...]
    """What was told to all in it, in order."""


def public_view(exercise: Exercise, reader: Reader) -> PublicView:
    """Return what a reader sees who plays no seat; observers as far as their delay lets them.

    Raises:
        StoreError: The database refuses.
    """
    events = leave_out_practice(exercise.read_all(reader))
    standing = exercise.standing()
    configuration = standing.configuration
    shown = [world for world in configuration.worlds if reader.world in ("", world.id)]
    late = reader.role == "observer" and configuration.observer_delay > 0.0
    return PublicView(
        title=configuration.title or exercise.id,
        paused=standing.paused and standing.progress == "running",
        practising=standing.practising,
        asked=standing.survey,
        turns=count_turns(exercise),
        delay=configuration.observer_delay if late else 0.0,
        switch=standing.projector,
        worlds=tuple(_view_world(exercise, world.id, events, late) for world in shown),
    )


def public_turns(exercise: Exercise, reader: Reader, world: str) -> tuple[PublicTurn, ...]:
    """Return the turns of a world that a reader has come to read of, the open one last.

    Turns that were taken back are left out.

    Raises:
        NotAllowed: The reader is bound to another world.
        ExerciseError: There is no such world.
        StoreError: The database refuses.
    """
    if reader.world not in ("", world):
        raise NotAllowed(f"{describe(reader)} sees the world {reader.world} alone")
    view = public_view(exercise, Reader(reader.role, world, name=reader.name)).worlds[0]
    own = _read_world(leave_out_practice(exercise.read_all(reader)), world)
    game = exercise.game(world)
    known = tuple(_view_turn(exercise, turn, own) for turn in _find_known(game.turns, own))
    if view.turn <= view.released:
        return known
    news = _list_news(own, view.turn)
    return (*known, PublicTurn(view.turn, False, view.date, view.indicators, (), news))


def _view_turn(exercise: Exercise, turn: Turn, own: list[Event]) -> PublicTurn:
    """Return a turn as its release told everyone of it."""
    rules, number = exercise.rules, turn.event.turn
    told = next(
        event.payload.report
        for event in reversed(own)
        if isinstance(event.payload, TurnReleased)
        and event.turn == number
        and f"world:{event.world}" in event.audience
    )
    return PublicTurn(
        turn=number,
        released=True,
        date=name_date(exercise, number),
        indicators=read_indicators(rules, open_turn(rules, turn.state)),
        orders=tuple(
            (
                rules.scenario.seat[order.seat].label,
                label_entry(rules.scenario, f"action/{order.action}"),
            )
            for order in told.orders
        ),
        news=_list_news(own, number),
    )


def _read_world(events: tuple[Event, ...], world: str) -> list[Event]:
    """Return the entries of a world, without those of turns that were taken back."""
    own: list[Event] = []
    for event in events:
        if event.world == world:
            if isinstance(event.payload, TurnReverted):
                own = [each for each in own if each.turn < event.payload.to]
            own.append(event)
    return own


def _find_known(turns: tuple[Turn, ...], own: list[Event]) -> list[Turn]:
    """Return the turns whose release a reader has come to read."""
    released = [
        event.turn
        for event in own
        if isinstance(event.payload, PhaseOpened) and event.payload.phase == "release"
    ]
    seen, last = own[-1].seq if own else 0, max(released, default=0)
    return [turn for turn in turns if turn.event.seq <= seen and turn.event.turn <= last]


def _list_news(own: list[Event], turn: int) -> tuple[str, ...]:
    return tuple(text for event in own if event.turn == turn and (text := write_news(event)))


def _view_world(
    exercise: Exercise, world: str, events: tuple[Event, ...], late: bool
) -> PublicWorld:
    """Return a world as the entries tell it that a reader has come to read."""
    own = _read_world(events, world)
    phases = [event for event in own if isinstance(event.payload, PhaseOpened | PhaseLocked)]
    last = phases[-1] if phases else None
    ended = any(isinstance(event.payload, ExerciseEnded) for event in events)
    game = exercise.game(world)
    known = _find_known(game.turns, own)
    if late or len(known) < len(game.turns):
        state = known[-1].state if known else (game.turns[0].before if game.turns else game.state)
        opening = open_turn(game.rules, state)
    else:
        opening = game.opening
    return PublicWorld(
        id=world,
        label=exercise.configuration.world(world).label or world,
        turn=last.turn if last else 0,
        released=known[-1].event.turn if known else 0,
        date=name_date(exercise, last.turn if last else 1),
        phase="ended" if ended else last.payload.phase if last else "",
        remaining=None if late or ended else exercise.last_standing.remaining(world, exercise.now),
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
