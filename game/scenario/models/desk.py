"""What the screens show, so that they know no subject: desk, map, lessons."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from game.scenario.models.base import (
    Count,
    Documented,
    Formula,
    GaugeName,
    Id,
    Line,
    Model,
    Number,
    Offers,
    SeatId,
    Text,
)


class Countdown(Model):
    """A number in front that runs down."""

    label: Line
    """What it counts, such as `turns of reserves`."""
    short: Line | None = None
    """The same in one word."""
    value: Formula
    """The number, shown rounded down."""
    note: Text | None = None
    """Its cause in a line, with inserted values."""
    ends: Line | None = None
    """What happens at 0, in a word or two; the date is added (`dry` gives `dry in Q1 2022`)."""
    of: Count = 8
    """How many pips it has at most."""
    in_turns: bool = True
    """Whether it counts turns, so that its end can be marked on the line of turns."""
    seat: SeatId | None = None
    """Whose colour it bears."""
    of_var: GaugeName | None = None
    """The variable or derived value whose causes explain it."""


class Act(Model):
    """A part of the game."""

    from_: Annotated[int, Field(alias="from", ge=1, strict=True)]
    """Its first turn."""
    label: Line
    """What it is about."""


class Mark(Model):
    """A window on the line of turns."""

    from_: Annotated[int, Field(alias="from", ge=1, strict=True)]
    """Its first turn."""
    to: Annotated[int, Field(ge=1, strict=True)]
    """Its last turn."""
    label: Line
    """What is expected then."""


class Desk(Documented):
    """What stands in front."""

    front: Annotated[tuple[GaugeName, ...], Field(max_length=10)] = ()
    """The gauges that are always shown, by name."""
    countdowns: Annotated[tuple[Countdown, ...], Field(max_length=3)] = ()
    """The numbers that run down."""
    acts: tuple[Act, ...] = ()
    """The parts of the game, by their first turn."""
    marks: tuple[Mark, ...] = ()
    """Windows on the line of turns."""
    outlook: Text | None = None
    """One sentence of forecast for the first briefing."""


AreaName = Annotated[Line, Offers("area")]
"""The name of an area of the theatre."""

PlaceName = Annotated[Line, Offers("place")]
"""The name of a place of the theatre."""


def _read_shown(value: Any) -> Any:
    return {"shows": value} if isinstance(value, str) else value


class Area(Model):
    """A country of the theatre."""

    shows: GaugeName | None = None
    """The variable that its tint follows."""
    seat: SeatId | None = None
    """Whose colour it bears."""
    home: bool = False
    """Whether it is the player's own."""


class Place(Model):
    """A point of the theatre."""

    shows: GaugeName | None = None
    """The variable that is told when it is chosen."""
    label: Line | None = None
    """Its name on the map; without one, the name of the data."""
    seat: SeatId | None = None
    """Whose colour and glyph it bears."""
    letter: Annotated[str, Field(pattern=r"^[A-Z]$")] | None = None
    """A letter in reverse instead of a glyph, as for a corridor."""
    capital: bool = False
    """Whether the label is in capitals."""
    quiet: bool = False
    """Whether the label is left away."""


class Marker(Model):
    """A row of glyphs that grows with a value, such as troops."""

    at: tuple[Number, Number]
    """Longitude and latitude, in degrees."""
    shows: GaugeName
    """The variable."""
    seat: SeatId
    """Whose glyph and colour it bears."""
    each: Annotated[Number, Field(gt=0)] = 15.0
    """The amount that one glyph stands for."""


class Flow(Model):
    """A dotted line between places, such as a pipeline."""

    from_: Annotated[PlaceName, Field(alias="from")]
    """The place where it begins."""
    to: PlaceName
    """The place where it ends."""
    via: tuple[PlaceName, ...] = ()
    """The places between."""
    shows: GaugeName | None = None
    """The variable that is told with it."""
    lit: Formula | None = None
    """It is drawn bright while this holds; without it, always."""
    label: Line | None = None
    """Its name in the legend."""


AreaEntry = Annotated[Area, BeforeValidator(_read_shown, json_schema_input_type=GaugeName | Area)]
"""A variable, or a table."""

PlaceEntry = Annotated[
    Place, BeforeValidator(_read_shown, json_schema_input_type=GaugeName | Place)
]
"""A variable, or a table."""


class Map(Documented):
    """Which areas, places and flows of the theatre show which variable."""

    areas: dict[AreaName, AreaEntry] = {}
    """Countries of the theatre's data by name: a variable, or a table."""
    places: dict[PlaceName, PlaceEntry] = {}
    """Points of the theatre's data by name: a variable, or a table."""
    markers: tuple[Marker, ...] = ()
    """Rows of glyphs that grow with a value."""
    flows: tuple[Flow, ...] = ()
    """Lines between places."""
    focus: tuple[Number, Number, Number, Number] | None = None
    """West, south, east and north of the part that must be seen, in degrees."""


Region = Literal[
    "header", "countdowns", "ladder", "map", "gauges", "may", "asks", "orders", "plan", "commit"
]
"""A region of the desk."""


class Lesson(Model):
    """A step of a tutorial."""

    id: Id
    """Its identifier."""
    turn: Annotated[int, Field(ge=1, strict=True)] = 1
    """The turn in which it is given."""
    title: Line | None = None
    """Its heading."""
    text: Text
    """What it teaches, in a few sentences."""
    point: Region | None = None
    """The region of the desk that it points at, such as `asks`, `orders`, `gauges`, `commit`."""
    wait: Annotated[str, StringConstraints(strict=True, max_length=200), Offers("wait")] = (
        "continue"
    )
    """What it waits for: `continue`, `causes`, `commit`, `order.ID` or `answer.EVENT`."""
