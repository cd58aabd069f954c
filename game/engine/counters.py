"""The counters that formulas read, each with its place in the frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.engine.frame import Counter
from game.scenario.scope import formula_name

RECENT = 4
"""Over how many turns `recent.x` looks, the present one included."""


@dataclass(frozen=True, slots=True)
class Counters:
    """The counters of a scenario, by what changes them; each a slot of the frame and its object."""

    history: dict[int, tuple[tuple[int, str], ...]]
    """`times`, `recent` and `since`: slots and kinds of a track."""
    chosen: dict[int, tuple[int, ...]]
    """`ordered` and `chose`: the slots of a track."""
    promises: tuple[tuple[int, str, int], ...]
    """`open`, `kept` and `broken`: slot, kind, promise."""
    totals: tuple[tuple[int, str, str], ...]
    """`open_promises` and `open_contradictions`: slot, kind, seat or empty."""
    intents: tuple[tuple[int, int], ...]
    """`intent`: slot, action."""


def bind_counters(
    counters: Iterable[Counter], tracks: Mapping[str, int], index: Mapping[str, Mapping[str, int]]
) -> Counters:
    """Sort counters by what changes them."""
    track_of = {".".join(map(formula_name, name.split("."))): i for name, i in tracks.items()}
    promise_of = {formula_name(name): i for name, i in index["promise"].items()}
    action_of = {formula_name(name): i for name, i in index["action"].items()}
    promises, totals, intents = [], [], []
    history: dict[int, tuple[tuple[int, str], ...]] = {}
    chosen: dict[int, tuple[int, ...]] = {}
    for counter in counters:
        slot, kind, of = counter.slot, counter.kind, counter.of
        if kind in {"times", "recent", "since"}:
            track = track_of[of]
            history[track] = (*history.get(track, ()), (slot, kind))
        elif kind in {"ordered", "chose"}:
            chosen[track_of[of]] = (*chosen.get(track_of[of], ()), slot)
        elif kind in {"open", "kept", "broken"}:
            promises.append((slot, kind, promise_of[of]))
        elif kind == "intent":
            intents.append((slot, action_of[of]))
        else:
            totals.append((slot, kind, of))
    return Counters(history, chosen, tuple(promises), tuple(totals), tuple(intents))
