"""How a game ends and is judged, and how an author tests it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints, WithJsonSchema

from game.scenario.models.base import (
    ActionId,
    Documented,
    Formula,
    GaugeName,
    Id,
    Line,
    Model,
    Number,
    Offers,
    SeatId,
    StateName,
    Text,
    read_number,
)


def _read_given(value: Any) -> float | bool:
    return value if isinstance(value, bool) else read_number(value)


def _list_turns(value: Any) -> Any:
    if isinstance(value, list) and not any(isinstance(item, list) for item in value):
        return [value] if value else []
    return value


def _list_bands(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


Play = Annotated[str, StringConstraints(strict=True, max_length=200), Offers("play")]
"""An order, `seat.order` or `event.option`."""

Answer = Annotated[str, StringConstraints(strict=True, max_length=200), Offers("answer")]
"""An `event.option`."""

Given = Annotated[
    float | bool, PlainValidator(_read_given), WithJsonSchema({"type": ["number", "boolean"]})
]
"""The value of a variable or a flag at the start of a test."""


class Ending(Documented):
    """A way in which a game ends."""

    id: Id
    """Its identifier."""
    label: Line | None = None
    """Its name."""
    text: Text | None = None
    """What has come to pass."""
    when: Formula
    """It is reached when this holds."""
    at: Literal["turn", "end"] = "turn"
    """Tried after every turn, or only after the last."""
    rank: Number = 0.0
    """How good it is for the player; above 0 is good."""
    priority: Number = 0.0
    """Of several that hold, the highest is taken."""
    verdicts: dict[Id, Line] = {}
    """What each judge says of it; judges need not be seats."""


class Judgement(Model):
    """A word and a sentence for a part of a verdict's scale."""

    upto: Number | None = None
    """The highest value that it covers; the last has none."""
    label: Line | None = None
    """The word."""
    text: Line | None = None
    """The sentence."""


class Verdict(Documented):
    """What one judge makes of the game, whatever its ending."""

    by: Id
    """The judge: a seat, or another such as `elites`."""
    label: Line | None = None
    """The judge's name, where it is no seat."""
    value: Formula
    """The measure."""
    range: tuple[Number, Number] = (0.0, 100.0)
    """The ends of the measure's scale on the screen."""
    levels: Annotated[tuple[Judgement, ...], Field(min_length=1)]
    """Words for parts of the scale, from low to high."""


class Epilogue(Model):
    """What is played after the last turn, before the last endings are tried."""

    turns: Annotated[int, Field(ge=0, le=40, strict=True)]
    """For how many turns the human seats fall silent while the rest plays on."""
    policy: Literal["none"] = "none"
    """How the human seats are played meanwhile."""


class Score(Documented):
    """The number that a player takes home."""

    value: Formula
    """The formula, read after the last turn."""
    label: Line | None = None
    """What it measures."""


class Test(Model):
    """What the author expects of the scenario."""

    __test__ = False

    name: Line
    """What is expected, in words."""
    given: dict[StateName, Given] = {}
    """Variables and flags with other values at the start."""
    play: Annotated[
        tuple[tuple[Play, ...], ...],
        BeforeValidator(_list_turns, json_schema_input_type=tuple[Play | tuple[Play, ...], ...]),
    ] = ()
    """Orders and `event.option`s, a list for each turn; a plain list stands for the first turn."""
    after: Annotated[int, Field(ge=0, le=1000, strict=True)] = 1
    """After how many turns it is looked at."""
    seed: Annotated[int, Field(ge=0, strict=True)] = 1
    """The seed of the game."""
    expect: Formula
    """The formula that must hold then."""


class Band(Model):
    """The share of games in which something may happen."""

    policy: Annotated[str, StringConstraints(strict=True, max_length=64)]
    """The policy that plays the human seats; `any`: some policy that `[balance]` names."""
    share: tuple[Number, Number]
    """The lowest and the highest share, in per cent."""


Bands = Annotated[
    tuple[Band, ...],
    BeforeValidator(_list_bands, json_schema_input_type=Band | tuple[Band, ...]),
]
"""One share that must be kept, or several by different policies."""


class Advice(Model):
    """A recommendation under a condition."""

    when: Formula | None = None
    """The adviser recommends it while this holds."""
    order: Annotated[tuple[ActionId, ...], Field(max_length=8)] = ()
    """The orders that are recommended, as far as they are open."""
    answer: tuple[Answer, ...] = ()
    """The answers that are recommended where they are asked for, as `event.option`."""
    why: Line
    """The reason."""


class Adviser(Documented):
    """A voice of a faction."""

    id: Id
    """Its identifier."""
    label: Line
    """The office."""
    letter: Annotated[str, Field(pattern=r"^[A-Z]$")] | None = None
    """The letter that marks its advice; without one, the first letter of the label."""
    seat: SeatId | None = None
    """The seat that it advises; without one, the first human seat."""
    faction: Line | None = None
    """Whom it speaks for."""
    watch: GaugeName | None = None
    """The variable or derived value by which it is judged."""
    advice: Annotated[tuple[Advice, ...], Field(min_length=1)]
    """Its recommendations: for orders, and for each question, the first that holds is given."""
