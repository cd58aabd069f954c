"""Imagined games, played from an opening to their ends by the batch engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from game.engine import Plan
from game.engine.opening import Opening
from game.policy.aim import Aim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from game.engine.batch import Batch
    from game.policy.batch import BatchPolicy


class Course(NamedTuple):
    """What a seat does."""

    plan: Plan | None
    """Its plan in the turn of the opening; without one, its stance holds there too."""
    stance: int
    """How it leans from then on, as a place among its stances."""


@dataclass(frozen=True, slots=True)
class Futures:
    """What imagined games came to; those whose hidden values forbid the plan are left out."""

    tried: int
    """How many worlds were imagined."""
    values: Mapping[str, NDArray[Any]]
    """The values by name, turns × games, after each turn from the opening's on to the last of the
    scenario; a game that has ended stands still."""
    endings: NDArray[Any]
    """The place of each game's ending among those of the rules; −1 where none held."""
    turns: NDArray[Any]
    """The last turn of each game."""
    worths: NDArray[Any]
    """What each game was worth to the seat in the end."""


def play_futures(
    worlds: Batch,
    opening: Opening,
    seat: str,
    courses: Sequence[Course],
    names: Sequence[str],
    aim: Aim,
    opponents: Mapping[str, str],
) -> tuple[Futures, ...]:
    """Play imagined worlds to their ends.

    Args:
        worlds: Worlds that stand in the turn of the opening; each course is taken in all of them.
        opening: The opening that the seat sees; what has occurred there stays as it is.
        seat: Who plans.
        courses: What the seat does; all of them with a plan, or none.
        names: Variables and derived values to follow.
        aim: What the seat wants.
        opponents: The names of the policies of other seats. Without one, and where a policy looks
            ahead itself, a seat is played by the scenario's weights.

    Returns:
        What each course came to.
    """
    import numpy as np

    from game.policy.batch import BATCH_POLICIES, let_lean, play_turn
    from game.policy.batch.worth import judge_games

    policies = let_lean(worlds.rules, seat) | {
        other: BATCH_POLICIES[name]
        for other, name in opponents.items()
        if other != seat and name in BATCH_POLICIES
    }
    tried = worlds.size
    worlds, owners = _play_first(worlds, opening, seat, courses, policies)
    rows = {name: [worlds.read(name)] for name in names}
    while not worlds.ended.all():
        ended = worlds.ended.copy()
        play_turn(worlds, policies)
        for name, row in rows.items():
            row.append(np.where(ended, row[-1], worlds.read(name)))
    rest = worlds.rules.last_turn - worlds.turn + 1
    values = {name: np.array(row + row[-1:] * rest) for name, row in rows.items()}
    worths = judge_games(worlds, seat, aim)
    return tuple(
        Futures(
            tried=tried,
            values={name: row[:, mine] for name, row in values.items()},
            endings=worlds.ending[mine],
            turns=worlds.end_turn[mine],
            worths=worths[mine],
        )
        for mine in (owners == place for place in range(len(courses)))
    )


def _play_first(
    worlds: Batch,
    opening: Opening,
    seat: str,
    courses: Sequence[Course],
    policies: Mapping[str, BatchPolicy],
) -> tuple[Batch, NDArray[Any]]:
    """Play the turn of the opening; return the games that go on, and which course each takes."""
    import numpy as np

    from game.policy.batch import choose

    plans = [course.plan for course in courses if course.plan is not None]
    owners = np.repeat(np.arange(len(courses)), worlds.size)
    if len(courses) > 1:
        worlds = worlds.take(np.tile(np.arange(worlds.size), len(courses)))
    worlds.open_as(opening)
    worlds.take_stances(np.array([course.stance for course in courses])[owners])
    if plans:
        legal = worlds.commit(seat, *_lay_plans(worlds, seat, plans))
        if not legal.all():
            worlds, owners = worlds.take(legal), owners[legal]
    for other in worlds.rules.seats:
        if not plans or other != seat:
            choose(worlds, other, policies)
    worlds.resolve()
    return worlds, owners


def _lay_plans(
    worlds: Batch, seat: str, plans: Sequence[Plan]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return which actions and which options of a seat are chosen in each game."""
    import numpy as np

    rules, copies = worlds.rules, worlds.size // len(plans)
    options = [worlds.tape.options[place] for place in worlds.options_of(seat)]
    orders = [
        [rules.actions[place].id in plan.orders for plan in plans]
        for place in worlds.actions_of(seat)
    ]
    answers = [
        [plan.choices.get(rules.events[event].id) == option.id for plan in plans]
        for event, option in options
    ]
    actions, choices = (
        np.array(marks, dtype=np.bool_).reshape(-1, len(plans)).repeat(copies, axis=1)
        for marks in (orders, answers)
    )
    return actions, choices
