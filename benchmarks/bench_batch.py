"""Turns a second of many games at once, against the same rules in straight Python.

Bars, on one core: NumPy with 10,000 games at least 8 times straight Python, compiled code with
1,000 games at least 25 times; a tape built within 50 ms; a forecast of 1,000 games of the flagship
from turn 3 to their end within 400 ms. That all play the same games is checked first.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from types import ModuleType

import numpy as np
import tomli
from measure import alternate, name_machine, tell
from ruleset import TURNS, generate, write_scenario
from straight import import_module

from game.engine import Rules, State, compile_rules, open_turn, resolve, start_game
from game.engine.batch import Batch, Tape, build_tape
from game.engine.batch.kernels import warm_up
from game.policy import choose_by_weights
from game.policy.batch import BATCH_POLICIES, play_out
from game.scenario.load import load
from game.scenario.models import Scenario
from game.scenario.source import read_bundle

GAMES = 60
ROUNDS = 5
FORECAST = 1000


def play(tape: Tape, batch: Batch) -> Batch:
    """Play games to their end by the weights of the scenario and return them."""
    play_out(batch, dict.fromkeys(tape.rules.seats, BATCH_POLICIES["weights"]))
    return batch


def time_batch(tape: Tape, games: int) -> float:
    """Return the turns a second of many games at once."""
    begun = time.process_time()
    play(tape, Batch.start(tape, range(games)))
    return games * TURNS / (time.process_time() - begun)


def time_straight(game: Callable[[int], object]) -> float:
    """Return the turns a second of one game after the other."""
    begun = time.process_time()
    for seed in range(GAMES):
        game(seed)
    return GAMES * TURNS / (time.process_time() - begun)


def reach_turn(rules: Rules, turn: int) -> State:
    """Return a game at the opening of a turn."""
    state = start_game(rules, 1)
    while state.turn < turn:
        opening = open_turn(rules, state)
        plans = {seat: choose_by_weights(rules, opening, seat) for seat in rules.seats}
        state, _ = resolve(rules, opening, plans)
    return state


def time_calls(call: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median milliseconds of a call by the clock, and those of the processor."""
    clock, work = [], []
    for _ in range(rounds):
        begun = time.perf_counter(), time.process_time()
        call()
        clock.append(1000 * (time.perf_counter() - begun[0]))
        work.append(1000 * (time.process_time() - begun[1]))
    return statistics.median(clock), statistics.median(work)


def tell_times(what: str, times: tuple[float, float], bar: str) -> None:
    """Print how long something took."""
    print(f"{what}\n  {times[0]:.0f} ms by the clock, {times[1]:.0f} of the processor ({bar})")


def main() -> None:
    """Check that all agree, then measure NumPy, and compiled code where numba is installed."""
    generated = generate()
    straight = import_module(generated)
    rules = compile_rules(Scenario.model_validate(tomli.loads(write_scenario(generated))))
    flagship = compile_rules(load(read_bundle("hesitant-alignment")))
    print(f"{name_machine()}, NumPy {np.__version__}")
    for name, made in (("the rule set", rules), ("the flagship", flagship)):
        times = time_calls(partial(build_tape, made), ROUNDS)
        tell_times(f"The tape of {name}", times, "bar: 50 ms, beyond: 10 ms")
    measure("NumPy", rules, flagship, straight, "bar at 10,000: 8, beyond: 28")
    thread = warm_up()
    if thread is None:
        print("numba is not installed: pip install 'buffer-state[fast]'")
    else:
        thread.join()
        measure("numba", rules, flagship, straight, "bar: 25, beyond: 80")


def measure(kernel: str, rules: Rules, flagship: Rules, straight: ModuleType, bar: str) -> None:
    """Measure the kernel that answers now."""
    tape = build_tape(rules)
    ended = play(tape, Batch.start(tape, range(GAMES))).values
    for seed in range(GAMES):
        if dict(zip(rules.variables, ended[:, seed], strict=True)) != straight.Game(seed).play():
            raise SystemExit(f"seed {seed}: {kernel} and straight Python end differently")
    for games in (1000, 10000):
        pair = alternate(
            partial(time_batch, tape, games),
            partial(time_straight, lambda seed: straight.Game(seed).play()),
            ROUNDS,
        )
        tell(f"{kernel}, {games:,} games at once, against straight Python", pair, "turns/s", bar)
    tape, state = build_tape(flagship), reach_turn(flagship, 3)
    tell_times(
        f"{kernel}, a forecast of {FORECAST:,} games of the flagship from turn 3 to their end",
        time_calls(lambda: play(tape, Batch.branch(tape, state, range(FORECAST))), ROUNDS),
        "bar: 400 ms, beyond: 50 ms",
    )


if __name__ == "__main__":
    main()
