"""Odds and plans in words, as screens and lines tell them alike."""

from __future__ import annotations

from game.engine.words import label_entry
from game.lab.variants import Variant
from game.scenario.models import Scenario

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


def name_variant(scenario: Scenario, variant: Variant) -> str:
    """Return in words how a plan differs: `also Sell the port`, `Send a company, not Disperse`."""
    added, dropped = (name_choice(scenario, each) for each in (variant.added, variant.dropped))
    if "." in variant.added:
        event = variant.added.partition(".")[0]
        return f"{label_entry(scenario, f'event/{event}')}: {added}"
    if added and dropped:
        return f"{added}, not {dropped}"
    if added:
        return f"also {added}"
    return f"without {dropped}" if dropped else "do nothing"
