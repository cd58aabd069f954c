"""Imagined games, played from an opening to their ends by the batch engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.engine import Plan
from game.engine.opening import Opening

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from game.engine.batch import Batch


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


def play_futures(
    worlds: Batch, opening: Opening, seat: str, plan: Plan | None, names: Sequence[str]
) -> Futures:
    """Play imagined worlds to their ends, every seat by the scenario's weights.

    Args:
        worlds: Worlds that stand in the turn of the opening; they are played, so that none is left.
        opening: The opening that the seat sees; what has occurred there stays as it is.
        seat: Who plans.
        plan: What the seat does in the turn of the opening; without one, what its weights say.
        names: Variables and derived values to follow.
    """
    import numpy as np

    from game.policy.batch import BATCH_POLICIES, choose, play_turn

    policies = dict.fromkeys(worlds.rules.seats, BATCH_POLICIES["weights"])
    tried = worlds.size
    worlds.open_as(opening)
    if plan is not None:
        legal = worlds.commit_plan(seat, plan)
        worlds = worlds if legal.all() else worlds.take(legal)
    for other in worlds.rules.seats:
        if plan is None or other != seat:
            choose(worlds, other, policies)
    worlds.resolve()
    rows = {name: [worlds.read(name)] for name in names}
    while not worlds.ended.all():
        ended = worlds.ended.copy()
        play_turn(worlds, policies)
        for name, row in rows.items():
            row.append(np.where(ended, row[-1], worlds.read(name)))
    rest = worlds.rules.last_turn - worlds.turn + 1
    return Futures(
        tried=tried,
        values={name: np.array(row + row[-1:] * rest) for name, row in rows.items()},
        endings=worlds.ending,
        turns=worlds.end_turn,
    )
