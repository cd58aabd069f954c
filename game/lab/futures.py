"""Imagined games, played from an opening to their ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from game.engine import Plan, Rules, State, open_turn, resolve
from game.engine.opening import Opening
from game.engine.view import read_value
from game.errors import IllegalChoice
from game.policy import POLICIES
from game.policy.playthrough import make_plans

Rows = tuple[tuple[float, ...], ...]
"""For each turn from the opening's on, the value after it in each game."""


@dataclass(frozen=True, slots=True)
class Futures:
    """What imagined games came to; those whose hidden values forbid the plan are left out."""

    tried: int
    """How many worlds were imagined."""
    values: Mapping[str, Rows]
    """The values by name; a game that has ended stands still."""
    endings: tuple[str, ...]
    """The ending of each game, by id; empty where none held after the last turn."""
    turns: tuple[int, ...]
    """The last turn of each game."""


def play_futures(
    rules: Rules,
    opening: Opening,
    seat: str,
    plan: Plan | None,
    states: Sequence[State],
    names: Sequence[str],
) -> Futures:
    """Play imagined states to their ends, every seat by the scenario's weights.

    Args:
        rules: The compiled scenario.
        opening: The opening that the seat sees; what has occurred there stays as it is.
        seat: Who plans.
        plan: What the seat does in the turn of the opening; without one, what its weights say.
        states: Imagined states of this turn.
        names: Variables and derived values to follow.
    """
    games = [_play(rules, opening, seat, plan, state, names) for state in states]
    played = [game for game in games if game is not None]
    turns = range(rules.last_turn - opening.turn + 1)
    values = {
        name: tuple(tuple(rows[turn][place] for rows, _ in played) for turn in turns)
        for place, name in enumerate(names)
    }
    ends = [end.end for _, end in played if end.end is not None]
    return Futures(
        tried=len(states),
        values=values,
        endings=tuple(end.ending or "" for end in ends),
        turns=tuple(end.turn for end in ends),
    )


def _play(
    rules: Rules,
    opening: Opening,
    seat: str,
    plan: Plan | None,
    state: State,
    names: Sequence[str],
) -> tuple[list[list[float]], State] | None:
    """Play one game; return the values after each turn and its last state."""
    here = replace(
        open_turn(rules, state),
        occurred=opening.occurred,
        injects=opening.injects,
        demands=opening.demands,
        recalled=opening.recalled,
        exposed=opening.exposed,
    )
    policies = dict.fromkeys(rules.seats, POLICIES["weights"])
    given = {} if plan is None else {seat: plan}
    rows: list[list[float]] = []
    while state.end is None:
        try:
            state, _ = resolve(rules, here, make_plans(rules, here, policies, given))
        except IllegalChoice:
            return None
        given = {}
        here = open_turn(rules, replace(state, end=None))
        rows.append([read_value(rules, here.frame, name) for name in names])
    rows += rows[-1:] * (rules.last_turn - state.end.turn)
    return rows, state
