"""Odds and plans in words, as screens and lines tell them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.luck import format_seed
from game.engine.words import label_entry
from game.lab.variants import Variant
from game.scenario.models import Scenario

if TYPE_CHECKING:
    from game.lab.rivals import Rivals

PRACTISED = "as practised"
UNPRACTISED = "by your weights"
"""How a seat goes on after a plan."""


def write_share(share: float) -> str:
    """Write odds in whole per cent: what is possible is never 0, what is not sure never 100."""
    if 0.0 < share < 1.0:
        return "<1"
    return ">99" if 99.0 < share < 100.0 else f"{share:.0f}"


def name_choice(scenario: Scenario, choice: str) -> str:
    """Return what people call an action or `EVENT.OPTION`; nothing for nothing."""
    if not choice:
        return ""
    return label_entry(scenario, f"{'event' if '.' in choice else 'action'}/{choice}")


def name_course(practised: bool) -> str:
    """Return how a seat goes on after a plan."""
    return PRACTISED if practised else UNPRACTISED


def name_variant(scenario: Scenario, variant: Variant, *, brief: bool = False) -> str:
    """Return in words how a plan differs: `also Sell the port`, `Send a company, not Disperse`.

    A brief one leaves out what was asked, or what it takes the place of: `Send a company instead`.
    """
    added, dropped = (name_choice(scenario, each) for each in (variant.added, variant.dropped))
    if brief and added and (dropped or "." in variant.added):
        return added if "." in variant.added else f"{added} instead"
    if "." in variant.added:
        event = variant.added.partition(".")[0]
        return f"{label_entry(scenario, f'event/{event}')}: {added}"
    if added and dropped:
        return f"{added}, not {dropped}"
    if added:
        return f"also {added}"
    return f"without {dropped}" if dropped else "do nothing"


def name_rivals(rivals: Rivals) -> str:
    """Return what the games are called with which a score is compared."""
    return "planned games" if rivals.planned else "games of its bot"


def tell_rivals(score: int, rivals: Rivals) -> tuple[str, str]:
    """Return how many games came to less than a score, or `none`, and of how many which."""
    far = "" if rivals.complete else " so far"
    beaten = str(rivals.count_below(score) or "none")
    return beaten, f" of {len(rivals.scores)} {name_rivals(rivals)}{far}"


def explain_rivals(rivals: Rivals, seed: int) -> str:
    """Say exactly what the games are with which a score is compared; the first has the seed."""
    who = (
        f"a planner plays your seat and imagines {rivals.policy.partition(':')[2]} futures a turn"
        if rivals.planned
        else "the scenario's bot plays your seat"
    )
    return (
        f"{rivals.wanted} games of this scenario in which {who}; the other seats as in your game; "
        f"the first with your seed {format_seed(seed)} and so your luck, each of the others with "
        "the next seed"
    )
