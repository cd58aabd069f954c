"""Worlds that look the same to a seat: what is hidden from it, and all luck, is drawn anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from game.engine import Rules, State
from game.engine.luck import roll
from game.engine.view import sees
from game.engine.words import start_range


@dataclass(frozen=True, slots=True)
class Unknown:
    """A variable that a seat does not see exactly, and what everyone knows of it."""

    name: str
    """The variable."""
    place: int
    """Its place among the variables."""
    low: float
    """The least value with which it may have begun."""
    high: float
    """The greatest."""


def list_unknowns(rules: Rules, state: State, seat: str) -> tuple[Unknown, ...]:
    """Return the variables that a seat does not see, in the order of the rules."""
    return tuple(
        Unknown(name, place, *start_range(rules.scenario, name))
        for place, name in enumerate(rules.variables)
        if not sees(rules, state, seat, name)
    )


def imagine(state: State, seat: str, number: int, unknowns: tuple[Unknown, ...]) -> State:
    """Return a state that looks the same to a seat.

    Args:
        state: The state as it is; nothing that the seat may not know is taken from it.
        seat: Who imagines.
        number: Which of the many: the same number has the same luck, whatever is planned.
        unknowns: What is drawn, from the range in which it may have begun.
    """
    text = f"{seat}/{state.turn}/{number}".encode()
    seed = int.from_bytes(hashlib.sha256(text).digest()[:8], "little")
    values, before = list(state.values), list(state.before)
    for each in unknowns:
        value = each.low + roll(seed, 0, f"var/{each.name}") * (each.high - each.low)
        values[each.place] = before[each.place] = value
    return replace(state, seed=seed, values=tuple(values), before=tuple(before))
