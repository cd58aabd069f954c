"""Notes on a finished game, kept beside its saves: what took long to find and can be found again.

They hold for one course of play, one scenario and one version of the program. Whatever else lies in
their place is as good as nothing, and is written over.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from game import __version__
from game.archive.game import Game
from game.archive.record import Save
from game.archive.writing import write_whole
from game.errors import SaveError

FORMAT = 1
"""The version of the file."""

MOST_BYTES = 1 << 20
"""The size of the largest file that is read."""


class GameNotes:
    """What is kept of one game; a game that is kept nowhere has none."""

    def __init__(self, game: Game) -> None:
        """Take a game that is over."""
        save = game.record()
        self.stamp = _stamp(save)
        folder = game.saves.path if game.saves else None
        name = f"{save.game}-{self.stamp['course'][:12]}.notes.json"
        self.path: Path | None = folder / name if folder else None

    def read(self) -> object:
        """Return what was kept; none where nothing is, or what is was kept of something else."""
        if self.path is None:
            return None
        try:
            with self.path.open("rb") as stream:
                data = json.loads(stream.read(MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return None
        fits = isinstance(data, dict) and data.get("stamp") == self.stamp
        return data.get("found") if fits else None

    def write(self, notes: dict[str, Any]) -> None:
        """Keep something; where that cannot be, it is found again another time."""
        if self.path is None:
            return
        text = json.dumps({"stamp": self.stamp, "found": notes}, allow_nan=False)
        try:
            write_whole(self.path, text.encode("utf-8"))
        except SaveError:
            return


def _stamp(save: Save) -> dict[str, Any]:
    """Return all on which the notes depend."""
    course = [turn.model_dump(mode="json") for turn in save.journal]
    return {
        "format": FORMAT,
        "program": __version__,
        "scenario": save.scenario.digest,
        "seat": save.seat,
        "seed": save.seed,
        "difficulty": save.difficulty,
        "policies": dict(save.policies),
        "course": hashlib.sha256(json.dumps(course, sort_keys=True).encode()).hexdigest(),
    }
