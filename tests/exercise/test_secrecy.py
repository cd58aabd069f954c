"""Secrecy: whatever happens in an exercise, nobody gets what an audience excludes them from.

Random exercises are played with texts that name their own audience. Everything that a reader can
get is searched for the marks of others: entries, views, summaries, exports.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine import Plan
from game.errors import BufferStateError
from game.exercise import (
    drafts,
    injects,
    matrix,
    messages,
    notes,
    orders,
    overrides,
    phases,
    survey,
)
from game.exercise.changes import parse_changes
from game.exercise.configuration import Inject, read_configuration
from game.exercise.creation import create_exercise
from game.exercise.events import write_payload
from game.exercise.exercise import Exercise
from game.exercise.publicity import public_turns, public_view
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.review.export import Extract
from game.exercise.script import plain
from game.exercise.seats import seat_view
from game.exercise.store import Store
from game.exercise.summary import catch_up
from tests.exercise.conftest import CONFIGURATION, TWO_BANKS, HandClock

SEATS = [Reader("seat", world, seat) for world in "ab" for seat in ("north", "south")]
READERS = [*SEATS, Reader("projector"), Reader("projector", "b"), Reader("observer"),
           Reader("observer", "a")]  # fmt: skip

ORDERS = {"north": ["dig", "pray", "dam"], "south": ["sow", "complain"]}


@dataclass
class Play:
    """An exercise in progress and the marks that were hidden in its texts."""

    exercise: Exercise
    """The exercise."""
    clock: HandClock
    """Its time."""
    marks: dict[str, set[str]] = field(default_factory=dict)
    """For each mark the readers that may see it, as `a/north`; white is always one."""

    def mark(self, *readers: str) -> str:
        """Return a new mark that only some may see."""
        text = f"mark{len(self.marks):04}x"
        self.marks[text] = set(readers)
        return text


Act = Callable[[Play, Reader, str], None]


def everyone_in(world: str) -> tuple[str, ...]:
    """Return the names of all who may see what is public in a world."""
    watching = (f"{role}/{room}" for role in ("projector", "observer") for room in ("", world))
    return f"{world}/north", f"{world}/south", *watching


def name_of(reader: Reader) -> str:
    """Return the name by which marks are noted."""
    return f"{reader.world}/{reader.seat}" if reader.seat else f"{reader.role}/{reader.world}"


def write_message(play: Play, seat: Reader, other: str) -> None:
    """A message between two seats."""
    mark = play.mark(name_of(seat), f"{seat.world}/{other}")
    messages.send_message(play.exercise, seat, [other], mark)


def write_to_white(play: Play, seat: Reader, other: str) -> None:
    """A message to white."""
    messages.send_message(play.exercise, seat, ["white"], play.mark(name_of(seat)))


def invent_inject(play: Play, seat: Reader, other: str) -> None:
    """An inject for one seat, with notes for white."""
    inject = Inject(
        id=f"i{len(play.marks)}",
        label=play.mark(f"{seat.world}/{other}"),
        to=(other,),
        text=play.mark(f"{seat.world}/{other}"),
        expected=play.mark(),
        notes=play.mark(),
        effects=parse_changes("trust +1"),
    )
    injects.invent(play.exercise, WHITE, inject, [seat.world])


def debate(play: Play, seat: Reader, other: str) -> None:
    """A proposal that is argued by two seats and ruled on."""
    own, both = name_of(seat), f"{seat.world}/{other}"
    ref = matrix.propose(play.exercise, seat, play.mark(own, both), play.mark(own, both), "why")
    matrix.open_debate(play.exercise, WHITE, ref, [other])
    matrix.argue(play.exercise, Reader("seat", seat.world, other), ref, "con", play.mark(own, both))
    matrix.estimate(play.exercise, seat, ref, 12.345)
    changes = parse_changes("water +2")
    public, private = play.mark(own, both), play.mark()
    matrix.rule(play.exercise, WHITE, ref, 50, changes, changes, public, private)


def propose_only(play: Play, seat: Reader, other: str) -> None:
    """A proposal that white does not show to others."""
    mark = play.mark(name_of(seat))
    matrix.propose(play.exercise, seat, mark, play.mark(name_of(seat)), "why")


def override(play: Play, seat: Reader, other: str) -> None:
    """An override with a private reason and a public word."""
    changes = parse_changes("trust +3")
    shown = overrides.preview_override(play.exercise, WHITE, seat.world, changes)
    reason, word = play.mark(), play.mark(*everyone_in(seat.world))
    overrides.override(play.exercise, WHITE, seat.world, changes, reason, shown, word)


def undo(play: Play, seat: Reader, other: str) -> None:
    """The last override taken back, with a private reason and a public word."""
    reason, word = play.mark(), play.mark(*everyone_in(seat.world))
    overrides.undo_override(play.exercise, WHITE, seat.world, reason, announce=word)


def note(play: Play, seat: Reader, other: str) -> None:
    """A note of white's and one of an analyst's."""
    for actor in (Reader("white", name="AB"), Reader("analyst", name="CD")):
        notes.star(play.exercise, actor, play.mark(), world=seat.world)


def answer(play: Play, seat: Reader, other: str) -> None:
    """The survey."""
    with contextlib.suppress(BufferStateError):
        survey.open_survey(play.exercise, WHITE)
    survey.answer_survey(play.exercise, seat, {"surprise": play.mark(name_of(seat))})


def order(play: Play, seat: Reader, other: str) -> None:
    """A draft, then orders."""
    plan = Plan((ORDERS[seat.seat][len(play.marks) % 2],))
    turn = play.exercise.standing().worlds[seat.world].turn
    drafts.save_draft(play.exercise, seat, plan, turn)
    orders.submit(play.exercise, seat, plan, turn)


def move(play: Play, seat: Reader, other: str) -> None:
    """The next phase of a world, whatever it needs."""
    place = play.exercise.standing().worlds[seat.world]
    if place.phase == "lock":
        for each in phases.find_missing(place, ["north", "south"]):
            phases.decide(play.exercise, WHITE, seat.world, each, "bot")
    tick(play.exercise)
    phases.move_on(play.exercise, WHITE, [seat.world])
    play.clock.pass_minutes(1)
    tick(play.exercise)


def revert(play: Play, seat: Reader, other: str) -> None:
    """Back to the turn before."""
    turn = max(1, play.exercise.standing().worlds[seat.world].turn - 1)
    phases.revert(play.exercise, WHITE, seat.world, turn, play.mark(*everyone_in(seat.world)))


ACTS: list[Act] = [
    write_message, write_to_white, invent_inject, debate, propose_only, override, undo, note,
    answer, order, order, move, move, move, revert,
]  # fmt: skip


def gather(exercise: Exercise, reader: Reader) -> str:
    """Return all that a reader can get, as one text."""
    events = exercise.read_all(reader)
    parts = [write_payload(event.payload) for event in events]
    parts += catch_up(exercise, reader, 0)
    extract = Extract(exercise, reader)
    parts += [json.dumps(extract.tables()), *extract.lines()]
    if reader.role == "seat":
        view = seat_view(exercise, reader)
        parts += [
            repr((view.injects, view.messages, view.proposals, view.reports, view.draft)),
            repr((view.submitted, view.standing, dict(view.view.readings))),
        ]
    else:
        parts.append(json.dumps(plain(public_view(exercise, reader))))
        worlds = [reader.world] if reader.world else ["a", "b"]
        parts += [json.dumps(plain(public_turns(exercise, reader, world))) for world in worlds]
    return "\n".join(parts)


def check(play: Play) -> None:
    """See that nobody got a mark of others, a hidden value, or orders before their release."""
    for reader in READERS:
        text, name = gather(play.exercise, reader), name_of(reader)
        leaked = [
            mark for mark, readers in play.marks.items() if mark in text and name not in readers
        ]
        assert leaked == [], f"{name} got {leaked}"
        check_values(play, reader, text)
        check_orders(play, reader)


def check_values(play: Play, reader: Reader, text: str) -> None:
    """See that no exact hidden value is anywhere in what a reader got."""
    own = {"north": "resolve", "south": "grain"}.get(reader.seat)
    for name in {"resolve", "grain"} - {own}:
        for world in "ab":
            game = play.exercise.game(world)
            place = game.rules.index["var"][name]
            exact = {turn.state.values[place] for turn in game.turns} | {game.state.values[place]}
            # Values were drawn with many digits; one at the end of its range may be anything.
            assert not [value for value in exact if len(repr(value)) > 8 and repr(value) in text]


def check_orders(play: Play, reader: Reader) -> None:
    """See that orders of others come only with the release of their turn."""
    for event in play.exercise.read_all(reader):
        assert event.type not in ("turn.resolved", "estimate.cast") or (
            event.type == "estimate.cast" and event.seat == reader.seat
        )
        if event.type.startswith("order."):
            assert (event.world, reader.seat) == (
                reader.world,
                getattr(event.payload, "seat", event.seat),
            )


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(SEATS)), max_size=25))
def test_nobody_gets_what_an_audience_excludes(acts: list[tuple[Act, Reader]]) -> None:
    """Nothing that a seat's view, summary or export holds contains what is not for it."""
    clock = HandClock()
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{Path(folder) / 'x.sqlite'}", clock) as store,
    ):
        text = CONFIGURATION.format(scenario=TWO_BANKS).replace("delay = 5", "delay = 0")
        exercise = create_exercise(store, read_configuration(text)).exercise
        play = Play(exercise, clock)
        phases.start(exercise, WHITE)
        phases.move_on(exercise, WHITE)
        for act, seat in acts:
            other = "south" if seat.seat == "north" else "north"
            # What is not allowed now may be half said; that half is as secret as all else.
            with contextlib.suppress(BufferStateError):
                act(play, seat, other)
        check(play)
