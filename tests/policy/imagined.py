"""One imagined world as the single engine holds it, written out here anew."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from game.engine import Rules, State
from game.engine.luck import roll
from game.engine.view import sees
from game.scenario.models import Draw


def imagine_one(rules: Rules, state: State, seat: str, number: int) -> State:
    """Return an imagined state: hidden values, those of a turn ago, and luck are drawn anew."""
    key = f"{seat}/{state.turn}/{number}".encode()
    seed = int.from_bytes(hashlib.sha256(key).digest()[:8], "little")
    values, before = list(state.values), list(state.before)
    for place, name in enumerate(rules.variables):
        if not sees(rules, state, seat, name):
            low, high = _find_ends(rules, name, state.values[place])
            values[place] = before[place] = low + roll(seed, 0, f"var/{name}") * (high - low)
    return replace(state, seed=seed, values=tuple(values), before=tuple(before))


def _find_ends(rules: Rules, name: str, value: float) -> tuple[float, float]:
    """Return the band around a blurred value, or where a hidden one may have begun."""
    variable = rules.scenario.var[name]
    blur = variable.seen_by.blur if variable.seen_by else None
    if blur is None:
        start = variable.start
        return start.draw if isinstance(start, Draw) else (start, start)
    middle = round(value / blur) * blur
    return max(variable.range[0], middle - blur), min(variable.range[1], middle + blur)
