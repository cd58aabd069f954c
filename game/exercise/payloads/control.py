"""What white does beside the phases: injects, overrides, messages, notes, the survey."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from game.exercise.changes import ValueChange
from game.exercise.configuration import Inject
from game.exercise.payloads.base import Entry, Key, Line, Payload, Prose


class Difference(Entry):
    """A value before and after a change."""

    name: Line
    """The variable or flag."""
    before: float
    """What it was; a flag is 0 or 1."""
    after: float
    """What it is, within its range."""


class InjectSent(Payload):
    """An inject took place in a world; the part that white reads."""

    TYPE: ClassVar[str] = "inject.sent"
    inject: Key
    """Which one."""
    by: Literal["white", "trigger"]
    """Who sent it."""
    played: bool
    """Whether the scenario's own effects follow in this turn's resolution."""
    changes: tuple[ValueChange, ...] = ()
    """Effects of the exercise's own."""
    applied: tuple[Difference, ...] = ()
    """What they changed."""


class InjectDelivered(Payload):
    """An inject as its recipients read it."""

    TYPE: ClassVar[str] = "inject.delivered"
    label: Line
    """Its heading."""
    sender: Line
    """From whom it comes."""
    text: Prose
    """The dispatch."""


class InjectChanged(Payload):
    """White held an inject, let it go, skipped or edited it."""

    TYPE: ClassVar[str] = "inject.changed"
    inject: Key
    """Which one."""
    status: Literal["waiting", "due", "held", "skipped"]
    """How it stands now."""
    reason: Prose = ""
    """Why."""
    edited: Inject | None = None
    """What it is from now on."""


class InjectInvented(Payload):
    """White wrote an inject that was not prepared."""

    TYPE: ClassVar[str] = "inject.invented"
    inject: Inject
    """What it is."""


class OverrideApplied(Payload):
    """White changed values of a world."""

    TYPE: ClassVar[str] = "override.applied"
    changes: tuple[ValueChange, ...]
    """What was asked."""
    applied: Annotated[tuple[Difference, ...], Field(min_length=1)]
    """What it changed."""
    reason: Prose
    """Why."""


class OverrideUndone(Payload):
    """White took an override back; what was changed besides stays."""

    TYPE: ClassVar[str] = "override.undone"
    override: int
    """The number of the entry that is taken back."""
    applied: tuple[Difference, ...]
    """What this changed."""
    reason: Prose
    """Why."""
    digest: Line
    """The fingerprint of the state without the override."""


class OverrideAnnounced(Payload):
    """What a world is told of an override."""

    TYPE: ClassVar[str] = "override.announced"
    text: Prose
    """The public part of the reason."""


class MessageSent(Payload):
    """A message that its recipients read."""

    TYPE: ClassVar[str] = "message.sent"
    sender: Line
    """A seat, or `white`."""
    to: tuple[Line, ...]
    """Seats, or `white`."""
    text: Prose
    """What it says."""


class MessageHeld(Payload):
    """A message that waits for white."""

    TYPE: ClassVar[str] = "message.held"
    sender: Line
    """The seat."""
    to: tuple[Line, ...]
    """Seats, or `white`."""
    text: Prose
    """What it says."""


class MessageStopped(Payload):
    """White did not let a message pass."""

    TYPE: ClassVar[str] = "message.stopped"
    message: int
    """The number of the entry that held it."""
    reason: Prose = ""
    """Why, as its sender reads it."""


class NoteAdded(Payload):
    """A moment that someone starred, or a remark."""

    TYPE: ClassVar[str] = "note.added"
    text: Prose
    """What it says."""
    author: Line = ""
    """The initials of who wrote it."""
    objective: Line | None = None
    """The objective that it bears on."""
    about: int | None = None
    """The number of the entry that it is about."""
    star: bool = True
    """Whether it leads the hot wash."""


class PeopleNoted(Payload):
    """White noted who sits at a seat; the names stand beside the log."""

    TYPE: ClassVar[str] = "people.noted"
    seat: Line
    """The seat."""


class SurveyOpened(Payload):
    """White asks participants and observers what they make of the exercise."""

    TYPE: ClassVar[str] = "survey.opened"


class SurveyClosed(Payload):
    """No answers are taken any more."""

    TYPE: ClassVar[str] = "survey.closed"


class ProjectorSet(Payload):
    """White says what projectors show; those of one world stay at it."""

    TYPE: ClassVar[str] = "projector.set"
    show: Line = ""
    """The world that is shown large; `*` for all in rows; empty for what each showed before."""
    dark: bool = False
    """Whether nothing is shown."""


class SurveyAnswered(Payload):
    """What a participant or an observer answered."""

    TYPE: ClassVar[str] = "survey.answered"
    answers: dict[Line, Prose]
    """By question."""
