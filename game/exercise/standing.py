"""Where an exercise stands: the sum of its log, kept up entry by entry.

Nothing here knows the rules of a game; `game.exercise.worlds` plays what `WorldStanding.journal`
lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from game.exercise.clock import MICROSECONDS
from game.exercise.configuration import Configuration, Inject, PhaseName, Source, Status
from game.exercise.events import Event
from game.exercise.payloads import ExerciseCreated, PlanEntry

Progress = Literal["prepared", "running", "ended"]
"""How far an exercise is."""

PRACTICE: Final = 0x7072_6163_7469_6365
"""What is mixed into a seed for the luck of a practice turn."""


@dataclass(slots=True)
class Submission:
    """Orders that a seat handed in."""

    plan: PlanEntry
    """What it chose."""
    seq: int
    """The entry."""


@dataclass(slots=True)
class Decision:
    """What white decided for a seat without orders."""

    source: Source
    """Where its orders come from."""
    plan: PlanEntry | None
    """The draft or the standing orders as they stood."""


@dataclass(slots=True)
class Proposal:
    """A proposal beyond the rules."""

    ref: str
    """Its identifier."""
    world: str
    """Its world."""
    turn: int
    """The turn."""
    added: Event
    """The entry in which it was made."""
    arguments: list[Event] = field(default_factory=list)
    """What speaks for and against it."""
    estimates: dict[str, float] = field(default_factory=dict)
    """The last estimate of each who gave one, in per cent."""
    debate: frozenset[str] = frozenset()
    """The audience to which white opened it."""
    ruling: Event | None = None
    """How white ruled."""


@dataclass(slots=True)
class WorldStanding:
    """Where a world stands."""

    id: str
    """Which world."""
    turn: int = 0
    """The turn, 0 before the first."""
    phase: PhaseName | Literal[""] = ""
    """The phase; empty before the first and after the last."""
    opened: int = 0
    """The exercise time at which the phase opened, in microseconds."""
    ends: int | None = None
    """The exercise time at which it is meant to end."""
    expired: bool = False
    """Whether the log says that it should have ended."""
    over: bool = False
    """Whether its game has ended."""
    ending: str = ""
    """What people call the ending."""
    resolved: bool = False
    """Whether the rules have played the turn."""
    released: int = 0
    """The last turn of which the seats have learned what happened."""
    submissions: dict[str, Submission] = field(default_factory=dict)
    """The orders of this turn by seat."""
    ready: set[str] = field(default_factory=set)
    """The seats that say so."""
    decisions: dict[str, Decision] = field(default_factory=dict)
    """What white decided for this turn."""
    grace: dict[str, int] = field(default_factory=dict)
    """Until which exercise time a seat may still hand in."""
    bots: set[str] = field(default_factory=set)
    """The seats that bots play, by configuration or by white's word."""
    standing: dict[str, PlanEntry] = field(default_factory=dict)
    """Standing orders by seat."""
    journal: list[Event] = field(default_factory=list)
    """What made the state of the game: resolutions, overrides, rulings, injects with effects."""
    queued: list[str] = field(default_factory=list)
    """The scenario's injects that take effect in the next resolution."""
    reverts: int = 0
    """How often turns were taken back."""
    claimed: set[str] = field(default_factory=set)
    """The seats that someone has held."""


@dataclass(slots=True)
class InjectStanding:
    """Where an inject stands."""

    inject: Inject
    """What it is, as edited last."""
    status: Status = "waiting"
    """How it stands."""
    sent: dict[str, Event] = field(default_factory=dict)
    """The worlds in which it was sent, with the entry."""
    due: set[str] = field(default_factory=set)
    """The worlds in which it waits for white's hand."""
    invented: bool = False
    """Whether it was not prepared."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an exercise comes back to when its practice ends."""

    worlds: dict[str, WorldStanding]
    """The worlds as the practice found them."""
    injects: dict[str, InjectStanding]
    """The MSEL, likewise."""


@dataclass(slots=True)
class Standing:
    """Where an exercise stands."""

    created: ExerciseCreated | None = None
    """How it was prepared."""
    seq: int = 0
    """The last entry that is counted in."""
    progress: Progress = "prepared"
    """How far it is."""
    paused: bool = True
    """Whether its clock stands."""
    since: int = 0
    """The server's time at which the clock began or stopped last, in microseconds."""
    counted: int = 0
    """The exercise time up to then, in microseconds."""
    worlds: dict[str, WorldStanding] = field(default_factory=dict)
    """Its worlds."""
    injects: dict[str, InjectStanding] = field(default_factory=dict)
    """The MSEL, in its order."""
    proposals: dict[str, Proposal] = field(default_factory=dict)
    """The proposals for matrix adjudication."""
    held: dict[int, Event] = field(default_factory=dict)
    """The messages that wait for white."""
    tickets: dict[str, Event] = field(default_factory=dict)
    """The second claims that wait for white."""
    prepared: Prepared | None = None
    """While a practice turn is played: what it comes back to."""
    survey: bool = False
    """Whether the survey takes answers."""
    answered: set[tuple[str, str]] = field(default_factory=set)
    """Who answered it: world and seat, or no world and who observed."""
    projector: Event | None = None
    """What white said last that projectors show."""

    @property
    def configuration(self) -> Configuration:
        """How the exercise is run."""
        assert self.created is not None
        return self.created.configuration

    @property
    def practising(self) -> bool:
        """Whether what is played does not count."""
        return self.prepared is not None

    def seed_of(self, world: str) -> int:
        """Return the seed of a world's luck; another while practising, which gives nothing away."""
        seed = self.configuration.seed_of(world)
        return seed ^ PRACTICE if self.practising else seed

    def elapsed(self, now: int) -> int:
        """Return the exercise time, pauses left out, in microseconds."""
        return self.counted + (0 if self.paused else max(now - self.since, 0))

    def remaining(self, world: str, now: int) -> float | None:
        """Return the seconds until the phase of a world is meant to end.

        There are none without a limit, and none once the exercise has ended.
        """
        ends = self.worlds[world].ends
        if ends is None or self.progress == "ended":
            return None
        return (ends - self.elapsed(now)) / MICROSECONDS
