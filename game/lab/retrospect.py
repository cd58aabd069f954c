"""A finished game looked back on: the odds turn by turn, and the turns that moved them most.

Each turn is looked at as its seat could see it, so nothing hidden is known better than it was then.
The seat goes on as it has practised, as in the forecasts on its desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from game.engine import Opening, Plan, Rules
from game.engine.state import Conclusion
from game.lab.forecast import PER_CENT, Forecast
from game.lab.foresight import NOBODY, Foresight
from game.lab.futures import press_on
from game.lab.variants import Variant, list_variants

FUTURES = 400
"""From so many futures the odds of a turn are made."""

TRIALS = 100
"""From so many futures alternatives are compared."""

FINALISTS = 4
"""So many of them are compared again, from as many futures as the odds of a turn."""

POINTS = 3
"""How many turns are told, at most."""

LEAST = 1.0
"""A turn that moved the odds by fewer points of a hundred decided nothing."""

Fates = dict[str, float]
"""The odds of endings by id, in per cent."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan that could have been made."""

    variant: Variant
    """How it differs from what was done."""
    forecast: Forecast
    """What it would have led to."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn in which the odds of the endings moved much."""

    turn: int
    """The turn."""
    before: float
    """The odds of a good ending as it opened, in per cent, whatever would be chosen."""
    after: float
    """The same as the next turn opened; after the last, 100 or 0."""
    moved: float
    """By how many points of a hundred the odds of all endings moved, in sum."""
    plan: Plan
    """What was done."""
    chosen: Forecast
    """What that led to, as far as it could be foreseen."""
    alternative: Alternative | None
    """The best other plan that differs in one thing; none where there was no choice."""


@dataclass(frozen=True, slots=True)
class Retrospect:
    """What has been found so far."""

    odds: tuple[float, ...] = ()
    """The odds of a good ending as each turn opened, in per cent, and at the end 100 or 0."""
    points: tuple[TurningPoint, ...] = ()
    """The turns that decided the game, in their order; empty until all is found."""
    done: int = 0
    """How many steps of the search are done."""
    steps: int = 1
    """How many there are."""

    @property
    def complete(self) -> bool:
        """Whether all has been found."""
        return self.done >= self.steps


def look_back(
    rules: Rules,
    seat: str,
    played: Sequence[tuple[Opening, Plan]],
    end: Conclusion,
    opponents: Mapping[str, str] = NOBODY,
    breathe: Callable[[], None] = press_on,
) -> Iterator[Retrospect]:
    """Yield what is found in a finished game, more each time; the last is all.

    Args:
        rules: The compiled scenario.
        seat: Whose game it was.
        played: The opening of each turn with what the seat did; the epilogue is left out.
        end: How the game ended.
        opponents: The names of the policies of other seats, where they are not the weights.
        breathe: Called every few milliseconds of play; it returns when play may go on.
    """
    steps = len(played) + POINTS + 1
    sights = [Foresight(rules, opening, seat, (), opponents, breathe) for opening, _ in played]
    fates: list[Fates] = []
    for done, sight in enumerate(sights, 1):
        forecast = sight.refine(None, FUTURES)
        fates.append({fate.ending: fate.odds for fate in forecast.fates})
        yield Retrospect(_sum_good(rules, fates), (), done, steps)
    fates.append({end.ending or "": PER_CENT})
    odds = _sum_good(rules, fates)
    points: list[TurningPoint] = []
    for place in _find_moves(fates, odds):
        plan, sight = played[place][1], sights[place]
        points.append(
            TurningPoint(
                turn=sight.opening.turn,
                before=odds[place],
                after=odds[place + 1],
                moved=_distance(fates[place], fates[place + 1]),
                plan=plan,
                chosen=sight.refine(plan, FUTURES),
                alternative=find_alternative(sight, plan),
            )
        )
        yield Retrospect(odds, (), len(played) + len(points), steps)
    yield Retrospect(odds, tuple(points), steps, steps)


def find_alternative(sight: Foresight, plan: Plan) -> Alternative | None:
    """Return the best of all plans that differ in one thing: most good endings, then fewest bad.

    All are tried in a few futures, the best of them in as many as the plan itself.
    """
    variants = list_variants(sight.rules, sight.opening, sight.seat, plan)
    forecasts = sight.refine_all([each.plan for each in variants], TRIALS)
    tried = [Alternative(*pair) for pair in zip(variants, forecasts, strict=True)]
    allowed = [each for each in tried if each.forecast.futures]
    finalists = sorted(allowed, key=_merit, reverse=True)[:FINALISTS]
    refined = sight.refine_all([each.variant.plan for each in finalists], FUTURES)
    final = [
        replace(each, forecast=forecast) for each, forecast in zip(finalists, refined, strict=True)
    ]
    return max(final, key=_merit, default=None)


def _merit(alternative: Alternative) -> tuple[float, float]:
    return alternative.forecast.good, -alternative.forecast.share(-1)


def _find_moves(fates: Sequence[Fates], odds: Sequence[float]) -> list[int]:
    """Return the places before the largest moves, in their order; ties go early.

    They are moves of the odds of a good ending. Where none moved by a point, as in a game that was
    lost from the start, they are moves of the odds of all endings.
    """
    moves = [(-abs(after - before), place) for place, (before, after) in enumerate(pairwise(odds))]
    if min(moves)[0] > -LEAST:
        moves = [(-_distance(*pair), place) for place, pair in enumerate(pairwise(fates))]
    return sorted(place for moved, place in sorted(moves)[:POINTS] if moved <= -LEAST)


def _distance(one: Fates, other: Fates) -> float:
    """Return how many of a hundred futures end otherwise."""
    endings = sorted({*one, *other})
    return sum(abs(one.get(each, 0.0) - other.get(each, 0.0)) for each in endings) / 2.0


def _sum_good(rules: Rules, fates: Sequence[Fates]) -> tuple[float, ...]:
    """Return the odds of any good ending, turn by turn."""
    good = sorted(ending.id for ending in rules.scenario.ending if ending.rank > 0)
    return tuple(sum(odds.get(ending, 0.0) for ending in good) for odds in fates)
