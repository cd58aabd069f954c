"""What white sees: all worlds at a glance, the seats, the injects, what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.errors import NotAllowed
from game.exercise.account import say_briefly
from game.exercise.changes import write_changes
from game.exercise.clock import MICROSECONDS
from game.exercise.configuration import Inject
from game.exercise.drafts import find_draft
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.indicators import Indicator, read_all_indicators
from game.exercise.names import Names
from game.exercise.payloads import ProjectorSet, TurnReleased, TurnResolved
from game.exercise.people import list_people
from game.exercise.phases import find_missing, is_last
from game.exercise.readers import Reader
from game.exercise.resolution import count_turns, name_date
from game.exercise.sessions import Presence, list_presence
from game.exercise.standing import InjectStanding, Standing, WorldStanding
from game.exercise.survey import Turnout, count_answers

LOG = 200
"""How many entries of the log are shown."""

Kind = Literal[
    "claim", "message", "proposal", "missing", "inject", "resolve", "look", "release", "late",
    "start", "practice", "survey", "end",
]  # fmt: skip
"""What waits for white: a second claim, a held message, a proposal, missing orders, a due inject,
a world that is about to be resolved, an order whose outcome white is to look at, a world that can
be released, a deadline that has passed, an exercise that has not begun, a practice turn that is
played, a survey to be opened, an exercise to be ended."""


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat of a world."""

    seat: str
    """Which seat."""
    label: str
    """What people call it."""
    kind: str
    """`team` or `bot`, as it is played now."""
    connected: bool
    """Whether someone sits there."""
    idle: bool
    """Whether they have done nothing for a while."""
    ready: bool
    """Whether they say so."""
    submitted: bool
    """Whether orders are in."""
    drafted: bool
    """Whether there is a draft of this turn."""
    standing: bool
    """Whether it left standing orders."""
    decided: str
    """What white decided for it in this turn, or empty."""
    grace: float | None
    """The seconds for which it may still hand in after the lock."""
    surveyed: bool
    """Whether it has answered the survey."""
    people: tuple[str, ...] = ()
    """The names of who sits there, where they were noted."""


@dataclass(frozen=True, slots=True)
class WorldView:
    """A world at a glance."""

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
    """The seconds until the phase is meant to end."""
    resolved: bool
    """Whether the rules have played the turn."""
    over: bool
    """Whether its game has ended."""
    last: bool
    """Whether this is its last turn."""
    ending: str
    """What people call the ending."""
    indicators: tuple[Indicator, ...]
    """The values in front, exact."""
    seats: tuple[SeatLine, ...]
    """Its seats."""


@dataclass(frozen=True, slots=True)
class InjectLine:
    """A line of the MSEL."""

    inject: Inject
    """What it is."""
    status: str
    """`waiting`, `due`, `held`, `skipped` or `sent`."""
    trigger: str
    """What sets it off, in words."""
    effects: str
    """What it changes, in words."""
    sent_in: tuple[str, ...]
    """The worlds in which it was sent."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """Something that waits for white."""

    kind: Kind
    """What it is."""
    world: str
    """In which world."""
    seat: str
    """Whose it is, or empty."""
    ref: str
    """What to name to the action that answers it."""
    text: str
    """What it is about."""


@dataclass(frozen=True, slots=True)
class WhiteView:
    """An exercise as white sees it."""

    id: str
    """Which exercise."""
    title: str
    """Its name."""
    progress: str
    """`prepared`, `running` or `ended`."""
    paused: bool
    """Whether its clock stands."""
    elapsed: float
    """The seconds of exercise time, pauses left out."""
    practising: bool
    """Whether what is played does not count."""
    turns: int
    """The last turn that is played."""
    turnout: Turnout
    """How many have answered the survey."""
    projector: ProjectorSet
    """What white said last that projectors show."""
    worlds: tuple[WorldView, ...]
    """All worlds."""
    injects: tuple[InjectLine, ...]
    """The MSEL."""
    queue: tuple[QueueItem, ...]
    """What waits for white."""
    log: tuple[Event, ...]
    """The last entries of the log; everyone's report of a turn stands for those of the seats."""
    told: tuple[str, ...]
    """What each of them says, in a line."""
    idle: bool = False
    """Whether nobody runs clocks, injects and resolutions, as far as who watches can tell."""


