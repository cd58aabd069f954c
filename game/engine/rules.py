"""A scenario compiled for the engine: ids became indices, formulas became readers of a frame.

Everything is ordered by ASCII order of ids, so that the order of entries in a file never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from game.engine.counters import Counters
from game.engine.frame import Layout
from game.formula import Node
from game.scenario.models import Scenario

Frame = list[Any]
"""The values that formulas read, laid out by `game.engine.frame.Layout`."""

Reader = Callable[[Frame], float]
"""A compiled formula."""

Change = tuple[int, Reader]
"""A variable and the amount, value or factor."""


@dataclass(frozen=True, slots=True)
class Block:
    """Compiled effects of one entry, or of a part of one."""

    by: str
    """The name of the entry among the causes."""
    why: str | None
    """The reason that a player reads."""
    costs: tuple[Change, ...] = ()
    """What it takes from variables."""
    sets: tuple[Change, ...] = ()
    """New values."""
    times: tuple[Change, ...] = ()
    """Factors."""
    adds: tuple[Change, ...] = ()
    """Amounts."""
    raises: tuple[int, ...] = ()
    """Flags to raise."""
    clears: tuple[int, ...] = ()
    """Flags to clear."""
    calls: tuple[int, ...] = ()
    """Events of the next opening."""
    promises: tuple[int, ...] = ()
    """Promises to make."""
    keeps: tuple[int, ...] = ()
    """Promises to count as kept."""
    stalls: tuple[int, ...] = ()
    """Promises to move."""
    reveals: tuple[int, ...] = ()
    """Variables to show to the acting seat."""
    laters: tuple[int, ...] = ()
    """Places among the later blocks of the rules."""
    alsos: tuple[tuple[Reader, Block], ...] = ()
    """Parts under a condition."""
    outcomes: tuple[tuple[str, Reader, Block], ...] = ()
    """Id, weight and part of each way it can turn out, in file order."""
    outcome_key: str = ""
    """The key of the roll that draws the outcome."""
    plain: bool = True
    """Whether it changes nothing but variables."""


@dataclass(frozen=True, slots=True)
class LaterBlock:
    """Effects that arrive later."""

    delay: int
    """How many turns later."""
    stage: int
    """The place of the stage in which they apply."""
    fix: bool
    """Whether the amounts are computed when given."""
    block: Block
    """The effects."""


@dataclass(frozen=True, slots=True)
class WeightLine:
    """A line of a bot's reasons."""

    when: Reader | None
    """The condition."""
    base: Reader | None
    """What it adds."""
    times: Reader | None
    """What it multiplies by."""
    why: str | None
    """The reason in words."""


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """What actions and options share."""

    id: str
    """The id; of an option, its own id within the event."""
    seat: str
    """The seat that can choose it."""
    track: int
    """Its place among the tracks of a state."""
    when: Reader | None
    """The condition at the opening."""
    pool: tuple[tuple[str, Reader], ...]
    """What it takes from the pool."""
    costs: tuple[Change, ...]
    """What it takes from variables."""
    weights: tuple[WeightLine, ...]
    """How a bot weighs it."""
    has_base: bool
    """Whether some line of its weights has a base."""
    block: Block
    """What it does."""


@dataclass(frozen=True, slots=True)
class ActionRule(ChoiceRule):
    """A compiled action."""

    group: str | None
    """The group, which rungs can lock."""
    wait: int
    """Turns that must lie between two orders."""
    limit: int | None
    """How often it can be ordered."""


@dataclass(frozen=True, slots=True)
class OptionRule(ChoiceRule):
    """A compiled option."""

    default: bool
    """Whether silence means it."""


@dataclass(frozen=True, slots=True)
class EventRule:
    """A compiled event."""

    id: str
    """The id."""
    seats: tuple[str, ...]
    """The seats that it reaches."""
    when: Reader | None
    """The condition at the opening."""
    chance: Reader | None
    """Per cent a turn."""
    called: bool
    """Whether it occurs only when called."""
    wait: int | None
    """Turns between two occurrences; none: it occurs once."""
    deadline: int
    """For how many turns it stays open."""
    priority: float
    """The higher, the earlier it is taken."""
    slot: str | None
    """At most one event of a slot occurs in a turn."""
    options: tuple[OptionRule, ...]
    """The answers, in ASCII order of ids."""
    block: Block
    """Its own effects."""

    def options_of(self, seat: str) -> tuple[OptionRule, ...]:
        """Return the answers that a seat can give, in ASCII order."""
        return tuple(option for option in self.options if option.seat == seat)

    def default_of(self, seat: str) -> OptionRule:
        """Return what the silence of a seat means."""
        return next(option for option in self.options if option.seat == seat and option.default)


