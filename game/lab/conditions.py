"""The parts of the conditions of events: what must hold all at once."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.rules import Reader, Rules
from game.formula import Logic, compile_formula, format_formula
from game.scenario.scope import parse_formula


class Part(NamedTuple):
    """A part of a condition."""

    text: str
    """The formula."""
    reader: Reader
    """What reads it from a frame."""


Conditions = tuple[tuple[Part, ...], ...]
"""For each event the parts of its `when`, in their order; none where it has no `when`."""


def split_conditions(rules: Rules) -> Conditions:
    """Return the parts of all conditions, in the order of the rules' events."""
    when = {event.id: event.when for event in rules.scenario.event}
    return tuple(_split(rules, when[event.id]) for event in rules.events)


def _split(rules: Rules, formula: str | float | None) -> tuple[Part, ...]:
    if formula is None:
        return ()
    tree = parse_formula(formula)
    parts = tree.operands if isinstance(tree, Logic) and tree.operator == "and" else (tree,)
    layout = rules.layout
    return tuple(
        Part(format_formula(part), compile_formula(part, layout, layout.curves, layout.bounds))
        for part in parts
    )
