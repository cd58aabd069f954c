"""The scenario as a whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from game.scenario.models.base import (
    Count,
    Documented,
    Id,
    Line,
    Model,
    Name,
    Number,
    Offers,
    SeatId,
)  # fmt: skip
from game.scenario.models.desk import Desk, Lesson, Map
from game.scenario.models.endings import Adviser, Bands, Ending, Epilogue, Score, Test, Verdict
from game.scenario.models.play import Action, Event, Inject, Ladder, Link, Promise, Rule, Seat
from game.scenario.models.state import CurveEntry, DerivedEntry, Difficulty, Flag, Variable

Step = Literal["week", "month", "quarter", "year"]
"""How long a turn lasts."""


BandName = Annotated[str, StringConstraints(strict=True, max_length=200), Offers("balance")]
"""What a share is about: `good`, or `KIND.ID`, or `KIND.*` for each of a kind."""

Practised = Annotated[str, StringConstraints(strict=True, max_length=200), Offers("practice")]
"""An order or an `event.option`."""

Factor = Annotated[Number, Field(ge=0, le=1000)]
"""By what a weight is multiplied."""


def _list_factors(value: object) -> object:
    """One factor is that of both courses."""
    return value if isinstance(value, list | tuple) else (value, value)


Factors = Annotated[
    tuple[Factor, Factor],
    BeforeValidator(_list_factors, json_schema_input_type=Factor | tuple[Factor, Factor]),
]
"""A factor, or two: on course, and off course."""


class Header(Documented):
    """The table `[scenario]`."""

    id: Id
    """Its identifier; a save names it."""
    title: Line
    """Its name."""
    summary: Line
    """One sentence for the list of scenarios."""
    turns: Annotated[int, Field(ge=1, le=200, strict=True)]
    """How many turns are played."""
    start: Annotated[date, Field(strict=True, ge=date(1000, 1, 1), le=date(2999, 12, 31))]
    """The first day of turn 1."""
    step: Step = "quarter"
    """How long a turn lasts."""
    stages: tuple[Id, ...] = ()
    """Stages after `drift`, in order."""
    ask: Annotated[int, Field(ge=1, strict=True)] | None = None
    """The most new demands that a seat gets in a turn."""
    verdict: Epilogue | None = None
    """What is played after the last turn before the last endings are tried."""
    minutes: Count | None = None
    """How long a game takes."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    """The language of its texts."""


class Scenario(Model):
    """One scenario: a whole game."""

    format: Literal[1]
    """The version of the format."""
    extends: Id | None = None
    """The id of a scenario of which this is a variant."""
    scenario: Header
    """What it is called, how long it is."""
    const: dict[Name, Number] = {}
    """Numbers with names, for tuning."""
    var: dict[Name, Variable] = {}
    """What keeps a value."""
    flag: dict[Name, Flag] = {}
    """What is so or not."""
    derived: dict[Name, DerivedEntry] = {}
    """What is computed from the others."""
    curve: dict[Name, CurveEntry] = {}
    """Functions by points."""
    difficulty: dict[Name, Difficulty] = {}
    """Other values for constants and starts."""
    seat: dict[Id, Seat] = {}
    """Who chooses."""
    action: tuple[Action, ...] = ()
    """What seats can order."""
    event: tuple[Event, ...] = ()
    """What can occur."""
    promise: tuple[Promise, ...] = ()
    """What can be promised or threatened."""
    link: tuple[Link, ...] = ()
    """Slow influences."""
    rule: tuple[Rule, ...] = ()
    """What happens by itself."""
    inject: tuple[Inject, ...] = ()
    """Prepared events of the facilitator's."""
    ladder: Ladder | None = None
    """The escalation."""
    adviser: tuple[Adviser, ...] = ()
    """Who recommends."""
    ending: tuple[Ending, ...] = ()
    """How it can end."""
    verdict: tuple[Verdict, ...] = ()
    """Who judges."""
    score: Score | None = None
    """The number that a player takes home."""
    desk: Annotated[Desk, Field(default_factory=Desk)]
    """What stands in front."""
    map: Map | None = None
    """The theatre."""
    lesson: tuple[Lesson, ...] = ()
    """The steps of a tutorial."""
    practice: dict[SeatId, dict[Practised, Factors]] = {}
    """By what a seat that has practised multiplies the weights of its orders and `event.option`s:
    one factor, or one as long as it keeps to its course and one where it has left it. So it goes
    on in forecasts; `buffer-state practise` finds the numbers."""
    test: tuple[Test, ...] = ()
    """What the author expects."""
    balance: dict[BandName, Bands] = {}
    """Shares that a simulation must keep."""


Scenario.model_rebuild()
