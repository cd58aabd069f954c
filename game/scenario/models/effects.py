"""What an entry does when it happens."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.scenario.models.base import (
    CostName,
    Count,
    EventIds,
    FlagName,
    Formula,
    Id,
    Line,
    Model,
    PromiseIds,
    StageId,
    VariableName,
)

AMOUNTS = frozenset({"add", "set", "times", "cost"})
"""The tables whose keys are names, and whose formulas are amounts."""


class Effects(Model):
    """The changes that an entry makes; several kinds may stand side by side."""

    add: dict[VariableName, Formula] = Field(default_factory=dict)
    """Added to variables."""
    set: dict[VariableName, Formula] = Field(default_factory=dict)
    """New values of variables, before `times` and `add`."""
    times: dict[VariableName, Formula] = Field(default_factory=dict)
    """Factors of variables, before `add`."""
    raise_: Annotated[tuple[FlagName, ...], Field(alias="raise")] = ()
    """Flags that become true; raising wins over clearing in the same stage."""
    clear: tuple[FlagName, ...] = ()
    """Flags that become false."""
    call: EventIds = ()
    """Events that happen at the next opening."""
    promise: PromiseIds = ()
    """Promises that are made at the end of the stage."""
    keeps: PromiseIds = ()
    """Promises that count as kept when they are judged."""
    stalls: PromiseIds = ()
    """Promises whose due turn moves, once."""
    reveal: tuple[VariableName, ...] = ()
    """Hidden variables that the acting seat sees from now on."""
    later: tuple[Later, ...] = ()
    """Effects that arrive in a later turn."""
    also: tuple[Also, ...] = ()
    """Effects under a condition of their own."""
    outcome: tuple[Outcome, ...] = ()
    """Exactly one is drawn by its weight; written worst first."""
    why: Line | None = None
    """Why it happens, as a player reads it among the causes."""


class Later(Effects):
    """Effects that arrive in a later turn."""

    in_: Annotated[int, Field(alias="in", ge=1, le=1000, strict=True)]
    """How many turns later."""
    stage: StageId = "due"
    """The stage in which they apply."""
    fix: Annotated[bool, Field(strict=True)] = False
    """Compute the amounts now instead of then."""


class Also(Effects):
    """Effects under a condition."""

    when: Formula
    """They apply when it holds at the start of the stage."""


class Outcome(Effects):
    """One way an entry can turn out."""

    id: Id
    """Its name among the outcomes of the entry."""
    label: Line | None = None
    """What the screens call it."""
    weight: Formula
    """How likely it is beside the others; below 0 counts as 0."""


for _model in (Effects, Later, Also, Outcome):  # each holds the others, known only now
    _model.model_rebuild()


class Weight(Model):
    """A line of the reasons by which a bot chooses."""

    base: Formula | None = None
    """Added to the weight when `when` holds."""
    times: Formula | None = None
    """Multiplies the weight when `when` holds."""
    when: Formula | None = None
    """The condition; without it the line always counts."""
    why: Line | None = None
    """The reason, as the capital gives it afterwards."""


class Choice(Effects):
    """What a seat can choose: an action or an option."""

    id: Id
    """Its identifier."""
    label: Line | None = None
    """The verb first, at most 30 characters."""
    short: Line | None = None
    """A label of at most 16 characters, for narrow places."""
    cost: dict[CostName, Formula] = Field(default_factory=dict)
    """What it takes from the pool or from variables."""
    when: Formula | None = None
    """The condition under which it can be chosen, tested at the opening."""
    weight: tuple[Weight, ...] = ()
    """How a bot chooses: the sum of the `base`s times the product of the `times`."""


class Repeatable(Model):
    """How soon something can happen again."""

    wait: Count
    """How many turns must lie between."""
