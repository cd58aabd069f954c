"""Whoever follows a page for authors as it is written gets what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.following import EXAMPLES, MODDERS, follow

STEPS = 9
"""How many steps the tutorial has."""

PAGES = ["tutorial.md", "cookbook.md", "turn.md", "format.md", "sharing.md"]
"""The pages with commands, each followed from an empty folder."""


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, with nothing installed, and the examples beside it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_followed(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Its files written and its commands typed, in the order of the page, print what it shows."""
    assert list(follow(MODDERS / page, capsys)) != []


def test_the_tutorial_checks_after_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    """Nine steps, each with a file that has no errors, and one mistake that is made on purpose."""
    checks = [line for line in follow(MODDERS / "tutorial.md", capsys) if " check " in line]
    assert len(checks) == STEPS + 1
