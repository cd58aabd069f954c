"""What is played: seats, actions, events, promises, and what happens by itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from game.scenario.models.base import (
    Count,
    Documented,
    Formula,
    GaugeName,
    Id,
    Line,
    Model,
    Name,
    Number,
    Offers,
    PromiseIds,
    Prose,
    SeatId,
    SeatIds,
    StageId,
    Text,
    VariableName,
)
from game.scenario.models.effects import Choice, Effects, Repeatable


class Seat(Documented):
    """A side that chooses: a player, a team or a bot."""

    label: Line
    """Its name on the screens."""
    short: Line | None = None
    """A label of at most 12 characters."""
    human: Annotated[bool, Field(strict=True)] = False
    """Whether a person plays it unless told otherwise."""
    pool: dict[Name, Number] = {}
    """What it can spend on orders, refilled every turn."""
    orders: Count = 3
    """The most orders it gives in a turn."""
    intents: Count = 0
    """How many of its likeliest orders it publishes before the others commit."""
    pass_: Annotated[Formula, Field(alias="pass")] = 0.0
    """The weight of doing nothing, in each draw of a bot."""
    score: Formula | None = None
    """What policies that look for the best maximise for it."""
    briefing: Prose | None = None
    """What it knows and wants, in Markdown."""


class Action(Choice, Documented):
    """An order that a seat can give, at most once a turn."""

    seat: SeatId
    """The seat that can give it."""
    group: Id | None = None
    """The heading under which screens list it; rungs of the ladder lock groups."""
    wait: Count = 0
    """How many turns must lie between two orders of it."""
    limit: Annotated[int, Field(ge=1, strict=True)] | None = None
    """How often it can be ordered in a game."""


class Option(Choice, Documented):
    """One answer to an event."""

    seat: SeatId | None = None
    """The seat that can choose it, where the event asks several."""
    default: Annotated[bool, Field(strict=True)] = False
    """What silence means."""


class Price(Documented):
    """What compliance pays now, and what it would pay at another value."""

    of: GaugeName
    """The variable or derived value that sets the price."""
    pays: Formula
    """What is paid."""
    at: Formula
    """The other value of `of` that is quoted beside today's."""
    unit: Line | None = None
    """The unit of what is paid."""


def _tell_repeat(value: Any) -> str:
    return "wait" if isinstance(value, dict | Repeatable) else "once"


Repeat = Annotated[
    Annotated[Literal["once"], Tag("once")] | Annotated[Repeatable, Tag("wait")],
    Discriminator(_tell_repeat),
]
"""`once`, or `{ wait = n }`."""


class Event(Effects, Documented):
    """Something that happens at an opening, and may ask seats for an answer."""

    id: Id
    """Its identifier."""
    to: SeatIds
    """The seat that it reaches, or several."""
    from_: Annotated[SeatId | None, Field(alias="from")] = None
    """The seat that asks."""
    label: Line | None = None
    """Its heading, at most 30 characters."""
    short: Line | None = None
    """A heading of at most 16 characters."""
    text: Text
    """The dispatch."""
    when: Formula | None = None
    """It can occur only while this holds."""
    chance: Formula | None = None
    """Per cent in each turn while `when` holds; without it, always."""
    called: Annotated[bool, Field(strict=True)] = False
    """It occurs only when an entry calls it."""
    repeat: Repeat = "once"
    """`once`, or `{ wait = n }`: n turns must lie between two occurrences."""
    deadline: Annotated[int, Field(ge=1, le=100, strict=True)] | None = None
    """It stays open for so many turns in all; without it, it must be answered at once."""
    priority: Number = 0.0
    """The higher, the earlier it is taken when a seat can be asked only so much."""
    slot: Id | None = None
    """Of the events with the same slot at most one occurs in a turn."""
    price: Price | None = None
    """The price of compliance, quoted at two values of leverage."""
    option: tuple[Option, ...] = ()
    """The answers."""


