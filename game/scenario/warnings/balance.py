"""Shares of `[balance]` that no simulation can measure."""

from __future__ import annotations

from game.scenario.policies import ANY, find_fault_of_humans
from game.scenario.warnings.doubts import Doubt, Doubts


def check_balance(doubts: Doubts) -> None:
    """Note policies that cannot play, and `any` where it stands for none."""
    scenario = doubts.facts.scenario
    alone = all(band.policy == ANY for bands in scenario.balance.values() for band in bands)
    for name, bands in scenario.balance.items():
        for index, band in enumerate(bands):
            message, suggestion = "", "name a policy, such as `weights`"
            if band.policy == ANY:
                if name.startswith("gauge."):
                    message = "`any` is not for gauges: each policy shows something else of them"
                elif alone:
                    message = "`any` is one of the policies that `[balance]` names; it names none"
            elif fault := find_fault_of_humans(scenario, band.policy):
                message, suggestion = fault.message, fault.advice or suggestion
            if message:
                path = ("balance", name, index, "policy")
                doubts.note(Doubt("unusable-policy", path, message, suggestion=suggestion))
