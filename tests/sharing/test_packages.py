"""Scenarios that an installed Python package brings through its entry point."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.engine.conftest import SMALL

CHECKOUT = Path(__file__).parents[2]

WHEEL = {
    "border_games/__init__.py": "raise RuntimeError('a list of scenarios imports nothing')\n",
    "border_games/scenarios/small/rules.toml": SMALL,
    "border_games/scenarios/first-steps.toml": SMALL,
    "border_games-1.0.dist-info/METADATA": (
        "Metadata-Version: 2.1\nName: border-games\nVersion: 1.0\n"
    ),
    "border_games-1.0.dist-info/WHEEL": (
        "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    ),
    "border_games-1.0.dist-info/entry_points.txt": (
        "[buffer_state.scenarios]\nborder = border_games.scenarios\n"
        "gone = border_games.moved_away\nabsent = no_such_package.scenarios\n"
    ),
}
"""The files of a package; its code must never run."""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package with pip into a folder of its own, and return that folder."""
    folder = tmp_path_factory.mktemp("packages")
    wheel = folder / "border_games-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in WHEEL.items():
            archive.writestr(name, text)
        record = "".join(f"{name},,\n" for name in WHEEL)
        archive.writestr("border_games-1.0.dist-info/RECORD", record)
    options = ["--quiet", "--no-index", "--no-deps", "--no-compile", "--target"]
    install = [sys.executable, "-m", "pip", "install", *options, str(folder / "site"), str(wheel)]
    subprocess.run(install, check=True, timeout=120)
    return folder / "site"


def carry_out(packages: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the game with the package installed."""
    return subprocess.run(
        [sys.executable, "-m", "game", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(packages), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_a_package_brings_scenarios(packages: Path) -> None:
    """They are listed with the package's name and play by their id; the game's own go first."""
    listed = carry_out(packages, "list")
    assert listed.stderr == ""
    lines = listed.stdout.splitlines()
    assert "small                    border-games  Small: Two seats, one secret." in lines
    assert [line.split()[:2] for line in lines if line.startswith("first-steps ")] == [
        ["first-steps", "game"]
    ]
    assert carry_out(packages, "run", "small").returncode == 0


def test_a_package_keeps_its_scenarios(packages: Path, tmp_path: Path) -> None:
    """What a package brings is neither removed nor stood in the place of."""
    refused = carry_out(packages, "remove", "small")
    assert refused.returncode == 2
    assert "`pip uninstall border-games` removes it" in refused.stderr
    pack = tmp_path / "small.bscenario"
    assert carry_out(packages, "pack", "small", "-o", str(pack)).returncode == 0
    refused = carry_out(packages, "install", str(pack))
    assert refused.returncode == 2
    assert "comes with the package border-games" in refused.stderr
