"""What would move the odds: plans that differ in one thing, in words, and what they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.engine import Plan
from game.lab.foresight import FUTURES, Foresight
from game.lab.variants import Variant, list_variants
from game.lab.wording import name_variant
from game.scenario.models import Scenario

TRIALS = 100
"""In so many futures every other plan is tried."""

AT_ONCE = 10
"""So many of them are tried between two looks at whether somebody still waits."""

FINALISTS = 4
"""So many of the best, and of the worst, are judged from all futures: what looks best after a
hundred was lucky there."""

GAINS, MOST = 2, 3
"""How many changes for the better are told, and how many in all."""

LEAST = 0.5
"""Fewer points than this are no change."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A change of the plan and what it does to the odds."""

    label: str
    """The change, in words."""
    brief: str
    """The same in fewer."""
    points: float
    """By how much it moves the odds of a good ending, in points of a hundred."""


def find_movers(
    scenario: Scenario, foresight: Foresight, plan: Plan
) -> Iterator[tuple[Mover, ...] | None]:
    """Yield what would move the odds under the same luck; none until all is found."""
    variants = list_variants(foresight.rules, foresight.opening, foresight.seat, plan)
    tried: list[tuple[float, Variant]] = []
    for begin in range(0, len(variants), AT_ONCE):
        tried += _weigh(foresight, plan, variants[begin : begin + AT_ONCE], TRIALS)
        yield None
    ranked = [variant for _, variant in sorted(tried, key=lambda each: -each[0])]
    lowest = max(FINALISTS, len(ranked) - FINALISTS)
    found: list[tuple[float, Variant]] = []
    for variant in (*ranked[:FINALISTS], *ranked[lowest:]):
        found += _weigh(foresight, plan, [variant], FUTURES)
        yield None
    yield _choose([_describe(scenario, *pair) for pair in found])


def _describe(scenario: Scenario, points: float, variant: Variant) -> Mover:
    label, brief = (name_variant(scenario, variant, brief=each) for each in (False, True))
    return Mover(label, brief, points)


def _weigh(
    foresight: Foresight, plan: Plan, variants: Sequence[Variant], futures: int
) -> Iterator[tuple[float, Variant]]:
    """Yield what each other plan changes in so many futures, unless no world allows it."""
    rules = foresight.rules
    base = foresight.refine(plan, futures).within(rules, futures)
    others = foresight.refine_all([variant.plan for variant in variants], futures)
    for variant, other in zip(variants, others, strict=True):
        if other.futures:
            yield other.within(rules, futures).good - base.good, variant


def _choose(movers: Sequence[Mover]) -> tuple[Mover, ...]:
    """Return what would help most, then what would harm most."""
    ranked = sorted(movers, key=lambda mover: -mover.points)
    gains = [mover for mover in ranked if mover.points >= LEAST][:GAINS]
    harms = [mover for mover in ranked if mover.points <= -LEAST]
    return (*gains, *harms[len(gains) - MOST :])
