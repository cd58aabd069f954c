"""Turns a second of the engine with all causes, against the same rules in straight Python.

Bar: at least 0.15. Both play the same games; that they end with the same values is checked first.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import tomli
from measure import alternate, name_machine, tell
from ruleset import TURNS, generate, write_scenario
from straight import import_module

from game.engine import Rules, compile_rules, open_turn, resolve, start_game
from game.policy import choose_by_weights
from game.scenario.models import Scenario

GAMES = 30
ROUNDS = 9


def play(rules: Rules, seed: int) -> dict[str, float]:
    """Play a game by the weights of the scenario and return the final values."""
    state = start_game(rules, seed)
    while state.end is None:
        opening = open_turn(rules, state)
        plans = {seat: choose_by_weights(rules, opening, seat) for seat in rules.seats}
        state, _ = resolve(rules, opening, plans)
    return dict(zip(rules.variables, state.values, strict=True))


def time_games(game: Callable[[int], object]) -> float:
    """Return the turns a second of one game of each seed."""
    begun = time.perf_counter()
    for seed in range(GAMES):
        game(seed)
    return GAMES * TURNS / (time.perf_counter() - begun)


def main() -> None:
    """Check that both agree, then measure."""
    generated = generate()
    straight = import_module(generated)
    scenario = Scenario.model_validate(tomli.loads(write_scenario(generated)))
    rules = compile_rules(scenario)
    for seed in range(GAMES):
        if play(rules, seed) != straight.Game(seed).play():
            raise SystemExit(f"seed {seed}: the engine and straight Python end differently")
    pair = alternate(
        lambda: time_games(lambda seed: play(rules, seed)),
        lambda: time_games(lambda seed: straight.Game(seed).play()),
        ROUNDS,
    )
    tell(
        f"A whole turn with all causes, against straight Python without ({name_machine()})",
        pair,
        "turns/s",
        "bar: at least 0.15, beyond: 0.5",
    )


if __name__ == "__main__":
    main()
