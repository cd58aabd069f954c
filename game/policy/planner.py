"""The policy that plays imagined futures to their end before it chooses.

`planner:64` spends about 64 futures a turn, by sequential halving (Karnin, Koren, Somekh: "Almost
optimal exploration in multi-armed bandits", ICML 2013). A quarter as many plans enter: silence, the
greedy plan, and plans drawn by weights and at random in imagined openings. Each round plays the
remaining plans on further futures and drops the lower half, until one is left. What is hidden from
the seat stays hidden: all of it happens in states that the seat imagines.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from game.engine.opening import Opening
from game.engine.plans import SILENCE, Plan, check_plan
from game.engine.rules import Rules
from game.errors import IllegalChoice, MalformedChoice
from game.policy.aim import Aim, find_aim
from game.policy.chance import choose_at_random
from game.policy.foresight import Foresight
from game.policy.greedy import plan_greedily
from game.policy.weights import choose_by_weights

FUTURES = 64
"""How many futures a turn `planner` alone spends."""

FEWEST, MOST = 8, 65536
"""Between which numbers of futures a planner can be told to stay."""

SHARE = 4
"""The futures for each plan that enters the first round."""

PATIENCE = 4
"""How many plans are drawn for each that is still wanted before giving up."""


@dataclass(frozen=True, slots=True)
class Planner:
    """Choose the plan that imagined futures speak for."""

    aim: Aim
    """What the seat wants."""
    futures: int
    """How many futures it plays in a turn."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        foresight = Foresight(rules, opening, seat, self.aim)
        plans = list_plans(foresight, max(self.futures // SHARE, 2))
        return halve(foresight, plans, self.futures)


def make_planner(rules: Rules, seat: str, futures: str) -> Planner:
    """Return the policy `planner:FUTURES`.

    Raises:
        MalformedChoice: The seat has no score, or the number is none.
    """
    if futures and not (futures.isascii() and futures.isdigit() and len(futures) < 8):
        raise MalformedChoice(f"planner takes a number of futures, as planner:64, not {futures!r}")
    number = int(futures) if futures else FUTURES
    if not FEWEST <= number <= MOST:
        raise MalformedChoice(f"planner takes from {FEWEST} to {MOST} futures a turn, not {number}")
    return Planner(find_aim(rules, seat), number)


def list_plans(foresight: Foresight, most: int) -> list[Plan]:
    """Return different plans that are worth a try, at most so many."""
    rules, seat = foresight.rules, foresight.seat
    found = {_name(plan): plan for plan in (SILENCE, plan_greedily(foresight))}
    for number in range(PATIENCE * most):
        if len(found) >= most:
            break
        draw = choose_at_random if number % 2 else choose_by_weights
        plan = draw(rules, foresight.see(number // 2), seat)
        if _is_possible(foresight, plan):
            found.setdefault(_name(plan), plan)
    return list(islice(found.values(), most))


def halve(foresight: Foresight, plans: list[Plan], futures: int) -> Plan:
    """Return the plan that is left when the lower half has been dropped round by round.

    Of equals the one that entered first stays.
    """
    rounds = max((len(plans) - 1).bit_length(), 1)
    sums = [0.0] * len(plans)
    counts = [0] * len(plans)
    left, played = list(range(len(plans))), 0
    while len(left) > 1:
        more = max(futures // (rounds * len(left)), 1)
        for number in range(played, played + more):
            for place in left:
                worth = foresight.roll_out(plans[place], number)
                if worth is not None:
                    sums[place] += worth
                    counts[place] += 1
        played += more
        left.sort(key=lambda place: (-_mean(sums[place], counts[place]), place))
        left = sorted(left[: (len(left) + 1) // 2])
    return plans[left[0]]


def _mean(total: float, count: int) -> float:
    return total / count if count else float("-inf")


def _name(plan: Plan) -> tuple[object, ...]:
    return tuple(sorted(plan.orders)), tuple(sorted(plan.choices.items()))


def _is_possible(foresight: Foresight, plan: Plan) -> bool:
    try:
        check_plan(foresight.rules, foresight.opening, foresight.seat, plan)
    except IllegalChoice:
        return False
    return True
