"""The course of an exercise: its beginning, seats, phases and clocks."""

from __future__ import annotations

from typing import ClassVar, Literal

from game.exercise.configuration import Configuration, PhaseName
from game.exercise.payloads.base import Entry, Line, Payload, Prose


class FileEntry(Entry):
    """A file of the scenario as it was frozen."""

    name: Line
    """Its name relative to the scenario's folder."""
    layer: int
    """0 for the scenario itself, more for those that it extends."""
    text: str
    """What it holds."""


class ExerciseCreated(Payload):
    """The exercise was prepared; scenario, program and seed are fixed from here on."""

    TYPE: ClassVar[str] = "exercise.created"
    program: Line
    """The version of the program."""
    digest: Line
    """The SHA-256 of the scenario's files."""
    configuration: Configuration
    """How it is run."""
    files: tuple[FileEntry, ...]
    """The scenario."""


class ExerciseStarted(Payload):
    """The clock began to run."""

    TYPE: ClassVar[str] = "exercise.started"


class PracticeStarted(Payload):
    """A turn to try things out began; nothing that follows counts until it has ended."""

    TYPE: ClassVar[str] = "practice.started"


class PracticeEnded(Payload):
    """The practice is over: the exercise stands again as it did when it began."""

    TYPE: ClassVar[str] = "practice.ended"


class ExerciseEnded(Payload):
    """White closed the exercise; notes and the survey go on."""

    TYPE: ClassVar[str] = "exercise.ended"


class WorldEnded(Payload):
    """The game of a world is over."""

    TYPE: ClassVar[str] = "exercise.world_ended"
    ending: Line | None
    """The ending, if one was reached."""
    label: Line
    """What people call it."""


class SeatClaimed(Payload):
    """Someone took a seat with its code."""

    TYPE: ClassVar[str] = "seat.claimed"
    again: bool
    """Whether it was held before, by a session that had gone."""


class SeatTakenOver(Payload):
    """A second claim got white's consent; the first session is over."""

    TYPE: ClassVar[str] = "seat.taken_over"
    ticket: Line
    """What white consented to."""


class ClaimAsked(Payload):
    """Someone gave the code of a seat that is in use."""

    TYPE: ClassVar[str] = "seat.claim_asked"
    ticket: Line
    """What white answers to."""


class ClaimRefused(Payload):
    """White refused a second claim."""

    TYPE: ClassVar[str] = "seat.claim_refused"
    ticket: Line
    """What was refused."""


class SeatFreed(Payload):
    """White ended whoever sat at a seat; its code opens it again."""

    TYPE: ClassVar[str] = "seat.freed"
    seat: Line
    """The seat."""


class BotSet(Payload):
    """A bot plays the seat from now on, or no longer."""

    TYPE: ClassVar[str] = "seat.bot"
    seat: Line
    """The seat."""
    bot: bool
    """Whether a bot plays it."""


class ReadySet(Payload):
    """A seat says whether it is ready."""

    TYPE: ClassVar[str] = "seat.ready"
    ready: bool
    """Whether it is."""


class CodeRenewed(Payload):
    """A code was replaced by a new one."""

    TYPE: ClassVar[str] = "code.renewed"
    role: Line
    """Whose."""
    seat: Line = ""
    """The seat, if it is one's."""


class CodeRevoked(Payload):
    """A code opens nothing any more."""

    TYPE: ClassVar[str] = "code.revoked"
    role: Line
    """Whose."""
    seat: Line = ""
    """The seat, if it is one's."""


class _Phase(Payload):
    phase: PhaseName
    """Which one begins."""
    seconds: float
    """How long it is meant to last; 0 is without a limit."""


class PhaseOpened(_Phase):
    """A phase of a turn began."""

    TYPE: ClassVar[str] = "phase.opened"


class PhaseLocked(_Phase):
    """The orders of a turn are in; nothing more is taken."""

    TYPE: ClassVar[str] = "phase.locked"


class PhaseExtended(Payload):
    """White moved the deadline of the phase."""

    TYPE: ClassVar[str] = "phase.extended"
    seconds: float
    """By how much."""


class GraceGranted(Payload):
    """A seat may hand in its orders after the lock."""

    TYPE: ClassVar[str] = "clock.grace"
    seat: Line
    """The seat."""
    seconds: float
    """For how long, from now on."""


class ClockPaused(Payload):
    """Every clock stands and no input is taken."""

    TYPE: ClassVar[str] = "clock.paused"
    reason: Prose = ""
    """Why."""


class ClockResumed(Payload):
    """The clocks run on."""

    TYPE: ClassVar[str] = "clock.resumed"


class ClockExpired(Payload):
    """The deadline of a phase passed; what follows is white's to say."""

    TYPE: ClassVar[str] = "clock.expired"
    phase: Literal["brief", "plan", "lock", "adjudicate", "release"]
    """Which phase."""
