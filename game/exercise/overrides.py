"""Overrides: white changes values of a world, once the difference was shown and a reason given."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine import Rules, State, digest_state
from game.errors import ExerciseError, NotAllowed, StaleAction
from game.exercise.changes import ValueChange, amend, check_changes, parse_changes
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.payloads import (
    OverrideAnnounced,
    OverrideApplied,
    OverrideUndone,
    TurnResolved,
)
from game.exercise.payloads.control import Difference
from game.exercise.phases import require_reason
from game.exercise.readers import CONTROL, Reader, of_world, require_white
from game.exercise.standing import WorldStanding

__all__ = [
    "Difference",
    "ValueChange",
    "compare",
    "find_override",
    "override",
    "parse_changes",
    "preview_override",
    "undo_override",
]


def compare(rules: Rules, before: State, after: State) -> tuple[Difference, ...]:
    """Return the variables and flags that differ between two states."""
    pairs = [
        *zip(rules.variables, before.values, after.values, strict=True),
        *zip(rules.flags, before.flags, after.flags, strict=True),
    ]
    return tuple(Difference(name=name, before=a, after=b) for name, a, b in pairs if a != b)


def preview_override(
    exercise: Exercise, white: Reader, world: str, changes: Iterable[ValueChange]
) -> tuple[Difference, ...]:
    """Return what changes would change now, held within the ranges.

    Raises:
        NotAllowed: Who asks is not white.
        ExerciseError: A change names what the scenario does not have.
    """
    require_white(white)
    exercise.standing()
    return _preview(exercise, world, tuple(changes))


def _preview(
    exercise: Exercise, world: str, changes: tuple[ValueChange, ...]
) -> tuple[Difference, ...]:
    game = exercise.game(world)
    check_changes(game.rules, changes)
    return compare(game.rules, game.state, amend(game.rules, game.state, changes))


def override(
    exercise: Exercise,
    white: Reader,
    world: str,
    changes: Iterable[ValueChange],
    reason: str,
    expect: tuple[Difference, ...],
    announce: str = "",
) -> None:
    """Change values of a world.

    Args:
        exercise: Which exercise.
        white: Who asks.
        world: The world.
        changes: What is to change.
        reason: Why; the report quotes it.
        expect: The differences that were shown and confirmed.
        announce: What the world is told, if anything.

    Raises:
        NotAllowed: Who asks is not white, or no reason is given.
        StaleAction: The differences are no longer those that were shown.
        ExerciseError: Nothing would change, or a change names what the scenario does not have.
    """
    with exercise.change(white) as change:
        require_white(white)
        require_reason(reason)
        wanted = tuple(changes)
        applied = _preview(exercise, world, wanted)
        if applied != tuple(expect):
            raise StaleAction("the values have changed meanwhile; look at the difference again")
        if not applied:
            raise ExerciseError("this changes nothing")
        payload = OverrideApplied(changes=wanted, applied=applied, reason=reason)
        seq = change.append(payload, CONTROL, world)
        if announce.strip():
            change.append(OverrideAnnounced(text=announce), of_world(world), world, caused_by=seq)


def find_override(place: WorldStanding) -> Event | None:
    """Return the override of a world that can still be taken back: the last since a resolution."""
    for event in reversed(place.journal):
        if isinstance(event.payload, TurnResolved):
            return None
        if isinstance(event.payload, OverrideApplied):
            return event
    return None


def undo_override(
    exercise: Exercise,
    white: Reader,
    world: str,
    reason: str,
    expect: int | None = None,
    announce: str = "",
) -> tuple[Difference, ...]:
    """Take the last override of a world back, and return what that changes.

    What was changed by hand, by rulings or injects since then stays.

    Args:
        exercise: Which exercise.
        white: Who asks.
        world: The world.
        reason: Why; the report quotes it.
        expect: The number of the entry that is to be taken back; none: whichever is the last.
        announce: What the world is told, if anything.

    Raises:
        NotAllowed: Who asks is not white, no reason is given, or there is none to take back.
        StaleAction: Another override has become the last.
    """
    with exercise.change(white) as change:
        require_white(white)
        require_reason(reason)
        place = change.world(world)
        last = find_override(place)
        if expect is not None and (last is None or last.seq != expect):
            raise StaleAction("another override is the last by now; look again")
        if last is None:
            raise NotAllowed(
                f"world {world} has no override since its last resolution; take the turn back"
            )
        game = exercise.game(world)
        rest = [event for event in place.journal if event is not last]
        after = exercise.state_after(world, rest)
        payload = OverrideUndone(
            override=last.seq,
            applied=compare(game.rules, game.state, after),
            reason=reason,
            digest=digest_state(after),
        )
        seq = change.append(payload, CONTROL, world, caused_by=last.seq)
        if announce.strip():
            change.append(OverrideAnnounced(text=announce), of_world(world), world, caused_by=seq)
    return payload.applied
