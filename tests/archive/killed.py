"""Play games until killed: a process of its own, started by the kill test.

It loads everything once and then begets a child for each line that it reads. The child takes up
the newest save, or begins a game, and commits turn after turn with random pauses; now and then it
goes back, which leaves a branch. It announces a turn only after `commit` has returned.
"""

from __future__ import annotations

import os
import random
import sys
import time

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.archive.recovery import newest_good, take_up
from game.engine import SILENCE
from game.scenario.source import Bundle, read_bundle

BACK = 0.25
"""How likely it goes back after a turn."""

BRANCHES = 4
"""With so many branches it goes back no more, so that games come to their end."""

LONGEST_PAUSE = 0.002
"""The longest pause between two commits, in seconds."""


def announce(*words: object) -> None:
    """Tell the parent something, in one write."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def play_on(bundle: Bundle, saves: SaveFolder, seed: int) -> None:
    """Go on with the newest game; when it is over, begin others."""
    newest = newest_good(saves)
    game = take_up(saves.read(newest.path), saves) if newest else None
    while True:
        if game is None or game.over:
            game = Game.begin(bundle, seed, saves=saves)
            seed += 1
        announce("playing", game.name, game.turn)
        while not game.over:
            time.sleep(random.random() * LONGEST_PAUSE)
            game.commit(SILENCE)
            turn = game.turns[-1]
            announce("committed", game.name, len(game.turns), turn.digest, game.trouble or "")
            back = random.randint(1, len(game.turns))
            if len(game.branches) < BRANCHES and random.random() < BACK:
                game.rewind(min(back, game.rules.turns))


def serve() -> None:
    """Beget a child for each seed that is read, and say how it ended."""
    bundle, folder = read_bundle(sys.argv[1]), sys.argv[2]
    Game.begin(bundle, 0).commit(SILENCE)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            play_on(bundle, SaveFolder(folder), int(line))
        announce("child", child)
        _, status = os.waitpid(child, 0)
        announce("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    serve()
