"""Overrides: white changes values of a world, once the difference was shown and a reason given."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine import Rules, State
from game.errors import ExerciseError, StaleAction
from game.exercise.changes import amend, check_changes, parse_changes
from game.exercise.configuration import Change as ValueChange
from game.exercise.exercise import Exercise
from game.exercise.payloads import OverrideAnnounced, OverrideApplied
from game.exercise.payloads.control import Difference
from game.exercise.phases import require_reason
from game.exercise.readers import CONTROL, Reader, of_world, require_white

__all__ = ["Difference", "ValueChange", "compare", "override", "parse_changes", "preview_override"]


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
