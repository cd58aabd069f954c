"""What exists: variables, flags, derived values, curves, difficulties."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from game.scenario.models.base import (
    ConstantName,
    Documented,
    Formula,
    Line,
    Model,
    Number,
    SeatId,
    VariableName,
)

Good = Literal["high", "low", "middle", "none"]
"""Which end of a range is good for the player."""

Range = Annotated[tuple[Number, Number], Field(description="lowest and highest value")]


class Level(Model):
    """A word for a part of a variable's range."""

    upto: Number | None = None
    """The highest value that the word covers; the last level has none."""
    label: Line
    """The word."""


class Draw(Model):
    """A start that the seed decides."""

    draw: Range
    """The lowest and the highest start."""


def _tell_start(value: Any) -> str:
    return "draw" if isinstance(value, dict | Draw) else "number"


Start = Annotated[
    Annotated[Number, Tag("number")] | Annotated[Draw, Tag("draw")], Discriminator(_tell_start)
]
"""A start: a number, or `{ draw = [low, high] }`."""


def _read_sight(value: Any) -> Any:
    if isinstance(value, str):
        raise ValueError("expected a list")
    if not isinstance(value, list):
        return value
    seats = [item for item in value if not isinstance(item, dict)]
    blurs = [item for item in value if isinstance(item, dict)]
    return {"seats": seats, **(blurs[0] if blurs else {})}


class Blur(Model):
    """A member of `seen_by` that shows the others a band."""

    blur: Annotated[Number, Field(gt=0)]
    """Its half-width."""


class Sight(Model):
    """Who sees a variable, and how much of it the others see."""

    seats: tuple[SeatId, ...] = ()
    """The seats that see the exact value."""
    blur: Annotated[Number, Field(gt=0)] | None = None
    """The others see a band of this half-width; without it they see nothing."""


class Gauge(Documented):
    """How a value is shown."""

    label: Line | None = None
    """Its name on the screens; without it, the name in formulas."""
    short: Line | None = None
    """A label of at most 16 characters, for narrow places."""
    unit: Line | None = None
    """The unit, such as `bn USD a year`; narrow places show its first word and its period."""
    group: Line | None = None
    """The heading under which screens list it."""
    good: Good = "none"
    """Which end is good for the player."""
    levels: tuple[Level, ...] = ()
    """Words for parts of the range, from low to high."""
    decimals: Annotated[int, Field(ge=0, le=4, strict=True)] | None = None
    """Decimals on the screens; without it, 1 for ranges up to 20, else 0."""


class Variable(Gauge):
    """A stock: it keeps its value until something changes it, and stays in its range."""

    start: Start
    """The value before turn 1, or `{ draw = [low, high] }`."""
    range: Range = (0.0, 100.0)
    """The lowest and the highest value."""
    seen_by: Annotated[
        Sight | None,
        BeforeValidator(_read_sight, json_schema_input_type=tuple[SeatId | Blur, ...]),
    ] = None
    """The seats that see it, as a list; a member `{ blur = n }` shows the others a band."""


class Flag(Documented):
    """Something that is so or not."""

    label: Line | None = None
    """Its name on the screens."""
    start: Annotated[bool, Field(strict=True)] = False
    """Whether it is raised before turn 1."""
    rise: Formula | None = None
    """Tried after the last stage: raises the flag when it holds."""
    fall: Formula | None = None
    """Tried after the last stage: clears the flag when it holds."""


class Derived(Gauge):
    """A value without memory, computed from the state that the formula reads."""

    value: Formula
    """The formula."""
    range: Range | None = None
    """The ends of its scale on the screens; it is not clamped."""


def _read_derived(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": value}


DerivedEntry = Annotated[
    Derived, BeforeValidator(_read_derived, json_schema_input_type=Formula | Derived)
]
"""A formula, or a table with `value` and how it is shown."""


Points = Annotated[tuple[tuple[Number, Number], ...], Field(min_length=1, max_length=100)]
"""Points with rising x."""


class Curve(Documented):
    """A piecewise linear function, constant outside its points."""

    points: Points
    """Pairs `[x, y]` with x rising."""


def _read_points(value: Any) -> Any:
    return {"points": value} if isinstance(value, list) else value


CurveEntry = Annotated[Curve, BeforeValidator(_read_points, json_schema_input_type=Points | Curve)]
"""A list of points, or a table with `points`."""


class Difficulty(Documented):
    """Other values for constants and starts; nothing else changes."""

    label: Line | None = None
    """Its name in the list."""
    const: dict[ConstantName, Number] = {}
    """Constants with other values."""
    start: dict[VariableName, Number] = {}
    """Variables with other starts."""