def white_view(exercise: Exercise, white: Reader) -> WhiteView:
    """Return what white sees now; an analyst may look too.

    Raises:
        NotAllowed: The reader is neither.
        StoreError: The database refuses.
    """
    if not white.omniscient:
        raise NotAllowed("only white and analysts see all worlds")
    events = exercise.read_all(white)
    standing = exercise.standing()
    with exercise.store.reading() as connection:
        presence = list_presence(connection, exercise.id, exercise.now)
        people = list_people(connection, exercise.id)
        drafted = {
            (world, seat)
            for world, seat in standing.configuration.all_teams()
            if (draft := find_draft(connection, exercise.id, world, seat))
            and draft.turn == standing.worlds[world].turn
        }
    now, names = exercise.now, Names(exercise)
    log = tuple(event for event in events if not _is_double(event))[-LOG:]
    return WhiteView(
        id=exercise.id,
        title=standing.configuration.title or exercise.id,
        progress=standing.progress,
        paused=standing.paused,
        elapsed=standing.elapsed(now) / MICROSECONDS,
        practising=standing.practising,
        turns=count_turns(exercise),
        turnout=count_answers(standing),
        projector=standing.projector.payload if standing.projector else ProjectorSet(),
        worlds=tuple(
            _view_world(exercise, place, presence, drafted, people)
            for place in standing.worlds.values()
        ),
        injects=tuple(write_line(line) for line in standing.injects.values()),
        queue=(*list_queue(standing), *list_looks(exercise)),
        log=log,
        told=tuple(say_briefly(event, names) for event in log),
    )


def _is_double(event: Event) -> bool:
    """Tell whether an entry is a seat's report of a turn, beside the one for all."""
    return event.type == TurnReleased.TYPE and f"world:{event.world}" not in event.audience


def _view_world(
    exercise: Exercise,
    place: WorldStanding,
    presence: dict[tuple[str, str], Presence],
    drafted: set[tuple[str, str]],
    people: dict[tuple[str, str], tuple[str, ...]],
) -> WorldView:
    standing = exercise.last_standing
    game = exercise.game(place.id)
    configured = standing.configuration.world(place.id)
    seats = []
    for seat, kind in configured.seats.items():
        sits = presence.get((place.id, seat), Presence(False, False))
        until = place.grace.get(seat)
        left = None if until is None else (until - standing.elapsed(exercise.now)) / MICROSECONDS
        decision = place.decisions.get(seat)
        seats.append(
            SeatLine(
                seat=seat,
                label=game.rules.scenario.seat[seat].label,
                kind="bot" if seat in place.bots else kind,
                connected=sits.connected,
                idle=sits.connected and sits.idle,
                ready=seat in place.ready,
                submitted=seat in place.submissions,
                drafted=(place.id, seat) in drafted,
                standing=seat in place.standing,
                decided=decision.source if decision else "",
                grace=left,
                surveyed=(place.id, seat) in standing.answered,
                people=people.get((place.id, seat), ()),
            )
        )
    return WorldView(
        id=place.id,
        label=configured.label or place.id,
        turn=place.turn,
        date=name_date(exercise, place.turn),
        phase=place.phase,
        remaining=standing.remaining(place.id, exercise.now),
        resolved=place.resolved,
        over=place.over,
        last=is_last(standing, place),
        ending=place.ending,
        indicators=read_all_indicators(game.rules, game.opening),
        seats=tuple(seats),
    )


