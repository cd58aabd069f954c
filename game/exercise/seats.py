"""What a seat sees: its world at the open turn, its own orders, what reached it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from game.archive.standpoint import Standpoint
from game.engine import SILENCE, Opening, Plan, Report, Rules, open_turn
from game.engine.view import View, view_opening
from game.exercise.clock import MICROSECONDS
from game.exercise.drafts import find_draft
from game.exercise.events import Event, leave_out_practice
from game.exercise.exercise import Exercise
from game.exercise.payloads import (
    ArgumentAdded,
    DebateOpened,
    EstimateCast,
    InjectDelivered,
    MessageHeld,
    MessageSent,
    RulingAnnounced,
    SurveyAnswered,
    TurnReleased,
    TurnReverted,
)
from game.exercise.readers import Reader, require_seat
from game.exercise.reports import read_report
from game.exercise.resolution import count_turns, name_date
from game.exercise.worlds import read_plan


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An inject as it reached the seat."""

    seq: int
    """Its entry."""
    time: datetime
    """When it came."""
    turn: int
    """In which turn."""
    sender: str
    """From whom."""
    label: str
    """Its heading."""
    text: str
    """What it says."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message that the seat sent or received."""

    seq: int
    """Its entry."""
    time: datetime
    """When."""
    turn: int
    """In which turn."""
    sender: str
    """From whom."""
    to: tuple[str, ...]
    """To whom."""
    text: str
    """What it says."""
    held: bool
    """Whether it still waits for white."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What speaks for or against a proposal."""

    side: str
    """`pro` or `con`."""
    by: str
    """Who says so."""
    text: str
    """What they say."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that the seat made or may discuss."""

    ref: str
    """Its reference."""
    by: str
    """Who proposes."""
    turn: int
    """In which turn."""
    intent: str
    """What is to happen."""
    means: str
    """By what means."""
    reasons: str
    """Why it should succeed."""
    arguments: tuple[Argument, ...]
    """For and against."""
    estimate: float | None
    """The seat's own estimate, in per cent."""
    succeeded: bool | None
    """How white ruled, once it has."""
    rationale: str
    """Why, in public."""


