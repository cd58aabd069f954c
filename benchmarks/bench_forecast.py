"""How fast a forecast is, and whether keys are answered while it is made.

Bars: a thousand games of the flagship from turn 3 to their ends within 400 ms at the median, the
first numbers within 100 ms; 95 of 100 keys on the desk answered within 50 ms meanwhile. Beside the
milliseconds stands how many games of the single engine would have taken the same time in this run.
All of it is measured with the compiled kernel, and with NumPy alone. Keys are pressed from outside,
on a terminal of the desk's own; what counts is when the last byte of what they draw arrives.
"""

from __future__ import annotations

import gc
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from measure import name_machine
from terminal import Terminal

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.engine import SILENCE, Rules, State, open_turn, resolve
from game.engine.batch import kernels
from game.lab.foresight import FUTURES, STEPS, Foresight
from game.lab.retrospect import look_back
from game.policy import POLICIES
from game.policy.playthrough import make_plans
from game.scenario.source import read_bundle
from game.ui.app import BufferStateApp
from game.ui.courtesy import COURTESY
from game.ui.screens.desk import DeskScreen

SIZE = (120, 40)
TURN = 3
ROUNDS = 15
KERNELS = ("numba", "NumPy")
DESK = "desk"
DOWN, UP, TAB, BACK = "\x1b[B", "\x1b[A", "\t", "\x1b[Z"
KEYS = (DOWN, DOWN, "\r", UP, "\r", TAB, DOWN, UP, BACK)
"""Moving and choosing; each of them draws something."""
QUIET = 0.1
"""Seconds without output after which a key has drawn all that it draws."""


def begin(saves: Path | None = None) -> Game:
    """Return the flagship at the opening of turn 3."""
    folder = SaveFolder(saves) if saves else None
    game = Game.begin(read_bundle("hesitant-alignment"), 1, saves=folder)
    while game.turn < TURN:
        game.commit(SILENCE)
    return game


def sight_of(game: Game) -> Foresight:
    """Return what is foreseen of the gauges in front; nothing is known yet."""
    names = game.rules.scenario.desk.front
    return Foresight(game.rules, game.opening, game.seat, names, breathe=COURTESY.grant)


def play_single(rules: Rules, state: State) -> None:
    """Play one game of the single engine to its end."""
    policies = dict.fromkeys(rules.seats, POLICIES["weights"])
    while state.end is None:
        opening = open_turn(rules, state)
        state, _ = resolve(rules, opening, make_plans(rules, opening, policies, {}))


class Taken(NamedTuple):
    """Milliseconds of one forecast."""

    first: float
    """On the wall until the first numbers."""
    whole: float
    """On the wall until all futures are played."""
    first_work: float
    """Of the processor until the first numbers, which other programs disturb less."""
    work: float
    """Of the processor until all are played."""
    single: float
    """On the wall for one game of the single engine, right after it."""


def time_forecast(game: Game) -> Taken:
    """Return what one forecast and one game of the single engine take."""
    sight, begun, worked = sight_of(game), time.perf_counter(), time.process_time()
    sight.refine(SILENCE, STEPS[0])
    first, first_work = time.perf_counter() - begun, time.process_time() - worked
    sight.refine(SILENCE, FUTURES)
    whole, work = time.perf_counter() - begun, time.process_time() - worked
    begun = time.perf_counter()
    play_single(game.rules, game.state)
    single = time.perf_counter() - begun
    return Taken(*(1000 * each for each in (first, whole, first_work, work, single)))


def tell_forecasts(game: Game, kernel: str) -> None:
    """Print how long a forecast takes."""
    rounds = [time_forecast(game) for _ in range(ROUNDS)]
    medians = (statistics.median(each) for each in zip(*rounds, strict=True))
    first, whole, first_work, work, _ = medians
    ratio = statistics.median(each.whole / each.single for each in rounds)
    print(
        f"Forecast of {FUTURES} games from turn {TURN}, {kernel}\n"
        f"  first numbers {first:.0f} ms (bar: 100), all {whole:.0f} ms (bar: 400), "
        f"at work {first_work:.0f} and {work:.0f} ms\n"
        f"  as long as {ratio:.1f} games of the single engine"
    )


