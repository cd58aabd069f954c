"""A scenario to give away, and a user's folder of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario import origins
from tests.engine.conftest import SMALL


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user an empty folder of data, and return where scenarios are installed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return origins.user_folder()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a scenario with a translation."""
    folder = tmp_path / "draft"
    folder.mkdir()
    (folder / "rules.toml").write_text(SMALL, encoding="utf-8")
    (folder / "texts.be.toml").write_text('"scenario.title" = "Малы"\n', encoding="utf-8")
    return folder
