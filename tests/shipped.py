"""The scenarios that come with the game, for the tests that range over all of them."""

from __future__ import annotations

import re

from game.scenario.origins import shipped_folder
from game.scenario.source import read_bundle

SHIPPED = tuple(
    sorted(path.stem for path in shipped_folder().iterdir() if not path.name.startswith("."))
)
"""Their ids, in ASCII order."""

GAMES = tuple(name for name in SHIPPED if name != "first-steps")
"""Those that are games and no lessons."""

WRITTEN_OUT = tuple(
    name
    for name in SHIPPED
    if not any(re.search(r"(?m)^ *each = ", file.text) for file in read_bundle(name).files)
)
"""Those that repeat nothing with `each`, so that every name stands in their files as it is."""
