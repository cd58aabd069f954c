"""Matrix adjudication: what is argued, estimated and ruled."""

from __future__ import annotations

from typing import ClassVar, Literal

from game.exercise.changes import ValueChange
from game.exercise.payloads.base import Key, Line, Odds, Payload, Prose
from game.exercise.payloads.control import Difference

Kind = Literal["proposal", "pro", "con"]
"""What an argument is."""


class ArgumentAdded(Payload):
    """A proposal beyond the rules, or what speaks for or against one."""

    TYPE: ClassVar[str] = "argument.added"
    ref: Key
    """The proposal."""
    kind: Kind
    """What it is."""
    intent: Prose
    """What is to happen; for pro and con, the argument."""
    means: Prose = ""
    """By what means."""
    reasons: Prose = ""
    """Why it should succeed."""
    action: Line | None = None
    """The action of the scenario that it comes from, where its group is ruled by argument."""


class DebateOpened(Payload):
    """White shows a proposal to others, who may argue and estimate."""

    TYPE: ClassVar[str] = "argument.opened"
    ref: Key
    """The proposal."""
    by: Line
    """The seat that proposes."""
    intent: Prose
    """What is to happen."""
    means: Prose
    """By what means."""
    reasons: Prose
    """Why it should succeed."""


class EstimateCast(Payload):
    """What someone privately holds the odds to be."""

    TYPE: ClassVar[str] = "estimate.cast"
    ref: Key
    """The proposal."""
    odds: Odds
    """Per cent."""


class RulingMade(Payload):
    """White ruled on a proposal; the private part."""

    TYPE: ClassVar[str] = "ruling.made"
    ref: Key
    """The proposal."""
    odds: Odds
    """The odds that white set, in per cent."""
    key: Line
    """What the roll was keyed by, beside seed and turn."""
    roll: float
    """The draw in [0, 1); it succeeds if 100 times it is below the odds."""
    succeeded: bool
    """Whether it did."""
    changes: tuple[ValueChange, ...]
    """What follows."""
    applied: tuple[Difference, ...]
    """What it changed."""
    public: Prose
    """The rationale that all read."""
    private: Prose
    """The rationale for white and the report."""


class RulingAnnounced(Payload):
    """What all learn of a ruling."""

    TYPE: ClassVar[str] = "ruling.announced"
    ref: Key
    """The proposal."""
    intent: Prose
    """What was proposed."""
    succeeded: bool
    """Whether it succeeded."""
    public: Prose
    """The rationale."""
