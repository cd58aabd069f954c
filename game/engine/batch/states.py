"""States of single games as columns of a batch.

Mirrors `game.engine.start` and `game.engine.state`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from game.engine.batch.luck import Seeds, draw_many
from game.engine.batch.rows import Key, Rows
from game.engine.counters import RECENT
from game.engine.opening import Opening
from game.engine.state import State
from game.scenario.models import Draw

Read = Callable[[State], Any]
"""Reads one entry of a state."""


def start_columns(rows: Rows, seeds: Seeds, numbers: Any, marks: Any) -> None:
    """Fill the columns of new games; `start_game` of one game."""
    rules = rows.rules
    for place, name in enumerate(rules.variables):
        start = rules.scenario.var[name].start
        value: Any = start
        if isinstance(start, Draw):
            low, high = start.draw
            value = low + draw_many(seeds, 0, f"var/{name}") * (high - low)
        numbers[rows.numbers["value", place]] = value + 0.0
        numbers[rows.numbers["before", place]] = value + 0.0
    for place, name in enumerate(rules.flags):
        marks[rows.marks["flag", place]] = rules.scenario.flag[name].start


def lay_states(rows: Rows, states: Sequence[State], numbers: Any, marks: Any) -> None:
    """Fill the columns of games that are under way."""
    numbers[_run(rows.numbers, "value")] = np.array([state.values for state in states]).T
    numbers[_run(rows.numbers, "before")] = np.array([state.before for state in states]).T
    numbers[rows.numbers["standing", "accident"]] = [state.accident for state in states]
    for key, row in rows.numbers.items():
        if key[0] in NUMBERS:
            numbers[row] = _read_all(states, NUMBERS[key[0]](rows, key))
    for key, row in rows.marks.items():
        if key[0] in MARKS:
            marks[row] = _read_all(states, MARKS[key[0]](rows, key))


def _run(places: dict[Key, int], kind: str) -> slice:
    """Return the rows of a kind that follow each other."""
    rows = [row for key, row in places.items() if key[0] == kind]
    return slice(rows[0], rows[-1] + 1) if rows else slice(0, 0)


def _read_all(states: Sequence[State], read: Read) -> Any:
    """Read an entry of all states; those that share their parts are read once."""
    first = states[0]
    if all(_shares_history(state, first) for state in states[1:]):
        return read(first)
    return [read(state) for state in states]


def _shares_history(state: State, other: State) -> bool:
    return (
        state.tracks is other.tracks
        and state.links is other.links
        and state.pending is other.pending
        and state.pledges is other.pledges
        and state.kept is other.kept
        and state.broken is other.broken
        and state.demands is other.demands
        and state.occurred is other.occurred
        and state.called is other.called
        and state.flags is other.flags
    )


def _memory(rows: Rows, key: Key) -> Read:
    _, place, age = key
    length = sum(1 for other in rows.numbers if other[:2] == ("memory", place))

    def read(state: State) -> float:
        memory = state.links[place]
        back = length - age
        return memory[-back] if back <= len(memory) else 0.0

    return read


def _fixed(rows: Rows, key: Key) -> Read:
    _, place, ahead, amount = key

    def read(state: State) -> float:
        for pending in state.pending:
            if pending.block == place and pending.turn == state.turn + ahead and pending.fixed:
                return pending.fixed[amount]
        return 0.0

    return read


def _due(rows: Rows, key: Key) -> Read:
    _, place, ahead = key
    return lambda state: any(
        pending.block == place and pending.turn == state.turn + ahead for pending in state.pending
    )


def _recent(rows: Rows, key: Key) -> Read:
    _, track, back = key
    return lambda state: state.turn - back in state.tracks[track][-RECENT:]


def _pledge(field: str) -> Callable[[Rows, Key], Read]:
    def bind(rows: Rows, key: Key) -> Read:
        place = key[1]
        return lambda state: (
            0.0 if (pledge := state.pledges[place]) is None else getattr(pledge, field)
        )

    return bind


def _since(rows: Rows, key: Key) -> Read:
    return lambda state: next((d.since for d in state.demands if d.event == key[1]), 0)


def _waiting(rows: Rows, key: Key) -> Read:
    _, event, seat = key
    return lambda state: any(d.event == event and seat in d.seats for d in state.demands)


NUMBERS: dict[Any, Callable[[Rows, Key], Read]] = {
    "times": lambda rows, key: lambda state: len(state.tracks[key[1]]),
    "last": lambda rows, key: lambda state: (state.tracks[key[1]] or (0,))[-1],
    "memory": _memory,
    "remembered": lambda rows, key: lambda state: len(state.links[key[1]]),
    "fixed": _fixed,
    "falls": _pledge("due"),
    "kept": lambda rows, key: lambda state: state.kept[key[1]],
    "broken": lambda rows, key: lambda state: state.broken[key[1]],
    "happened": lambda rows, key: lambda state: state.occurred[key[1]],
    "since": _since,
}
"""What reads each kind of number from a state."""

MARKS: dict[Any, Callable[[Rows, Key], Read]] = {
    "flag": lambda rows, key: lambda state: state.flags[key[1]] != 0.0,
    "recent": _recent,
    "due": _due,
    "pledged": lambda rows, key: lambda state: state.pledges[key[1]] is not None,
    "honoured": _pledge("kept"),
    "stalled": _pledge("stalled"),
    "called": lambda rows, key: lambda state: key[1] in state.called,
    "waiting": _waiting,
}
"""What reads each kind of mark from a state."""


def lay_opening(rows: Rows, opening: Opening, numbers: Any, marks: Any) -> None:
    """Let all games see the same opening: what occurred, what it asks, what is exposed."""
    for kind, places in (
        ("eligible", opening.occurred),
        ("occurred", opening.occurred),
        ("recalled", opening.recalled),
        ("exposed", opening.exposed),
    ):
        for key, row in rows.marks.items():
            if key[0] == kind:
                marks[row] = key[1] in places
    for key, row in rows.marks.items():
        if key[0] == "asked":
            _, event, seat = key
            marks[row] = any(d.event == event and seat in d.seats for d in opening.demands)
    for demand in opening.demands:
        if ("since", demand.event) in rows.numbers:
            numbers[rows.numbers["since", demand.event]] = demand.since
