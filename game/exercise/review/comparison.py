"""Compare worlds: their indicators by turn, and where they first went different ways."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.opening import build_frame
from game.engine.view import read_value
from game.engine.words import gauge_of
from game.exercise.exercise import Exercise
from game.exercise.indicators import list_indicators
from game.exercise.names import Names
from game.exercise.payloads import InjectSent, OverrideApplied, RulingMade, TurnResolved
from game.exercise.standing import WorldStanding


@dataclass(frozen=True, slots=True)
class Series:
    """A value of a world, turn by turn."""

    world: str
    """Which world."""
    values: tuple[float, ...]
    """At the start, then after each turn."""
    touched: tuple[int, ...]
    """The turns in which white changed this value by override or ruling."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value in all worlds."""

    name: str
    """Which value."""
    label: str
    """What people call it."""
    series: tuple[Series, ...]
    """One for each world."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where a world first went another way than the first one."""

    world: str
    """Which world."""
    turn: int | None
    """In which turn; none where they are the same so far."""
    why: str
    """What differed first."""


def compare_worlds(exercise: Exercise) -> tuple[Comparison, ...]:
    """Return the values in front for all worlds; turns that were taken back are left out."""
    standing = exercise.standing()
    found = []
    for name in list_indicators(exercise.rules):
        label = gauge_of(exercise.rules.scenario, name).label or name
        series = tuple(_trace(exercise, place, name) for place in standing.worlds.values())
        found.append(Comparison(name, label, series))
    return tuple(found)


def _trace(exercise: Exercise, place: WorldStanding, name: str) -> Series:
    game = exercise.game(place.id)
    states = [turn.state for turn in game.turns]
    first = game.turns[0].before if game.turns else game.state
    values = tuple(
        read_value(game.rules, build_frame(game.rules, state), name) for state in (first, *states)
    )
    touched = tuple(
        entry.turn
        for entry in place.journal
        if isinstance(entry.payload, OverrideApplied | RulingMade)
        and any(each.name == name for each in entry.payload.applied)
    )
    return Series(place.id, values, touched)


def find_divergences(exercise: Exercise) -> tuple[Divergence, ...]:
    """Return for each world but the first where it left the first one's way, and why."""
    first, *others = exercise.standing().worlds.values()
    return tuple(_diverge(exercise, first, other) for other in others)


def _diverge(exercise: Exercise, first: WorldStanding, other: WorldStanding) -> Divergence:
    configuration, names = exercise.configuration, Names(exercise)
    if configuration.seed_of(first.id) != configuration.seed_of(other.id):
        return Divergence(other.id, 1, "it has another seed")
    for mine, theirs in zip(first.journal, other.journal, strict=False):
        why = _differ(mine.payload, theirs.payload, names)
        if why:
            return Divergence(other.id, min(mine.turn, theirs.turn), why)
    if len(first.journal) == len(other.journal):
        return Divergence(other.id, None, "the same so far")
    longer = max(first.journal, other.journal, key=len)
    entry = longer[min(len(first.journal), len(other.journal))]
    if isinstance(entry.payload, TurnResolved):
        return Divergence(other.id, None, "the same as far as both have played")
    return Divergence(other.id, entry.turn, _name(entry.payload))


def _differ(mine: object, theirs: object, names: Names) -> str:
    """Return in what two entries of the journals differ, or empty."""
    if isinstance(mine, TurnResolved) and isinstance(theirs, TurnResolved):
        if mine.injects != theirs.injects:
            return "different injects took effect"
        parted = sorted(seat for seat in mine.plans if mine.plans[seat] != theirs.plans.get(seat))
        if parted:
            return f"different orders of {names.seats(parted)}"
        return "" if mine.digest == theirs.digest else "another state"
    if isinstance(mine, TurnResolved) or isinstance(theirs, TurnResolved):
        return _name(theirs if isinstance(mine, TurnResolved) else mine)
    changes = getattr(mine, "changes", None), getattr(theirs, "changes", None)
    return "" if changes[0] == changes[1] else _name(theirs)


def _name(payload: object) -> str:
    """Return what changed a state beside the rules."""
    if isinstance(payload, OverrideApplied):
        return "an override by white"
    if isinstance(payload, RulingMade):
        return "a ruling by white"
    return "an inject" if isinstance(payload, InjectSent) else "another entry"
