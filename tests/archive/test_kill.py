"""`kill -9` at any moment loses nothing that was committed."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from game.archive.folder import SaveFolder
from game.archive.recovery import newest_good, take_up
from game.scenario.source import Bundle

KILLS = 120
"""How often a process is killed."""

MOST_LINES = 6
"""After how many announcements it is killed at the latest, so that slow machines play as much."""

LONGEST_DELAY = 0.004
"""How much longer it may live then, in seconds: about as long as a turn takes with its saves."""

ROOT = Path(__file__).parents[2]


@dataclass
class Player:
    """A process that plays, and what it announced."""

    process: subprocess.Popen[bytes]
    """It loads the game once, and begets the children that are killed."""
    heard: bytes = b""
    """What it said that is not a whole line yet."""
    committed: dict[str, tuple[int, str]] = field(default_factory=dict)
    """For each game the last turn that was announced, with its digest."""
    said: int = 0
    """How many lines it has said since it was last counted."""
    last: str = ""
    """The game of which something was heard last."""

    def live_and_die(self, seed: int, lines: int, delay: float) -> int:
        """Let a child announce so many lines and live a little on, kill it; return its status."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"%d\n" % seed)
        self.process.stdin.flush()
        child = int(self.hear("child")[0])
        self.said = 0
        while self.said < lines:
            self.listen(30.0)
        end = time.monotonic() + delay
        while (left := end - time.monotonic()) > 0:
            self.listen(left)
        os.kill(child, signal.SIGKILL)
        return int(self.hear("ended")[0])

    def hear(self, kind: str) -> list[str]:
        """Wait for a line of one kind and return its words."""
        while True:
            for found, words in self.listen(30.0):
                if found == kind:
                    return words

    def listen(self, seconds: float) -> list[tuple[str, list[str]]]:
        """Take what is said within a time, note the commits, and return the other lines."""
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], seconds)
        lines = []
        if ready:
            data = os.read(ready[0].fileno(), 65536)
            assert data, "the process that begets the players has ended"
            *whole, self.heard = (self.heard + data).split(b"\n")
            lines = [line.decode().split(" ") for line in whole]
        for kind, *words in lines:
            self.said += 1
            if kind == "committed":
                self.last = words[0]
                self.committed[words[0]] = (int(words[1]), words[2])
                assert words[3] == "", "the game could not be saved"
        return [(kind, words) for kind, *words in lines]


@pytest.mark.slow
def test_a_killed_process_loses_no_committed_turn(tmp_path: Path, bundle: Bundle) -> None:
    """After each of 120 kills the newest good save holds every announced turn, and goes on.

    A turn that was taken back is held by a branch.
    """
    folder = tmp_path / "saves"
    chance = random.Random(2019)
    script = Path(__file__).with_name("killed.py")
    with subprocess.Popen(
        [sys.executable, str(script), bundle.name, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        player = Player(process)
        for kill in range(KILLS):
            lines, delay = chance.randint(0, MOST_LINES), chance.random() * LONGEST_DELAY
            status = player.live_and_die(1000 * kill, lines, delay)
            assert status == -signal.SIGKILL
            check_saves(SaveFolder(folder), player)
        assert process.stdin is not None
        process.stdin.close()
    assert sum(turns for turns, _ in player.committed.values()) > KILLS


def check_saves(saves: SaveFolder, player: Player) -> None:
    """See that the newest good save holds what was announced of its game, or a later game."""
    damaged = [entry.problem for entry in saves.entries() if entry.problem]
    assert damaged == []
    newest = newest_good(saves)
    if newest is None:
        assert player.committed == {}
        return
    game = take_up(saves.read(newest.path), saves)
    if player.last and game.name != player.last:
        assert game.turn <= 2, "only a turn that was not announced yet can be newer"
        game = take_up(saves.read(newest_of(saves, player.last)), saves)
    if player.last:
        turns, digest = player.committed[player.last]
        branches = [[turn.digest for turn in each.journal] for each in game.branches]
        played = [[turn.digest for turn in game.turns], *branches]
        assert any(len(each) >= turns and each[turns - 1] == digest for each in played)


def newest_of(saves: SaveFolder, name: str) -> Path:
    """Return the newest save of a game."""
    return next(e.path for e in saves.entries() if e.summary and e.summary.game == name)