def tell_turns(kernel: str) -> None:
    """Print how long the turns that decided a game of the flagship take to be found."""
    game = Game.begin(read_bundle("hesitant-alignment"), 1)
    while not game.over:
        game.commit(POLICIES["practised"](game.rules, game.opening, game.seat))
    end = game.state.end
    if end is None:
        raise SystemExit("the game is over and has no end")
    begun, worked = time.perf_counter(), time.process_time()
    for _ in look_back(game.rules, game.seat, game.decisions, end, game.opponents):
        pass
    taken = time.perf_counter() - begun, time.process_time() - worked
    print(
        f"The turns that decided a game of {end.turn}, {kernel}\n"
        f"  {taken[0]:.1f} s, at work {taken[1]:.1f} s"
    )


def time_keys(kernel: str) -> tuple[list[float], list[float]]:
    """Return the latencies of keys on the desk, alone and while futures are played, alternately.

    They are milliseconds from the press until the last of what it draws has left the program.
    """
    taken: dict[bool, list[float]] = {False: [], True: []}
    with Terminal(__file__, DESK, kernel) as terminal:
        terminal.wait_for("Commit")
        terminal.settle(1.0)
        for number in range(2 * ROUNDS):
            busy = bool(number % 2)
            terminal.signal(signal.SIGUSR1 if busy else signal.SIGUSR2)
            for keys in KEYS:
                taken[busy].append(1000 * terminal.time_press(keys, QUIET))
    return sorted(taken[False]), sorted(taken[True])


def tell_keys(kernel: str) -> None:
    """Print how long keys take, with and without a forecast beside them."""
    print(f"Keys on the desk at 120×40, from the press until all is drawn, alternately, {kernel}")
    for what, taken in zip(("alone", "while futures are played"), time_keys(kernel), strict=True):
        share = taken[int(0.95 * len(taken))]
        print(
            f"  {what}: median {statistics.median(taken):.0f} ms, p95 {share:.0f} ms (bar: 50), "
            f"most {taken[-1]:.0f} ms"
        )


def run_desk(kernel: str) -> None:
    """Open the desk; one signal begins to play futures beside it, another stops that.

    Its own forecasts would draw at times that no key asked for.
    """
    play = threading.Event()
    signal.signal(signal.SIGUSR1, lambda *_: play.set())
    signal.signal(signal.SIGUSR2, lambda *_: play.clear())
    DeskScreen.look_ahead = lambda self: None  # type: ignore[method-assign]
    gc.disable()  # until the first picture, as the program starts
    with tempfile.TemporaryDirectory() as saves:
        game = begin(Path(saves))
        choose_kernel(kernel)
        threading.Thread(target=play_while, args=(game, play), daemon=True).start()
        BufferStateApp(game).run()


def play_while(game: Game, play: threading.Event) -> None:
    """Make forecasts one after the other while asked to, as if the plan changed all the time."""
    while play.wait():
        for _ in sight_of(game).refine_stepwise((SILENCE,)):
            if not play.is_set():
                break


def choose_kernel(kernel: str) -> None:
    """Let NumPy alone play futures, or wait for the compiled kernel.

    Raises:
        SystemExit: numba is not installed.
    """
    if kernel == "NumPy":
        sys.modules["numba"] = None  # type: ignore[assignment]
        return
    thread = kernels.warm_up()
    if thread is None:
        raise SystemExit("numba is not installed: pip install 'buffer-state[fast]'")
    thread.join()


def measure(kernel: str) -> None:
    """Time forecasts, then keys, by one kernel; the very first numbers never wait for numba."""
    game = begin()
    if kernel == "NumPy":
        choose_kernel(kernel)
    begun = time.perf_counter()
    sight_of(game).refine(SILENCE, STEPS[0])
    first = 1000 * (time.perf_counter() - begun)
    print(f"The very first numbers, NumPy and tape included: {first:.0f} ms")
    choose_kernel(kernel)
    tell_forecasts(game, kernel)
    tell_turns(kernel)
    tell_keys(kernel)


def main() -> None:
    """Measure both kernels, each in a process of its own, or be one of those processes."""
    match sys.argv[1:]:
        case ["desk", kernel]:
            run_desk(kernel)
        case [kernel]:
            measure(kernel)
        case _:
            print(name_machine(), flush=True)
            for kernel in KERNELS:
                subprocess.run([sys.executable, __file__, kernel], check=True)


if __name__ == "__main__":
    main()
