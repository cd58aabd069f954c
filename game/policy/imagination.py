"""Worlds that look the same to a seat: what is hidden from it, and all luck, is drawn anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine import Rules, State
from game.engine.view import read_veiled, sees
from game.engine.words import start_range

if TYPE_CHECKING:
    from game.engine.batch import Batch, Tape


@dataclass(frozen=True, slots=True)
class Unknown:
    """A variable that a seat does not see exactly, and what everyone knows of it."""

    name: str
    """The variable."""
    place: int
    """Its place among the variables."""
    low: float
    """The least value that it may have, as far as anyone knows who does not see it."""
    high: float
    """The greatest."""


def list_unknowns(rules: Rules, state: State, seat: str) -> tuple[Unknown, ...]:
    """Return the variables that a seat does not see, in the order of the rules.

    Of one that is blurred the seat sees a band; of another it knows where it may have begun.
    """
    unknowns = []
    for place, name in enumerate(rules.variables):
        if not sees(rules, state, seat, name):
            seen = read_veiled(rules, name, state.values[place])
            ends = start_range(rules.scenario, name) if seen.hidden else (seen.low, seen.high)
            unknowns.append(Unknown(name, place, *ends))
    return tuple(unknowns)


def imagine(tape: Tape, state: State, seat: str, first: int, last: int, copies: int = 1) -> Batch:
    """Return worlds that look the same to a seat as a state does.

    Hidden variables are drawn from where the seat can know them to be, and what they were a turn
    ago is the same: nothing that the seat may not know is taken from the state.

    Args:
        tape: The compiled scenario.
        state: The state as it is.
        seat: Who imagines.
        first: The number of the first world; the same number has the same luck, whatever is
            planned there.
        last: The number after that of the last.
        copies: How often all of them are imagined, one time after the other.
    """
    from game.engine.batch import Batch
    from game.engine.batch.luck import draw_many

    seeds = [seed_of(seat, state.turn, number) for number in range(first, last)] * copies
    worlds = Batch.branch(tape, state, seeds)
    for unknown in list_unknowns(tape.rules, state, seat):
        draws = draw_many(seeds, 0, f"var/{unknown.name}")
        values = unknown.low + draws * (unknown.high - unknown.low)
        worlds.values[unknown.place] = worlds.before[unknown.place] = values
    return worlds


def seed_of(seat: str, turn: int, number: int) -> int:
    """Return the seed of an imagined world, the same whatever is planned and whatever is true."""
    text = f"{seat}/{turn}/{number}".encode()
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "little")
