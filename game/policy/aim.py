"""What a searching policy wants: good endings before bad ones, and between equals a high score.

The worth of a state is the rank of its ending, 0 while there is none, where the seat is a human
one; to that comes its `score` as a share of the range that the formula can have. So a step in rank
outweighs whatever the score can do. Without a known range, as where a formula divides by what may
be next to nothing, the score counts as if it ran from -500 to 500.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.opening import build_frame
from game.engine.rules import Reader, Rules
from game.engine.state import State
from game.formula import Interval, bound
from game.scenario.scope import parse_formula

UNBOUNDED = Interval(-500.0, 500.0)
"""What stands for the range of a score that is wider than any author means."""

WIDEST = 1e6
"""The widest range that an author means."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a seat wants."""

    score: Reader
    """The seat's score."""
    low: float
    """The least that the formula can be."""
    width: float
    """How far it can rise above that."""
    ranks: Mapping[str, float]
    """The rank of each ending, for a human seat."""

    def judge(self, rules: Rules, state: State) -> float:
        """Return the worth of a state after a turn."""
        score = self.score(build_frame(rules, state))
        share = (score - self.low) / self.width if self.width > 0.0 else 0.0
        ending = state.end.ending if state.end else None
        return self.ranks.get(ending, 0.0) + share if ending else share


def find_aim(rules: Rules, seat: str) -> Aim:
    """Return what a seat wants that has a score."""
    rule = rules.seats[seat]
    formula = rules.scenario.seat[seat].score
    assert rule.score is not None and formula is not None
    interval = bound(parse_formula(formula), rules.layout.bounds, rules.layout.curves)
    if interval.high - interval.low > WIDEST:
        interval = UNBOUNDED
    ranks = aim_at_endings(rules, seat).ranks
    return Aim(rule.score, interval.low, interval.high - interval.low, ranks)


def aim_at_endings(rules: Rules, seat: str) -> Aim:
    """Return what a seat wants for which nothing counts but how the game ends."""
    human = rules.seats[seat].human
    ranks = {ending.id: float(ending.rank) for ending in rules.scenario.ending if human}
    return Aim(lambda frame: 0.0, 0.0, 0.0, ranks)


def assume_aim(rules: Rules, seat: str) -> Aim:
    """Return what a seat wants; for one without a score nothing counts but how the game ends."""
    scored = rules.seats[seat].score is not None
    return find_aim(rules, seat) if scored else aim_at_endings(rules, seat)
