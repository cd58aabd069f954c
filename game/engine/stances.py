"""Stances: how a seat leans in futures that are imagined.

A seat that only drew by its weights in every future would never see what a steady course leads to.
A stance is such a course: the weights of one group of its actions count more.
"""

from __future__ import annotations

from game.engine.rules import Rules

LEANING = 12.0
"""By how much a stance raises the weights of its group."""


def list_stances(rules: Rules, seat: str) -> tuple[str, ...]:
    """Return the stances of a seat: first none, the empty one, then each group of its actions."""
    actions = [rules.actions[place] for place in rules.seats[seat].actions]
    return ("", *sorted({action.group for action in actions if action.group}))
