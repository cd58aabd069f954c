"""What the fork server loads before the first seat comes: modules, and the exercise's rules."""

from __future__ import annotations

import os
from importlib import import_module

from game.exercise.store import Store
from game.ui.exercise.launch import EXERCISE, STORE

SCREENS = (
    "game.ui.exercise.app",
    "game.ui.exercise.console",
    "game.ui.exercise.desk",
    "game.ui.exercise.observer",
    "game.ui.exercise.projector",
    "game.ui.exercise.sheets",
    "game.ui.exercise.ending",
    "game.ui.exercise.form",
    "game.ui.palette",
    "game.ui.screens.report",
    "game.ui.screens.causes",
    "game.ui.screens.news",
    "game.ui.screens.cramped",
    "sqlalchemy.dialects.sqlite",
)
"""Modules that a seat will need."""


def load_all() -> None:
    """Import every screen that a seat may open, and compile the rules of the exercise."""
    for name in SCREENS:
        import_module(name)
    if EXERCISE in os.environ:
        with Store.open(os.environ[STORE]) as store:
            _ = store.exercise(os.environ[EXERCISE]).rules
