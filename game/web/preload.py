"""Load once what every seat needs; as a program, open the screens of the seat at once."""

from __future__ import annotations

import gc
import sys

# What is loaded before the fork is shared by all seats; collecting would copy its pages.
gc.disable()

from game.scenario import collection  # noqa: E402
from game.ui.exercise import loaded  # noqa: E402
from game.ui.exercise.launch import open_session  # noqa: E402

if __name__ == "__main__":
    gc.enable()
    sys.exit(open_session())

loaded.load_all()
collection.freeze()
gc.enable()
