"""Write down a game that shows a finding, so that `run` plays it again."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine import Plan, Rules, start_game
from game.lab.blocks import Policies
from game.policy.naming import find_policies
from game.policy.playthrough import play_through
from game.policy.script import write_script


def write_choices(rules: Rules, policies: Policies, seed: int) -> str:
    """Return the choices of all seats in the game of a seed, as a file for `run --choices`.

    Seats that chose nothing are in it too, so that no policy is asked when it is played again; of
    the turns after the last, only the seats that still play.
    """
    turns = play_through(rules, start_game(rules, seed), (), find_policies(rules, dict(policies)))
    return write_script(_name_plans(rules, played.opening.turn, played.plans) for played in turns)


def _name_plans(rules: Rules, turn: int, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    over = turn > rules.turns
    return {seat: plan for seat, plan in plans.items() if not (over and rules.seats[seat].human)}
