"""Imagined games, played from an opening to their ends by the batch engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from game.engine import Plan, Rules
from game.engine.opening import Opening
from game.policy.aim import assume_aim
from game.policy.leaning import Factors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from game.engine.batch import Batch
    from game.policy.batch import BatchPolicy


def press_on() -> None:
    """Take no rest: nobody waits for the processor."""


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
    """What each game came to be worth to the seat."""


def play_futures(
    worlds: Batch,
    opening: Opening,
    seat: str,
    plans: Sequence[Plan | None],
    courses: Sequence[Factors],
    names: Sequence[str],
    opponents: Mapping[str, str],
    breathe: Callable[[], None] = press_on,
) -> tuple[Futures, ...]:
    """Play imagined worlds to their ends.

    Args:
        worlds: Worlds that stand in the turn of the opening, the same for each plan, one time after
            the other; nobody else may use them any more.
        opening: The opening that the seat sees; what has occurred there stays as it is.
        seat: Who plans.
        plans: What the seat does in this turn; without a plan, what it does on its course. Either
            all are plans or none is.
        courses: How the seat leans after each plan.
        names: Variables and derived values to follow.
        opponents: The names of the policies of other seats. Without one, and where a policy looks
            ahead itself, a seat is played by the scenario's weights.
        breathe: Called between the parts of a turn; it returns when play may go on.

    Returns:
        What each plan came to.
    """
    import numpy as np

    from game.policy.batch.worth import judge_games

    factors = np.array(courses).T.repeat(worlds.size // len(plans), axis=1)
    policies = _assign_policies(worlds.rules, opponents) | {seat: partial(_lean, factors)}
    tried = worlds.size // len(plans)
    legal = _play_first(worlds, opening, seat, plans, policies).reshape(len(plans), tried)
    rows = {name: [worlds.read(name)] for name in names}
    while not worlds.ended.all():
        ended = worlds.ended.copy()
        _play_turn(worlds, policies, breathe)
        for name, row in rows.items():
            row.append(np.where(ended, row[-1], worlds.read(name)))
    rest = worlds.rules.last_turn - worlds.turn + 1
    values = {name: np.array(row + row[-1:] * rest) for name, row in rows.items()}
    endings, turns = worlds.ending, worlds.end_turn
    worths = judge_games(worlds, seat, assume_aim(worlds.rules, seat))
    worlds.release()
    places = (tried * place + np.flatnonzero(fits) for place, fits in enumerate(legal))
    return tuple(
        Futures(
            tried,
            {name: row[:, own] for name, row in values.items()},
            endings[own],
            turns[own],
            worths[own],
        )
        for own in places
    )


def _assign_policies(rules: Rules, names: Mapping[str, str]) -> dict[str, BatchPolicy]:
    """Return who chooses for each seat: the weights where no name is given that can."""
    from game.policy.batch import BATCH_POLICIES

    weights = BATCH_POLICIES["weights"]
    return {seat: BATCH_POLICIES.get(names.get(seat, ""), weights) for seat in rules.seats}


def _lean(factors: NDArray[Any], worlds: Batch, seat: str) -> None:
    """Choose as each game leans; another seat may have leaned otherwise in between."""
    worlds.lean(factors)
    worlds.choose_leaning(seat)


def _play_turn(
    worlds: Batch, policies: Mapping[str, BatchPolicy], breathe: Callable[[], None]
) -> None:
    """Play a turn, taking breath before each part of it."""
    from game.policy.batch import choose

    parts: list[Callable[[], None]] = [worlds.open]
    parts += [partial(choose, worlds, seat, policies) for seat in worlds.rules.seats]
    for part in (*parts, worlds.resolve):
        breathe()
        part()


def _play_first(
    worlds: Batch,
    opening: Opening,
    seat: str,
    plans: Sequence[Plan | None],
    policies: Mapping[str, BatchPolicy],
) -> NDArray[Any]:
    """Play the turn of the opening, and return which worlds allow the plan that is made there."""
    import numpy as np

    from game.policy.batch import choose

    legal = np.ones(worlds.size, dtype=np.bool_)
    given = [plan for plan in plans if plan is not None]
    worlds.open_as(opening)
    if given:
        legal = worlds.commit(seat, *_lay_plans(worlds, seat, given))
    for other in worlds.rules.seats:
        if not given or other != seat:
            choose(worlds, other, policies)
    worlds.resolve()
    return legal


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
