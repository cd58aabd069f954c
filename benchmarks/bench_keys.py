"""How much work a key press on the desk is, at 120×40.

Bar: 95 of 100 presses take at most 50 ms. What is measured is the time that the processor spends in
the thread of the screens until all that the press has caused is drawn; what a worker computes beside
it, and the pauses of the test driver, do not count.
"""

from __future__ import annotations

import asyncio
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
PAIRS = (("c", "escape"), ("i", "escape"), ("p", "escape"), ("question_mark", "escape"))
KEYS = (*WALK, *(key for pair in PAIRS for key in pair))
"""Moving, choosing, undoing, and opening and closing what explains."""


async def time_keys(saves: Path) -> dict[str, list[float]]:
    """Return the milliseconds of work of each press, by key."""
    game = Game.begin(read_bundle("hesitant-alignment"), 1, saves=SaveFolder(saves))
    app = BufferStateApp(game, saves)
    taken: dict[str, list[float]] = {key: [] for key in KEYS}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for _ in range(ROUNDS):
            for key in KEYS:
                begun = time.thread_time()
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
                taken[key].append(1000 * (time.thread_time() - begun))
    return taken


def main() -> None:
    """Press every key several times and print the slowest first."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with tempfile.TemporaryDirectory() as saves:
        taken = asyncio.run(time_keys(Path(saves)))
    every = sorted(each for times in taken.values() for each in times)
    share = every[int(0.95 * len(every))]
    print(f"A key press on the desk at 120×40 ({name_machine()})")
    print(f"  median {statistics.median(every):.0f} ms, p95 {share:.0f} ms (bar: p95 at most 50)")
    for key, times in sorted(taken.items(), key=lambda pair: -statistics.median(pair[1])):
        print(f"  {key:14} median {statistics.median(times):5.1f}, most {max(times):5.1f}")


if __name__ == "__main__":
    main()
