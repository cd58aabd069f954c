"""How much work a key press on the desk is, at 120×40.

Bar: 95 of 100 presses take at most 50 ms. What is measured is the time that the processor spends
in the thread of the screens until all that the press has caused is drawn; what a worker computes
beside it, and the pauses of the test driver, do not count.
"""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import tempfile
import time
from pathlib import Path

from measure import name_machine

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.scenario.source import read_bundle
from game.ui.app import BufferStateApp

SIZE = (120, 40)
ROUNDS = 6
WALK = ("tab", "down", "down", "enter", "up", "enter", "shift+tab", "down", "space", "u")
"""Moving, choosing, undoing."""
SHEETS = ("c", "escape", "i", "escape", "p", "escape", "question_mark", "escape")
"""Opening and closing what explains."""


async def time_keys(saves: Path, keys: tuple[str, ...]) -> dict[str, list[float]]:
    """Return the milliseconds of work of each press, by key."""
    game = Game.begin(read_bundle("hesitant-alignment"), 1, saves=SaveFolder(saves))
    app = BufferStateApp(game, saves)
    taken: dict[str, list[float]] = {key: [] for key in keys}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _ in range(ROUNDS):
            for key in keys:
                begun = time.thread_time()
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
                taken[key].append(1000 * (time.thread_time() - begun))
    return taken


def tell_keys(what: str, taken: dict[str, list[float]]) -> None:
    """Print the work of some keys, the slowest first."""
    every = sorted(each for times in taken.values() for each in times)
    share = every[int(0.95 * len(every))]
    print(f"{what}\n  median {statistics.median(every):.0f} ms, p95 {share:.0f} ms (bar: 50)")
    for key, times in sorted(taken.items(), key=lambda pair: -statistics.median(pair[1])):
        print(f"  {key:14} median {statistics.median(times):5.1f}, most {max(times):5.1f}")


def main() -> None:
    """Press every key several times."""
    gc.disable()  # As a start from the command line does; the app collects again by itself.
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    print(name_machine())
    for what, keys in (
        ("Moving and choosing on the desk at 120×40", WALK),
        ("Opening and closing sheets over it", SHEETS),
    ):
        with tempfile.TemporaryDirectory() as saves:
            tell_keys(what, asyncio.run(time_keys(Path(saves), keys)))


if __name__ == "__main__":
    main()
