"""The policy that plays imagined futures to their end before it chooses.

`planner:64` spends at most 64 futures a turn, by sequential halving (Karnin, Koren, Somekh: "Almost
optimal exploration in multi-armed bandits", ICML 2013). A quarter as many arms enter. An arm is a
plan for this turn with a stance for the turns to come: silence, the greedy plan, and plans that
each stance draws in imagined openings. Each round plays the remaining arms on further futures and
drops the lower half, until one is left; its plan is taken. In a future all seats go on by their
weights, the planning seat as it has practised and as its stance leans. What is hidden from the seat
stays hidden: all of it happens in states that the seat imagines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from game.engine.opening import Opening
from game.engine.plans import SILENCE, Plan, check_plan
from game.engine.rules import Rules
from game.errors import IllegalChoice
from game.policy.aim import Aim, find_aim
from game.policy.draft import begin_draft
from game.policy.greedy import GLANCES, grow
from game.policy.search import Search, Trial, Worths, find_mean, pursue

if TYPE_CHECKING:
    from game.policy.batch.futures import Futures

FUTURES = 64
"""How many futures a turn `planner` alone spends."""

SHARE = 4
"""The futures for each arm that enters the first round."""


DRAWS = 3
"""How many plans are drawn in each imagined opening."""


class Arm(NamedTuple):
    """A plan with a way to go on."""

    plan: Plan
    """The plan of this turn."""
    stance: int
    """How the seat leans in later turns."""


@dataclass(frozen=True)
class Planner:
    """Choose the plan that imagined futures speak for."""

    aim: Aim
    """What the seat wants."""
    futures: int
    """How many futures it plays in a turn."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        return self.choose_many(rules, [opening], seat)[0]

    def choose_many(self, rules: Rules, openings: Sequence[Opening], seat: str) -> list[Plan]:
        """Return the plans of a seat in several games, all in the same turn."""
        from game.policy.batch.futures import Futures

        most = max(self.futures // SHARE, 2)
        rounds = schedule(most, self.futures)
        futures = Futures(rules, openings, seat, self.aim, max(sum(rounds), GLANCES))
        drafts = [begin_draft(rules, opening, seat) for opening in openings]
        greedy = pursue([grow(draft) for draft in drafts], futures.look)
        entered = list_arms(rules, openings, seat, greedy, futures, most)
        return pursue([halve(each, rounds) for each in entered], futures.roll_out)


def make_planner(rules: Rules, seat: str, futures: str) -> Planner:
    """Return the policy `planner:FUTURES`, for a seat that has a score."""
    return Planner(find_aim(rules, seat), int(futures or FUTURES))


def schedule(arms: int, futures: int) -> list[int]:
    """Return for each round of halving how many further futures a remaining arm is played on."""
    rounds = max((arms - 1).bit_length(), 1)
    sizes = [arms]
    while len(sizes) < rounds:
        sizes.append((sizes[-1] + 1) // 2)
    return [max(futures // (rounds * size), 1) for size in sizes]


def list_arms(
    rules: Rules,
    openings: Sequence[Opening],
    seat: str,
    greedy: Sequence[Plan],
    futures: Futures,
    most: int,
) -> list[list[Arm]]:
    """Return for each game different plans, each with a stance, that are worth a try.

    Silence and the greedy plan go on without a stance, a drawn plan with the one that drew it.
    """
    number = len(futures.stances)
    rounds = [
        [(at + number * draw // DRAWS) % number for at in range(futures.depth)]
        for draw in range(DRAWS)
    ]
    drawn = [futures.draw_plans(stances) for stances in rounds]
    entered = []
    for place, opening in enumerate(openings):
        arms = {_name(arm): arm for arm in (Arm(SILENCE, 0), Arm(greedy[place], 0))}
        for at in range(futures.depth):
            for plans, stances in zip(drawn, rounds, strict=True):
                arm = Arm(plans[place][at], stances[at])
                if len(arms) < most and _is_possible(rules, opening, seat, arm.plan):
                    arms.setdefault(_name(arm), arm)
        entered.append(list(arms.values()))
    return entered


def halve(arms: Sequence[Arm], rounds: Sequence[int]) -> Search:
    """Search for the arm that is left when the lower half has been dropped round by round.

    Of equals the one that entered first stays.
    """
    worths: list[Worths] = [[] for _ in arms]
    left, played = list(range(len(arms))), 0
    for more in rounds:
        if len(left) == 1:
            break
        numbers = range(played, played + more)
        found = yield [
            Trial(arms[place].plan, number, arms[place].stance)
            for place in left
            for number in numbers
        ]
        for offset, place in enumerate(left):
            worths[place] += found[offset * more : (offset + 1) * more]
        played += more
        ranked = sorted(left, key=lambda place: (-find_mean(worths[place]), place))
        left = sorted(ranked[: (len(left) + 1) // 2])
    return arms[max(left, key=lambda place: (find_mean(worths[place]), -place))].plan


def _name(arm: Arm) -> tuple[object, ...]:
    """Return what tells arms apart."""
    return tuple(sorted(arm.plan.orders)), tuple(sorted(arm.plan.choices.items())), arm.stance


def _is_possible(rules: Rules, opening: Opening, seat: str, plan: Plan) -> bool:
    try:
        check_plan(rules, opening, seat, plan)
    except IllegalChoice:
        return False
    return True
