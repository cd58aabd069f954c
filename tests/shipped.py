"""The scenarios that come with the game, for the tests that range over all of them."""

from __future__ import annotations

from game.scenario.origins import shipped_folder

SHIPPED = tuple(
    sorted(path.stem for path in shipped_folder().iterdir() if not path.name.startswith("."))
)
"""Their ids, in ASCII order."""

GAMES = tuple(name for name in SHIPPED if name != "first-steps")
"""Those that are games and no lessons."""
