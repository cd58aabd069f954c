"""How fast a forecast is, and whether keys are answered while it is made.

Bars: a thousand games of the flagship from turn 3 to their ends within 400 ms at the median, the
first numbers within 100 ms; 95 of 100 keys on the desk answered within 50 ms meanwhile. Beside the
milliseconds stands how many games of the single engine would have taken the same time in this run.
What plays them is the compiled kernel where the extra `fast` is installed, else NumPy.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from measure import name_machine
from textual import events

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.engine import SILENCE, Rules, State, open_turn, resolve
from game.engine.batch import kernels
from game.lab.foresight import FUTURES, STEPS, Foresight
from game.policy import POLICIES
from game.policy.playthrough import make_plans
from game.scenario.source import read_bundle
from game.ui.app import BufferStateApp

SIZE = (120, 40)
TURN = 3
ROUNDS = 15
KEYS = ("down", "down", "enter", "up", "enter", "tab", "down", "space", "u", "shift+tab")


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
    return Foresight(game.rules, game.opening, game.seat, names)


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
    work: float
    """Of the processor until then, which other programs disturb less."""
    single: float
    """On the wall for one game of the single engine, right after it."""


def time_forecast(game: Game) -> Taken:
    """Return what one forecast and one game of the single engine take."""
    sight, begun, worked = sight_of(game), time.perf_counter(), time.process_time()
    sight.refine(SILENCE, STEPS[0])
    first = time.perf_counter() - begun
    sight.refine(SILENCE, FUTURES)
    whole, work = time.perf_counter() - begun, time.process_time() - worked
    begun = time.perf_counter()
    play_single(game.rules, game.state)
    return Taken(*(1000 * each for each in (first, whole, work, time.perf_counter() - begun)))


def tell_forecasts(game: Game, kernel: str) -> None:
    """Print how long a forecast takes."""
    rounds = [time_forecast(game) for _ in range(ROUNDS)]
    first, whole, work, _ = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(each.whole / each.single for each in rounds)
    print(
        f"Forecast of {FUTURES} games from turn {TURN}, {kernel}\n"
        f"  first numbers {first:.0f} ms (bar: 100), all {whole:.0f} ms (bar: 400), "
        f"{work:.0f} ms of them at work; as long as {ratio:.1f} games of the single engine"
    )


async def press(app: BufferStateApp, key: str) -> float:
    """Return the milliseconds until a key has been handled and drawn, as a clock on the wall."""
    done, begun = asyncio.Event(), time.perf_counter()
    app.post_message(events.Key(key, None))
    target = app.focused or app.screen
    app.call_later(lambda: target.call_after_refresh(done.set))
    await done.wait()
    return 1000 * (time.perf_counter() - begun)


async def time_keys() -> tuple[list[float], list[float]]:
    """Return the latencies of keys on the desk, alone and while futures are played, alternately."""
    stop, play = threading.Event(), threading.Event()
    with tempfile.TemporaryDirectory() as saves:
        game = begin(Path(saves))
        app = BufferStateApp(game)
        thread = threading.Thread(target=play_while, args=(game, play, stop))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1.0)
            thread.start()
            taken: dict[bool, list[float]] = {False: [], True: []}
            for number in range(2 * ROUNDS):
                busy = bool(number % 2)
                (play.set if busy else play.clear)()
                await asyncio.sleep(0.3)
                for key in KEYS:
                    taken[busy].append(await press(app, key))
                    await asyncio.sleep(0.02)
            stop.set()
            play.set()
        thread.join()
    return sorted(taken[False]), sorted(taken[True])


def play_while(game: Game, play: threading.Event, stop: threading.Event) -> None:
    """Make forecasts one after the other while asked to, as if the plan changed all the time."""
    while play.wait() and not stop.is_set():
        sight = sight_of(game)
        for _ in sight.refine_stepwise((SILENCE,)):
            if not play.is_set():
                break


def tell_keys() -> None:
    """Print how long keys take, with and without a forecast beside them."""
    print("Keys on the desk at 120×40, from the press until they are drawn, alternately")
    for what, taken in zip(
        ("alone", "while futures are played"), asyncio.run(time_keys()), strict=True
    ):
        share = taken[int(0.95 * len(taken))]
        print(f"  {what}: median {statistics.median(taken):.0f} ms, p95 {share:.0f} ms (bar: 50)")


def main() -> None:
    """Time forecasts, then keys."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    print(name_machine())
    game = begin()
    begun = time.perf_counter()
    sight_of(game).refine(SILENCE, STEPS[0])
    print(f"The very first numbers, NumPy and tape included: "
          f"{1000 * (time.perf_counter() - begun):.0f} ms")  # fmt: skip
    for thread in kernels._begun:
        thread.join()
    tell_forecasts(game, "compiled" if kernels.find_compiled() else "NumPy")
    tell_keys()


if __name__ == "__main__":
    main()