class Kept(Effects):
    """What follows when a promise has been kept; for a threat, the harm."""

    when: Formula | None = None
    """What must hold when the promise is judged; without it an entry must have kept it."""


class Promise(Documented):
    """An entry of the ledger of commitments."""

    id: Id
    """Its identifier."""
    from_: Annotated[SeatId, Field(alias="from")]
    """The seat that promises or threatens."""
    to: SeatId
    """The seat to which it is given."""
    label: Line | None = None
    """Its content in a few words."""
    text: Text | None = None
    """Its content in full."""
    due: Annotated[int, Field(ge=1, le=1000, strict=True)]
    """How many turns after it was made it is judged."""
    stall: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1
    """By how many turns a stall moves the due turn."""
    public: Annotated[bool, Field(strict=True)] = False
    """Everyone sees it; two contradictory public promises are exposed at once."""
    threat: Annotated[bool, Field(strict=True)] = False
    """A promise of harm: `kept` is the harm."""
    kept: Annotated[Kept, Field(default_factory=Kept)]
    """What follows when it is kept."""
    broken: Annotated[Effects, Field(default_factory=Effects)]
    """What follows when it is broken."""
    contradicts: PromiseIds = ()
    """Promises that cannot be kept together with it; the relation holds both ways."""
    exposure: Formula | None = None
    """Per cent at each opening while a contradictory promise is open; none: never."""


class Link(Documented):
    """A slow influence: the mean of the last `inertia` values is added."""

    id: Id | None = None
    """Its identifier; without one it is called by its target."""
    to: VariableName
    """The variable that it moves."""
    per_turn: Formula
    """The value of this turn, computed in stage `links`."""
    inertia: Annotated[int, Field(ge=1, le=100, strict=True)] = 1
    """How many values are remembered."""
    when: Formula | None = None
    """It computes and adds only while this holds."""
    why: Line | None = None
    """Why it happens, as a player reads it among the causes."""


class Rule(Effects, Documented):
    """What happens by itself, in every turn and at its stage."""

    id: Id
    """Its identifier."""
    stage: StageId = "drift"
    """The stage in which it applies."""
    when: Formula | None = None
    """It applies only while this holds."""
    chance: Formula | None = None
    """Per cent; without it, always."""


class Inject(Effects, Documented):
    """A prepared event of the facilitator's; by itself only if `turn` is set."""

    id: Id
    """Its identifier."""
    to: SeatIds
    """The seats that it reaches."""
    turn: Annotated[int, Field(ge=1, strict=True)] | None = None
    """The turn in which it happens by itself."""
    label: Line | None = None
    """Its heading."""
    text: Text
    """The dispatch."""


class Rung(Model):
    """A rung of the ladder."""

    label: Line
    """Its name."""
    short: Line | None = None
    """A name of at most 10 characters."""
    up: Number | None = None
    """The ladder climbs here from the rung below when its measure is at least this."""
    down: Number | None = None
    """It leaves this rung downwards when its measure is at most this."""
    accident: Annotated[Number, Field(ge=0)] = 0.0
    """Per cent a turn that this rung adds to the chance of an accident."""
    locks: tuple[Annotated[Id, Offers("lock")], ...] = ()
    """Groups of actions, or actions, that this rung and those above it lock."""


class Ladder(Documented):
    """The escalation: a measure moves it rung by rung, with a threshold for each way."""

    label: Line | None = None
    """Its name on the screens."""
    var: VariableName
    """The variable that holds the rung, from 0."""
    from_: Annotated[GaugeName, Field(alias="from")]
    """The variable or derived value that moves it."""
    step: Annotated[int, Field(ge=1, strict=True)] = 1
    """The most rungs that it moves in a turn."""
    sink: Annotated[Number, Field(ge=0)] = 1.0
    """Per cent by which the chance of an accident falls in a turn on the lowest rung."""
    rungs: Annotated[tuple[Rung, ...], Field(min_length=2, max_length=20)]
    """The rungs, the lowest first."""
    accident: Effects | None = None
    """What an accident does."""
