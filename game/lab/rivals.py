"""Games of a policy beside a finished one: of the same scenario, the seat and others as they were.

They begin with the seed of the game itself, so that the first has its luck, and go on from there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from game.engine import Rules, State, open_turn, start_game
from game.engine.luck import SEED_LIMIT
from game.errors import MalformedChoice
from game.formula import compile_formula
from game.policy import Policy
from game.policy.naming import find_policies, find_policy
from game.policy.playthrough import follow_abreast
from game.scenario.scope import parse_formula

PLANNER, BOT = "planner:64", "weights"
"""Who plays the seat: the planner, where the seat has a score that it can raise; else its bot."""

GAMES = 100
"""With so many games one is compared."""

ABREAST = 10
"""So many are played turn by turn together, and told when they are over."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """The games that have been played so far."""

    policy: str
    """Who played the seat, as a policy is named."""
    scores: tuple[int, ...] = ()
    """Their scores, in the order of their seeds."""
    wanted: int = GAMES
    """How many there shall be."""

    @property
    def complete(self) -> bool:
        """Whether all have been played."""
        return len(self.scores) >= self.wanted

    @property
    def planned(self) -> bool:
        """Whether a planner played them, and not the scenario's bot."""
        return self.policy != BOT

    def count_below(self, score: int) -> int:
        """Return how many came to less than a score."""
        return sum(each < score for each in self.scores)


def choose_rival(rules: Rules, seat: str) -> Rivals | None:
    """Return who plays against a game of a seat; none where the scenario has no score."""
    if rules.scenario.score is None:
        return None
    try:
        find_policy(rules, seat, PLANNER)
    except MalformedChoice:
        return Rivals(BOT)
    return Rivals(PLANNER)


def play_rivals(
    rules: Rules, seat: str, seed: int, opponents: Mapping[str, str], rivals: Rivals
) -> Iterator[Rivals]:
    """Play the games that are missing, and yield what there is after every turn of them.

    Args:
        rules: The compiled scenario.
        seat: Whose games they are.
        seed: The seed of the first; each has the next one.
        opponents: The names of the policies of other seats, where they are not the weights.
        rivals: The games that have been played already.
    """
    alone = replace(rules)  # with a tape of its own: others may play futures meanwhile
    names = {each: opponents.get(each, BOT) for each in rules.seats} | {seat: rivals.policy}
    policies: Mapping[str, Policy] = find_policies(alone, names)
    while not rivals.complete:
        first = len(rivals.scores)
        numbers = range(first, min(first + ABREAST, rivals.wanted))
        ends = [start_game(alone, (seed + number) % SEED_LIMIT) for number in numbers]
        for turns in follow_abreast(alone, ends, policies):
            ends = [played[-1].state for played in turns]
            yield rivals
        scores = tuple(measure_score(rules, end) for end in ends)
        rivals = replace(rivals, scores=(*rivals.scores, *scores))
        yield rivals


def measure_score(rules: Rules, state: State) -> int:
    """Return the scenario's score of a state, rounded half up; 0 where it has none."""
    score, layout = rules.scenario.score, rules.layout
    if score is None:
        return 0
    read = compile_formula(parse_formula(score.value), layout, layout.curves, layout.bounds)
    return math.floor(read(open_turn(rules, state).frame) + 0.5)
