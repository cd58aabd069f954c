"""The state before turn 1."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.luck import SEED_LIMIT, roll
from game.engine.rules import Rules
from game.engine.state import State
from game.errors import MalformedChoice
from game.scenario.models import Draw


def start_game(rules: Rules, seed: int, given: Mapping[str, float | bool] | None = None) -> State:
    """Return the state of a new game.

    Args:
        rules: The compiled scenario.
        seed: From 0 to 2**64 - 1.
        given: Variables and flags with other values, as a scenario's tests set them.

    Raises:
        MalformedChoice: The seed is out of range.
    """
    if not 0 <= seed < SEED_LIMIT:
        raise MalformedChoice(f"the seed {seed} is not between 0 and {SEED_LIMIT - 1}")
    given = given or {}
    values = tuple(
        float(given[name]) if name in given else draw_start(rules, name, seed)
        for name in rules.variables
    )
    declared = rules.scenario.flag
    flags = tuple(float(bool(given.get(name, declared[name].start))) for name in rules.flags)
    return State(
        seed=seed,
        turn=1,
        values=values,
        flags=flags,
        before=values,
        tracks=((),) * len(rules.tracks),
        links=((),) * len(rules.links),
        pending=(),
        pledges=(None,) * len(rules.promises),
        kept=(0,) * len(rules.promises),
        broken=(0,) * len(rules.promises),
        demands=(),
        occurred=(0,) * len(rules.events),
        called=(),
        revealed=(),
        accident=0.0,
    )


def draw_start(rules: Rules, name: str, seed: int) -> float:
    """Return the start of a variable: a + u·(b - a) where the seed decides it."""
    start = rules.scenario.var[name].start
    if isinstance(start, Draw):
        low, high = start.draw
        return low + roll(seed, 0, f"var/{name}") * (high - low) + 0.0
    return start + 0.0
