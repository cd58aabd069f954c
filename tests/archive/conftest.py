"""A small scenario, and games of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.engine import Plan
from game.scenario.source import Bundle, read_bundle

TOLL_BRIDGE = Path(__file__).parent / "data" / "toll-bridge.toml"


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The scenario Toll Bridge: four turns and an epilogue of one."""
    return read_bundle(str(TOLL_BRIDGE))


@pytest.fixture
def saves(tmp_path: Path) -> SaveFolder:
    """A folder of saves that does not exist yet."""
    return SaveFolder(tmp_path / "saves")


@pytest.fixture
def played(bundle: Bundle, saves: SaveFolder) -> Game:
    """A game in its third turn, kept in the folder."""
    game = Game.begin(bundle, 7, saves=saves)
    game.commit(Plan(("raise-toll",), {"envoy": "grant"}))
    game.commit(Plan(("feast",)))
    return game