@dataclass(frozen=True)
class SeatView:
    """A seat at the open turn."""

    reader: Reader
    """Whose view it is."""
    events: tuple[Event, ...]
    """What the seat may read of the log, what was reverted included, a past practice not."""
    rules: Rules
    """The compiled scenario."""
    opening: Opening
    """The opening of the turn that the seat knows of."""
    turn: int
    """The turn, 0 before the first."""
    turns: int
    """The last turn that is played: of the exercise where it is shorter, else of the scenario."""
    date: str
    """Its date in words."""
    phase: str
    """The phase, or empty."""
    paused: bool
    """Whether no input is taken."""
    over: bool
    """Whether the game of this world has ended, and the seat knows."""
    ended: bool
    """Whether the exercise has ended."""
    practising: bool
    """Whether what is played does not count."""
    argued: frozenset[str]
    """The actions that are ruled by argument, and not played by the rules."""
    asked: bool
    """Whether the survey takes answers."""
    remaining: float | None
    """The seconds until the phase is meant to end; below 0 it should have."""
    grace: float | None
    """The seconds for which the seat may still hand in after the lock."""
    draft: Plan
    """The plan that was kept last for this turn."""
    submitted: Plan | None
    """The orders that are in."""
    ready: bool
    """Whether the seat says so."""
    standing: Plan | None
    """Its standing orders."""
    bot: bool
    """Whether a bot plays it now."""

    @property
    def world(self) -> str:
        """The world."""
        return self.reader.world

    @property
    def seat(self) -> str:
        """The seat."""
        return self.reader.seat

    @property
    def label(self) -> str:
        """The name of the seat."""
        return self.rules.scenario.seat[self.seat].label

    @property
    def done(self) -> bool:
        """Whether nothing more is played: the last turn is released, or white has ended it."""
        last = self.phase == "release" and self.turn >= self.turns and not self.practising
        return self.over or self.ended or last

    @property
    def debating(self) -> bool:
        """Whether a proposal of the turn waits whose odds the seat has not estimated."""
        return not (self.over or self.ended) and any(
            each.turn == self.turn and each.succeeded is None and each.estimate is None
            for each in self.proposals
        )

    @cached_property
    def survey(self) -> dict[str, str]:
        """What the seat answered last in the survey, by question."""
        given = [e.payload.answers for e in self.events if isinstance(e.payload, SurveyAnswered)]
        return dict(given[-1]) if given else {}

    @cached_property
    def view(self) -> View:
        """What the seat sees of the values."""
        return view_opening(self.rules, self.opening, self.seat)

    @property
    def standpoint(self) -> Standpoint:
        """What the seat can read of the scenario's formulas and texts."""
        return Standpoint(self.rules, self.opening, self.view)

    @cached_property
    def releases(self) -> tuple[Event, ...]:
        """The entries that told it of turns, the first first; reverted ones are left out."""
        found: list[Event] = []
        for event in self.events:
            if isinstance(event.payload, TurnReverted):
                found = [each for each in found if each.turn < event.payload.to]
            elif isinstance(event.payload, TurnReleased) and self._is_own(event):
                found.append(event)
        return tuple(found)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """What happened in the released turns, the first first."""
        return tuple(read_report(self.rules, each.payload.report) for each in self.releases)

    def _is_own(self, event: Event) -> bool:
        return f"seat:{self.world}/{self.seat}" in event.audience

    @cached_property
    def injects(self) -> tuple[Dispatch, ...]:
        """What reached the seat, the first first."""
        return tuple(
            Dispatch(e.seq, e.time, e.turn, e.payload.sender, e.payload.label, e.payload.text)
            for e in self.events
            if isinstance(e.payload, InjectDelivered)
        )

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """What the seat sent and received, the first first."""
        passed = {e.caused_by for e in self.events if isinstance(e.payload, MessageSent)}
        return tuple(
            Message(
                e.seq, e.time, e.turn, e.payload.sender, e.payload.to, e.payload.text,
                isinstance(e.payload, MessageHeld),
            )
            for e in self.events
            if isinstance(e.payload, MessageSent | MessageHeld) and e.seq not in passed
        )  # fmt: skip

    @cached_property
    def proposals(self) -> tuple[Proposed, ...]:
        """What the seat proposed or may discuss, the first first."""
        refs = dict.fromkeys(
            event.payload.ref
            for event in self.events
            if isinstance(event.payload, ArgumentAdded | DebateOpened)
        )
        return tuple(self._gather(ref) for ref in refs)

    def _gather(self, ref: str) -> Proposed:
        """Return what the seat may read of a proposal."""
        about = [event for event in self.events if getattr(event.payload, "ref", None) == ref]
        shown = next(
            event
            for event in about
            if isinstance(event.payload, DebateOpened)
            or (isinstance(event.payload, ArgumentAdded) and event.payload.kind == "proposal")
        )
        ruling = next((e.payload for e in about if isinstance(e.payload, RulingAnnounced)), None)
        estimates = [e.payload.odds for e in about if isinstance(e.payload, EstimateCast)]
        return Proposed(
            ref=ref,
            by=getattr(shown.payload, "by", shown.seat),
            turn=shown.turn,
            intent=shown.payload.intent,
            means=shown.payload.means,
            reasons=shown.payload.reasons,
            arguments=tuple(
                Argument(event.payload.kind, event.seat, event.payload.intent)
                for event in about
                if isinstance(event.payload, ArgumentAdded) and event.payload.kind != "proposal"
            ),
            estimate=estimates[-1] if estimates else None,
            succeeded=ruling.succeeded if ruling else None,
            rationale=ruling.public if ruling else "",
        )


def seat_view(exercise: Exercise, reader: Reader) -> SeatView:
    """Return what a seat sees now.

    Raises:
        NotAllowed: The reader plays no seat.
        StoreError: The database refuses.
    """
    require_seat(reader)
    standing = exercise.standing()
    place = exercise.world(reader.world)
    game = exercise.game(reader.world)
    unknown = place.resolved and place.phase == "adjudicate"
    first = next((turn for turn in game.turns if turn.event.turn > place.released), None)
    opening = game.opening
    if unknown and first is not None:
        opening = open_turn(game.rules, first.before)
    now = exercise.now
    until = place.grace.get(reader.seat)
    with exercise.store.reading() as connection:
        draft = find_draft(connection, exercise.id, reader.world, reader.seat)
    submission = place.submissions.get(reader.seat)
    left = place.standing.get(reader.seat)
    return SeatView(
        reader=reader,
        events=leave_out_practice(exercise.read_all(reader)),
        rules=game.rules,
        opening=opening,
        turn=opening.turn if unknown else place.turn,
        turns=count_turns(exercise),
        date=name_date(exercise, opening.turn if unknown else place.turn),
        phase=place.phase,
        paused=standing.paused,
        over=place.over and not unknown,
        ended=standing.progress == "ended",
        practising=standing.practising,
        argued=exercise.argued,
        asked=standing.survey,
        remaining=standing.remaining(reader.world, now),
        grace=None if until is None else (until - standing.elapsed(now)) / MICROSECONDS,
        draft=draft.plan if draft and draft.turn == place.turn else SILENCE,
        submitted=read_plan(submission.plan) if submission else None,
        ready=reader.seat in place.ready,
        standing=read_plan(left) if left else None,
        bot=reader.seat in place.bots,
    )
