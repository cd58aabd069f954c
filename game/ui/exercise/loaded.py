"""What the fork server makes ready before the first seat comes: modules, rules, foresight."""

from __future__ import annotations

import os
from functools import partial
from importlib import import_module

from game.engine import SILENCE
from game.engine.batch.kernels import warm_up
from game.exercise.exercise import Exercise
from game.exercise.readers import Reader
from game.exercise.seats import seat_view
from game.ui.desk.outlook import open_foresight
from game.ui.desk.position import Position
from game.ui.exercise.game import take_seat
from game.ui.exercise.launch import EXERCISE, STORE, open_exercise

SCREENS = (
    "game.ui.exercise.app",
    "game.ui.exercise.console.screen",
    "game.ui.exercise.desk",
    "game.ui.exercise.observer",
    "game.ui.exercise.projector",
    "game.ui.exercise.sheets",
    "game.ui.exercise.ending",
    "game.ui.screens.form",
    "game.ui.palette",
    "game.ui.screens.report",
    "game.ui.screens.causes",
    "game.ui.screens.news",
    "game.ui.screens.cramped",
    "sqlalchemy.dialects.sqlite",
)
"""Modules that a seat will need."""


def load_all() -> None:
    """Import every screen that a seat may open, and work out what all seats will ask for.

    The exercise's store is closed again: a connection must not live on both sides of a fork.
    """
    for name in SCREENS:
        import_module(name)
    if EXERCISE in os.environ:
        exercise = open_exercise(os.environ[STORE], os.environ[EXERCISE])
        with exercise.store:
            foresee(exercise)


def foresee(exercise: Exercise) -> None:
    """Foresee something for each seat: the tape, its steps and the kernel are then there for all.

    Thirty processes that each compile their own would keep the machine busy for half a minute.
    """
    kernel = warm_up()
    if kernel is not None:
        kernel.join()
    configuration = exercise.configuration
    seats = {
        (configuration.teams(world), seat): Reader("seat", world, seat)
        for world, seat in configuration.all_teams()
    }
    for reader in seats.values():
        game = take_seat(exercise, partial(seat_view, exercise, reader))
        if not game.over:
            open_foresight(Position.of(game)).refine(SILENCE, 1)