@dataclass(frozen=True, slots=True)
class PromiseRule:
    """A compiled promise or threat."""

    id: str
    """The id."""
    promiser: str
    """The seat that gives it."""
    partner: str
    """The seat to which it is given."""
    due: int
    """Turns until it is judged."""
    stall: int
    """Turns by which a stall moves it."""
    public: bool
    """Whether everyone sees it."""
    when: Reader | None
    """What must hold for it to be kept."""
    kept: Block
    """What follows when it is kept."""
    broken: Block
    """What follows when it is broken."""
    rivals: tuple[int, ...]
    """The promises that contradict it."""
    exposure: Reader | None
    """Per cent at an opening while a rival is open."""


@dataclass(frozen=True, slots=True)
class LinkRule:
    """A compiled link."""

    by: str
    """Its name among the causes."""
    target: int
    """The variable that it moves."""
    per_turn: Reader
    """The value of a turn."""
    inertia: int
    """How many values are remembered."""
    when: Reader | None
    """The condition."""
    why: str | None
    """The reason that a player reads."""


@dataclass(frozen=True, slots=True)
class RuleRule:
    """A compiled rule: what happens by itself."""

    key: str
    """The key of its roll."""
    when: Reader | None
    """The condition."""
    chance: Reader | None
    """Per cent."""
    block: Block
    """What it does."""


@dataclass(frozen=True, slots=True)
class InjectRule:
    """A compiled inject."""

    id: str
    """The id."""
    turn: int | None
    """The turn in which it happens by itself."""
    seats: tuple[str, ...]
    """The seats that it reaches."""
    block: Block
    """What it does."""


@dataclass(frozen=True, slots=True)
class RungRule:
    """A compiled rung."""

    up: float
    """The measure at which the ladder climbs here."""
    down: float
    """The measure at which it leaves downwards."""
    accident: float
    """Per cent that it adds to the chance of an accident."""
    locks: frozenset[str]
    """Groups and actions that are locked here, those of the rungs below included."""


@dataclass(frozen=True, slots=True)
class LadderRule:
    """A compiled ladder."""

    variable: int
    """The variable that holds the rung."""
    measure: Reader
    """What moves it."""
    step: int
    """Rungs a turn at most."""
    sink: float
    """Per cent by which the chance falls on the lowest rung."""
    rungs: tuple[RungRule, ...]
    """The rungs, the lowest first."""
    accident: Block | None
    """What an accident does."""


@dataclass(frozen=True, slots=True)
class EndingRule:
    """A compiled ending."""

    id: str
    """The id."""
    when: Reader
    """The condition."""
    last: bool
    """Whether it is tried only after the last turn."""


@dataclass(frozen=True, slots=True)
class SeatRule:
    """A compiled seat."""

    id: str
    """The id."""
    human: bool
    """Whether a person plays it unless told otherwise."""
    pool: dict[str, float]
    """What it can spend in a turn."""
    orders: int
    """The most orders in a turn."""
    intents: int
    """How many likely orders it publishes."""
    pass_weight: Reader
    """The weight of doing nothing."""
    actions: tuple[int, ...]
    """Its actions."""
    score: Reader | None
    """What searching policies maximise."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A compiled scenario."""

    scenario: Scenario
    """What it was made from."""
    layout: Layout
    """Where names stand in a frame."""
    stages: tuple[str, ...]
    """All stages in order."""
    variables: tuple[str, ...]
    """Names in ASCII order."""
    lows: tuple[float, ...]
    """Lower ends of the ranges."""
    highs: tuple[float, ...]
    """Upper ends of the ranges."""
    flags: tuple[str, ...]
    """Names in ASCII order."""
    hysteresis: tuple[tuple[int, Reader | None, Reader | None], ...]
    """Flags with what raises and clears them after the last stage."""
    seats: dict[str, SeatRule]
    """The seats, in file order."""
    actions: tuple[ActionRule, ...]
    """In ASCII order."""
    events: tuple[EventRule, ...]
    """In ASCII order."""
    drawing: tuple[int, ...]
    """The events by priority, then ASCII order."""
    promises: tuple[PromiseRule, ...]
    """In ASCII order."""
    links: tuple[LinkRule, ...]
    """In ASCII order of their names among the causes."""
    by_stage: tuple[tuple[RuleRule, ...], ...]
    """For each stage its rules, in ASCII order."""
    injects: tuple[InjectRule, ...]
    """In ASCII order."""
    laters: tuple[LaterBlock, ...]
    """All parts that arrive later."""
    ladder: LadderRule | None
    """The escalation."""
    endings: tuple[EndingRule, ...]
    """By falling priority, then ASCII order."""
    ask: int | None
    """The most new demands that a seat gets in a turn."""
    turns: int
    """How many turns are played."""
    epilogue: int
    """How many turns the rest plays on."""
    tracks: dict[str, int]
    """Actions by id and options as `EVENT.OPTION`, with their place among the tracks."""
    index: dict[str, dict[str, int]]
    """Places by kind (`var`, `flag`, `action`, `event`, `promise`, `inject`) and id."""
    counters: Counters
    """The counters that some formula reads."""
    formulas: Mapping[Reader, Node]
    """The tree of each reader, for what computes formulas in another way."""

    @property
    def last_turn(self) -> int:
        """The turn after which the endings of the end are tried, the epilogue included."""
        return self.turns + self.epilogue
