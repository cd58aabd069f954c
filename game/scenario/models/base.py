"""What all models of the format share: strictness, identifiers, numbers, formulas, texts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from game.scenario.texts import clean_line, clean_prose

NAME_PATTERN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""What a name looks like that formulas can use."""


NOT_FINITE = "nan and inf are no values of the format"
TOO_LARGE = "the number is too large"
NO_COUNT = "expected a whole number from 0 to 1000000"


NAMES_MARK = "x-names"
"""The key of a JSON Schema under which a mark is left."""


class Role(Enum):
    """What a value means to the checks, beyond its type."""

    FORMULA = "formula"
    """It is computed while a game is played."""
    TEXT = "text"
    """It is shown, and `{name}` in it inserts a value."""


@dataclass(frozen=True, slots=True)
class Refers:
    """A mark on a name or identifier: what it must be the name of."""

    kinds: tuple[str, ...]
    """Tables of the format in which it must be found, such as `var`."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """Leave the mark in the JSON Schema, where the names of a scenario take its place."""
        return {**handler(core), NAMES_MARK: list(self.kinds)}


@dataclass(frozen=True, slots=True)
class Offers:
    """A mark on a text: which of a scenario's names editors offer for it."""

    kind: str
    """A list of `game.scenario.schema.names`, such as `play`."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """Leave the mark in the JSON Schema, where the names of a scenario take its place."""
        return {**handler(core), NAMES_MARK: [self.kind]}


class Model(BaseModel):
    """A frozen table of the format; an unknown key is an error.

    Only the whole scenario is ever validated, so the tables inside it get no validator of their
    own unless one is asked for: each would hold a copy of all that it contains.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False, defer_build=True)


def read_number(value: Any) -> float:
    """Return a finite float; true, false and text are no numbers."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("expected a number")
    try:
        number = float(value)
    except OverflowError:
        raise ValueError(TOO_LARGE) from None
    if not math.isfinite(number):
        raise ValueError(NOT_FINITE)
    return number


def read_count(value: Any) -> int:
    """Return a whole number of at least 0 and at most a million."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("expected a whole number")
    if not 0 <= value <= 1_000_000:
        raise ValueError(NO_COUNT)
    return value


def read_formula(value: Any) -> str | float:
    """Return a formula as it stands: text to be parsed later, or a finite number."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if not isinstance(value, (int, float)):
        raise ValueError("expected a formula in quotes or a number")
    return read_number(value)


def _list_names(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _list_variants(value: Any) -> Any:
    return [{"text": value}] if isinstance(value, str) else value


Number = Annotated[float, PlainValidator(read_number), WithJsonSchema({"type": "number"})]
"""A finite number."""

Count = Annotated[
    int, PlainValidator(read_count), WithJsonSchema({"type": "integer", "minimum": 0})
]
"""A whole number from 0."""

Formula = Annotated[
    str | float,
    PlainValidator(read_formula),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
    Role.FORMULA,
]
"""A formula in quotes, or a number."""

Id = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64, strict=True)
]
"""An identifier of an entry: a letter, then letters, digits, `-` and `_`."""

Name = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=64, strict=True)
]
"""A name that formulas can use: a letter, then letters, digits and `_`."""

VariableName = Annotated[Name, Refers(("var",))]
"""The name of a variable."""

FlagName = Annotated[Name, Refers(("flag",))]
"""The name of a flag."""

GaugeName = Annotated[Name, Refers(("var", "derived"))]
"""The name of a variable or a derived value."""

StateName = Annotated[Name, Refers(("var", "flag"))]
"""The name of a variable or a flag."""

ConstantName = Annotated[Name, Refers(("const",))]
"""The name of a constant."""

SeatId = Annotated[Id, Refers(("seat",))]
"""The identifier of a seat."""

ActionId = Annotated[Id, Refers(("action",))]
"""The identifier of an action."""

EventId = Annotated[Id, Refers(("event",))]
"""The identifier of an event."""

PromiseId = Annotated[Id, Refers(("promise",))]
"""The identifier of a promise."""

CostName = Annotated[Name, Offers("cost")]
"""The name of an item of a pool, or of a variable."""

StageId = Annotated[Id, Refers(("stage",))]
"""The name of a stage."""

Line = Annotated[
    str, StringConstraints(strict=True, max_length=400), AfterValidator(clean_line), Role.TEXT
]
"""A line of text to show, without markup."""

Prose = Annotated[
    str, StringConstraints(strict=True, max_length=8000), AfterValidator(clean_prose), Role.TEXT
]
"""A longer text to show, in plain Markdown."""

SeatIds = Annotated[
    tuple[SeatId, ...],
    BeforeValidator(_list_names, json_schema_input_type=SeatId | tuple[SeatId, ...]),
    Field(min_length=1),
]
"""One seat or several."""

EventIds = Annotated[
    tuple[EventId, ...],
    BeforeValidator(_list_names, json_schema_input_type=EventId | tuple[EventId, ...]),
]
"""One event or several."""

PromiseIds = Annotated[
    tuple[PromiseId, ...],
    BeforeValidator(_list_names, json_schema_input_type=PromiseId | tuple[PromiseId, ...]),
]
"""One promise or several."""


class Variant(Model):
    """One version of a text, shown when its condition is the first that holds."""

    when: Formula | None = None
    """The condition; without it the version always holds."""
    text: Prose
    """The text, in which `{name}` inserts a value."""


Text = Annotated[
    tuple[Variant, ...],
    BeforeValidator(_list_variants, json_schema_input_type=Prose | tuple[Variant, ...]),
]
"""A text, or several versions of it of which the first that holds is shown."""


class Documented(Model):
    """A table with a note and a source."""

    about: Prose | None = None
    """What it stands for, in a sentence or two; shown to players on request."""
    source: Line | None = None
    """The section of the paper that it rests on, or `general`."""