def write_line(line: InjectStanding) -> InjectLine:
    """Return a line of the MSEL in words."""
    inject = line.inject
    effects = "the scenario's" if inject.effects is None else write_changes(inject.effects)
    status = "due" if line.due and line.status == "waiting" else line.status
    return InjectLine(inject, status, write_trigger(inject), effects, tuple(line.sent))


def write_trigger(inject: Inject) -> str:
    """Return what sets an inject off, in words."""
    minutes = f" + {inject.minutes:g} min" if inject.minutes else ""
    confirm = ", to be confirmed" if inject.confirm else ""
    words = {
        "manual": "by hand",
        "turn": f"turn {inject.turn}, {inject.phase}{minutes}",
        "time": f"after {inject.minutes:g} min",
        "condition": f"when {inject.when}",
    }
    return words[inject.trigger] + confirm


def list_queue(standing: Standing) -> list[QueueItem]:
    """Return what waits for white, the most urgent first."""
    items = [
        QueueItem("claim", event.world, event.seat, ticket, "a second claim of the seat")
        for ticket, event in standing.tickets.items()
    ]
    for place in standing.worlds.values():
        items.extend(_list_waiting(standing, place))
    items.extend(
        QueueItem("message", held.world, held.payload.sender, str(seq), held.payload.text)
        for seq, held in standing.held.items()
    )
    items.extend(
        QueueItem("proposal", each.world, each.added.seat, ref, each.added.payload.intent)
        for ref, each in standing.proposals.items()
        if each.ruling is None
    )
    items.extend(
        QueueItem("inject", world, "", name, line.inject.label or name)
        for name, line in standing.injects.items()
        for world in sorted(line.due)
        if line.status == "waiting"
    )
    items.extend(_list_ends(standing))
    return items


def _list_ends(standing: Standing) -> list[QueueItem]:
    """Return what is to be done before the first turn, and after the last in all worlds."""
    if standing.progress == "prepared":
        return [QueueItem("start", "", "", "", "nothing is played yet")]
    played = all(
        place.phase == "release" and is_last(standing, place) for place in standing.worlds.values()
    )
    if played and standing.practising:
        return [QueueItem("practice", "", "", "", "the practice turn is played: it can be ended")]
    asked = standing.survey or standing.answered
    if (played or standing.progress == "ended") and not asked:
        return [QueueItem("survey", "", "", "", "all is played: the survey can be opened")]
    if played and standing.progress == "running":
        return [QueueItem("end", "", "", "", "all is played: the exercise can be ended")]
    return []


def _list_waiting(standing: Standing, place: WorldStanding) -> list[QueueItem]:
    """Return what the phase of a world waits for."""
    items = []
    if place.phase in ("plan", "lock") and (place.phase == "lock" or place.expired):
        for seat in find_missing(place, standing.configuration.teams(place.id)):
            items.append(QueueItem("missing", place.id, seat, seat, "has given no orders"))
    if place.phase == "adjudicate":
        kind: Kind = "release" if place.resolved else "resolve"
        text = "the turn can be released" if place.resolved else "the turn waits to be resolved"
        items.append(QueueItem(kind, place.id, "", place.id, text))
    elif place.expired and place.phase:
        text = f"the time for {place.phase} is over"
        items.append(QueueItem("late", place.id, "", place.id, text))
    return items


def list_looks(exercise: Exercise) -> list[QueueItem]:
    """Return the orders that the rules have played and white is to look at before the release."""
    standing = exercise.last_standing
    modes = standing.configuration.adjudication
    looked = {name for name, mode in modes.items() if mode == "override"}
    if not looked:
        return []
    actions = {action.id: action for action in exercise.rules.scenario.action}
    return [
        QueueItem("look", place.id, seat, name, actions[name].label or name)
        for place in standing.worlds.values()
        if place.phase == "adjudicate" and place.resolved
        for entry in place.journal
        if isinstance(entry.payload, TurnResolved) and entry.turn == place.turn
        for seat, plan in entry.payload.plans.items()
        for name in plan.orders
        if actions[name].group in looked
    ]
