"""What is made ready before seats are forked: all that each of them would work out for itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.batch import find_tape, tape
from game.engine.batch.kernels import find_compiled
from game.exercise.configuration import read_configuration
from game.exercise.creation import create_exercise
from game.exercise.store import Store
from game.ui.exercise.launch import EXERCISE, STORE, open_exercise
from game.ui.exercise.loaded import load_all
from tests.exercise.conftest import CONFIGURATION, TWO_BANKS


def test_seats_find_rules_and_foresight_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: a seat compiles nothing, worlds of the same teams share it, and no connection stays."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    with Store.open(url) as store:
        create_exercise(store, read_configuration(CONFIGURATION.format(scenario=TWO_BANKS)))
    monkeypatch.setenv(STORE, url)
    monkeypatch.setenv(EXERCISE, "spring")
    load_all()
    exercise = open_exercise(url, "spring")
    assert exercise.last_standing.seq == 1
    first, second = (exercise.game(world).rules for world in "ab")
    assert first is second
    monkeypatch.delattr(tape, "build_tape")
    assert find_tape(first).rules is first
    assert find_compiled() is not None
    assert "Connections in pool: 0" in exercise.store.engine.pool.status()
