"""Practice: find by what a seat should multiply the weights of its choices, by playing many games.

This is the cross-entropy method (Rubinstein: "The cross-entropy method for combinatorial and
continuous optimization", 1999). Each choice has odds of each of a few levels. In a round many games
are played, each by levels drawn by these odds; then the odds move towards the levels of the games
that were worth most to the seat. All of it is keyed luck and counting, so that it comes out the
same on every machine.

A seat practises two courses. On the first it plays from the start. The other begins off course,
where the weights alone have led in some turns. Such openings are better and worse ones, so several
games go on from each, and those are best that are worth most beyond the mean of their siblings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from game.engine import Rules
from game.policy.aim import assume_aim
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

BEST = 0.125
"""Towards the levels of this share of them the odds move."""

PACE = 0.5
"""How much of the way they move."""

FIRST, TRIALS = 1_000_000, 1000
"""From this seed on so many games tell how good a practice is."""

SIBLINGS = 8
"""Off course so many games begin from the same opening."""

Practice = dict[str, tuple[float, float]]
"""The factors on and off course, by action and `EVENT.OPTION`, where they are not both 1."""


def practise(rules: Rules, seat: str, rounds: int = ROUNDS) -> Iterator[Practice]:
    """Yield what a seat has found after each round; the last is all.

    All other seats go by the weights of the scenario.
    """
    import numpy as np

    from game.policy.batch.worth import judge_games

    aim = assume_aim(rules, seat)
    names = [name for name, _ in list_choices(rules, seat)]
    odds = np.full((2, len(names), len(LEVELS)), 1.0 / len(LEVELS))
    for number in range(rounds):
        seeds = np.arange(number * GAMES, (number + 1) * GAMES, dtype=np.uint64)
        lead = 1 + number % max(rules.turns - 1, 1)
        begun = (_begin(rules, seeds), GAMES), (_begin_off_course(rules, seeds, lead), SIBLINGS)
        for course, (batch, siblings) in enumerate(begun):
            if batch.size:
                levels = _draw_levels(names, odds[course], batch.columns.seeds)
                _play_on(batch, seat, np.array(LEVELS)[levels])
                worths = judge_games(batch, seat, aim)
                odds[course] = _move(odds[course], levels, worths, siblings)
            batch.release()
        yield _settle(names, odds)


def _begin(rules: Rules, seeds: NDArray[Any]) -> Batch:
    """Return new games."""
    from game.engine.batch import Batch, find_tape

    return Batch.start(find_tape(rules), seeds)


def _begin_off_course(rules: Rules, seeds: NDArray[Any], lead: int) -> Batch:
    """Return games that begin where the weights have led in some turns, siblings side by side."""
    from game.policy.batch import BATCH_POLICIES, play_turn

    led = _begin(rules, seeds[::SIBLINGS])
    for _ in range(lead):
        play_turn(led, dict.fromkeys(rules.seats, BATCH_POLICIES["weights"]))
    places = (~led.ended).nonzero()[0].repeat(SIBLINGS)
    batch = led.take(places, seeds[: len(places)])
    led.release()
    return batch


def _play_on(batch: Batch, seat: str, factors: NDArray[Any]) -> None:
    """Play games to their end, each by factors of its own or all by the same."""
    from game.policy.batch import let_lean, play_out

    batch.lean(factors)
    play_out(batch, let_lean(batch.rules, seat))


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


def _move(
    odds: NDArray[Any], levels: NDArray[Any], worths: NDArray[Any], siblings: int
) -> NDArray[Any]:
    """Return odds that are nearer to the levels of the games that did best among their siblings."""
    import numpy as np

    families = worths.reshape(-1, siblings)
    gains = (families - families.mean(axis=1, keepdims=True)).ravel()
    best = levels[:, np.argsort(-gains, kind="stable")[: round(BEST * len(gains))]]
    counts = [np.count_nonzero(best == level, axis=1) for level in range(len(LEVELS))]
    moved: NDArray[Any] = (1.0 - PACE) * odds + PACE * np.array(counts).T / best.shape[1]
    return moved


def _settle(names: list[str], odds: NDArray[Any]) -> Practice:
    """Return for each choice the levels in the middle of its odds; what does not matter stays 1."""
    import numpy as np

    middles = (np.add.accumulate(odds, axis=2) < 0.5).sum(axis=2)
    found = {name: (LEVELS[on], LEVELS[off]) for name, on, off in zip(names, *middles, strict=True)}
    return {name: factors for name, factors in sorted(found.items()) if factors != (1.0, 1.0)}


def count_good(rules: Rules, seat: str, practice: Practice) -> int:
    """Return how many of a thousand games end well by a practice; none of them was practised on."""
    import numpy as np

    factors = [practice.get(name, (1.0, 1.0))[0] for name, _ in list_choices(rules, seat)]
    batch = _begin(rules, np.arange(FIRST, FIRST + TRIALS, dtype=np.uint64))
    _play_on(batch, seat, np.array(factors)[:, None])
    good = {ending.id for ending in rules.scenario.ending if ending.rank > 0}
    return sum(ending >= 0 and rules.endings[ending].id in good for ending in batch.ending)
