"""What would move the odds: plans that differ in one thing, in words, and what they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine import Plan
from game.lab.foresight import Foresight
from game.lab.variants import list_variants
from game.lab.wording import name_variant
from game.scenario.models import Scenario

FUTURES = 100
"""From so many futures other plans are judged."""

AT_ONCE = 10
"""So many of them are tried between two looks at whether somebody still waits."""

GAINS, MOST = 2, 3
"""How many changes for the better are told, and how many in all."""

LEAST = 0.5
"""Fewer points than this are no change."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A change of the plan and what it does to the odds."""

    label: str
    """The change, in words."""
    points: float
    """By how much it moves the odds of a good ending, in points of a hundred."""


def weigh_movers(scenario: Scenario, foresight: Foresight, plan: Plan) -> Iterator[Mover]:
    """Yield what each other plan would change, under the same luck."""
    rules = foresight.rules
    base = foresight.refine(plan, FUTURES).within(rules, FUTURES)
    variants = list_variants(rules, foresight.opening, foresight.seat, plan)
    for begin in range(0, len(variants), AT_ONCE):
        some = variants[begin : begin + AT_ONCE]
        others = foresight.refine_all([variant.plan for variant in some], FUTURES)
        for variant, other in zip(some, others, strict=True):
            if other.futures:
                good = other.within(rules, FUTURES).good
                yield Mover(name_variant(scenario, variant), good - base.good)


def choose_movers(movers: list[Mover]) -> tuple[Mover, ...]:
    """Return what would help most, then what would harm most."""
    ranked = sorted(movers, key=lambda mover: -mover.points)
    gains = [mover for mover in ranked if mover.points >= LEAST][:GAINS]
    harms = [mover for mover in ranked if mover.points <= -LEAST]
    return (*gains, *harms[len(gains) - MOST :])
