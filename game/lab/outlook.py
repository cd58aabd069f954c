"""What a plan leads to in the next turn: a few imagined turns, played by the engine itself.

Nothing of it is known better than the seat knows it: hidden variables are drawn from what everyone
knows of them, and the luck is not that of the game.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from game.engine import Plan, Rules, State, open_turn, resolve
from game.engine.luck import roll
from game.engine.opening import Opening
from game.engine.view import sees
from game.engine.words import start_range
from game.errors import IllegalChoice
from game.policy import POLICIES

FUTURES = 24
"""How many turns are imagined."""


@dataclass(frozen=True, slots=True)
class Band:
    """The middle and the outer four fifths of what was imagined."""

    low: float
    """A tenth lies below."""
    middle: float
    """Half lies below."""
    high: float
    """A tenth lies above."""


def imagine(rules: Rules, state: State, seat: str, number: int) -> State:
    """Return a state that looks the same to a seat: hidden values and luck are drawn anew."""
    text = f"{seat}/{state.turn}/{number}".encode()
    seed = int.from_bytes(hashlib.sha256(text).digest()[:8], "little")
    values = list(state.values)
    for index, name in enumerate(rules.variables):
        if not sees(rules, state, seat, name):
            low, high = start_range(rules.scenario, name)
            values[index] = low + roll(seed, 0, f"var/{name}") * (high - low)
    return replace(state, seed=seed, values=tuple(values))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What may come of a plan by the end of the turn."""

    bands: Mapping[str, Band]
    """Where the named values may stand; empty if no imagined turn allowed the plan."""
    endings: Mapping[str, float]
    """The endings that imagined turns reached, by id, with their odds in per cent."""


def look_ahead(
    rules: Rules, opening: Opening, seat: str, plan: Plan, names: Sequence[str]
) -> Outlook:
    """Return where the named values may stand after the turn if a seat commits a plan.

    Args:
        rules: The compiled scenario.
        opening: The opening that the seat sees; what has occurred there stays as it is.
        seat: Who plans.
        plan: A legal plan.
        names: Variables and derived values that the seat sees.
    """
    reached: dict[str, list[float]] = {name: [] for name in names}
    ends: list[str | None] = []
    for number in range(FUTURES):
        after = _imagine_turn(rules, opening, seat, plan, number)
        if after is None:
            continue
        ends.append(after.end.ending if after.end else None)
        frame = open_turn(rules, replace(after, end=None)).frame
        for name in names:
            reached[name].append(read_name(rules, frame, name))
    return Outlook(
        {name: _band(sorted(values)) for name, values in reached.items() if values},
        {end: 100.0 * ends.count(end) / len(ends) for end in dict.fromkeys(ends) if end},
    )


def _imagine_turn(
    rules: Rules, opening: Opening, seat: str, plan: Plan, number: int
) -> State | None:
    """Play an imagined turn; none where what is hidden would have forbidden the plan."""
    state = imagine(rules, opening.state, seat, number)
    imagined = replace(
        open_turn(rules, state),
        occurred=opening.occurred,
        injects=opening.injects,
        demands=opening.demands,
        recalled=opening.recalled,
        exposed=opening.exposed,
    )
    plans = {
        other: plan if other == seat else POLICIES["weights"](rules, imagined, other)
        for other in rules.seats
    }
    try:
        return resolve(rules, imagined, plans)[0]
    except IllegalChoice:
        return None


def read_name(rules: Rules, frame: list[float], name: str) -> float:
    """Return a variable or derived value from a frame."""
    place = rules.layout[name]
    compute = getattr(place, "compute", None)
    value: float = compute(frame) if compute else frame[place.index]  # type: ignore[union-attr]
    return value


def _band(values: Sequence[float]) -> Band:
    last = len(values) - 1
    return Band(values[last // 10], values[last // 2], values[last - last // 10])
