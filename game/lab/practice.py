"""Practice: find by what a seat should multiply the weights of its choices, by playing many games.

This is the cross-entropy method (Rubinstein: "The cross-entropy method for combinatorial and
continuous optimization", 1999). Each choice has odds of each of a few levels. In a round many games
are played, each by levels drawn by these odds; then the odds move towards the levels of the games
that were worth most to the seat. All of it is keyed luck and counting, so that it comes out the
same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from game.engine import Rules
from game.policy.aim import aim_at_endings, find_aim
from game.policy.leaning import list_choices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from game.engine.batch import Batch

LEVELS = (1 / 16, 1 / 4, 1.0, 4.0, 16.0)
"""What a weight may be multiplied by; powers of 2, so that no product is rounded."""

ROUNDS = 40
"""How often the odds move."""

GAMES = 2000
"""How many games are played in a round."""

BEST = 250
"""Towards the levels of so many of them the odds move."""

PACE = 0.5
"""How much of the way they move."""

FIRST, TRIALS = 1_000_000, 1000
"""From this seed on so many games tell how good a practice is."""

Practice = dict[str, float]
"""What differs from 1, by action and `EVENT.OPTION`."""


def practise(rules: Rules, seat: str, rounds: int = ROUNDS) -> Iterator[Practice]:
    """Yield what a seat has found after each round; the last is all.

    All other seats go by the weights of the scenario.
    """
    import numpy as np

    from game.policy.batch.worth import judge_games

    scored = rules.seats[seat].score is not None
    aim = find_aim(rules, seat) if scored else aim_at_endings(rules, seat)
    names = [name for name, _ in list_choices(rules, seat)]
    odds = np.full((len(names), len(LEVELS)), 1.0 / len(LEVELS))
    for number in range(rounds):
        seeds = np.arange(number * GAMES, (number + 1) * GAMES, dtype=np.uint64)
        levels = _draw_levels(names, odds, seeds)
        batch = _play(rules, seat, seeds, np.array(LEVELS)[levels])
        worths = judge_games(batch, seat, aim)
        batch.release()
        best = levels[:, np.argsort(-worths, kind="stable")[:BEST]]
        counts = [np.count_nonzero(best == level, axis=1) for level in range(len(LEVELS))]
        odds = (1.0 - PACE) * odds + PACE * np.array(counts).T / BEST
        yield _settle(names, odds)


def _draw_levels(names: list[str], odds: NDArray[Any], seeds: NDArray[Any]) -> NDArray[Any]:
    """Return the place of a level for each choice in each game."""
    import numpy as np

    from game.engine.batch.luck import draw_many

    levels = np.zeros((len(names), len(seeds)), dtype=np.int64)
    for place, name in enumerate(names):
        draws = draw_many(seeds, 0, f"practice/{name}")
        for edge in np.add.accumulate(odds[place])[:-1]:
            levels[place] += draws >= edge
    return levels


def count_good(rules: Rules, seat: str, practice: Practice) -> int:
    """Return how many of a thousand games end well by a practice; none of them was practised on."""
    import numpy as np

    factors = [practice.get(name, 1.0) for name, _ in list_choices(rules, seat)]
    seeds = np.arange(FIRST, FIRST + TRIALS, dtype=np.uint64)
    endings = _play(rules, seat, seeds, np.array(factors)[:, None]).ending
    good = {ending.id for ending in rules.scenario.ending if ending.rank > 0}
    return sum(ending >= 0 and rules.endings[ending].id in good for ending in endings)


def _play(rules: Rules, seat: str, seeds: NDArray[Any], factors: NDArray[Any]) -> Batch:
    """Play games to their end, each by factors of its own or all by the same."""
    from game.engine.batch import Batch, find_tape
    from game.policy.batch import let_lean, play_out

    batch = Batch.start(find_tape(rules), seeds)
    batch.lean(factors)
    play_out(batch, let_lean(rules, seat))
    return batch


def _settle(names: list[str], odds: NDArray[Any]) -> Practice:
    """Return for each choice the level in the middle of its odds; what does not matter stays 1."""
    import numpy as np

    middles = (np.add.accumulate(odds, axis=1) < 0.5).sum(axis=1)
    found = {name: LEVELS[middle] for name, middle in zip(names, middles, strict=True)}
    return {name: factor for name, factor in sorted(found.items()) if factor != 1.0}
