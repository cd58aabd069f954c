"""What a seat can imagine: states that look the same to it, and the opening in each of them.

Nothing of it is known better than the seat knows it: hidden variables are drawn from what everyone
knows of them, and the luck is not that of the game.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from game.engine.luck import roll
from game.engine.opening import Opening, open_turn
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.view import sees
from game.engine.words import start_range


def imagine(rules: Rules, state: State, seat: str, number: int) -> State:
    """Return a state that looks the same to a seat: hidden values and luck are drawn anew.

    Args:
        rules: The compiled scenario.
        state: The true state, of which only what the seat sees is kept.
        seat: Who imagines.
        number: Which of the states, from 0; the same number is the same state.
    """
    text = f"{seat}/{state.turn}/{number}".encode()
    seed = int.from_bytes(hashlib.sha256(text).digest()[:8], "little")
    values, before = list(state.values), list(state.before)
    for index, name in enumerate(rules.variables):
        if not sees(rules, state, seat, name):
            low, high = start_range(rules.scenario, name)
            values[index] = low + roll(seed, 0, f"var/{name}") * (high - low)
            before[index] = values[index]
    return replace(state, seed=seed, values=tuple(values), before=tuple(before))


def imagine_opening(rules: Rules, opening: Opening, seat: str, number: int) -> Opening:
    """Return an opening that looks the same to a seat: what has occurred stays as it is."""
    return replace(
        open_turn(rules, imagine(rules, opening.state, seat, number)),
        occurred=opening.occurred,
        injects=opening.injects,
        demands=opening.demands,
        recalled=opening.recalled,
        exposed=opening.exposed,
    )
