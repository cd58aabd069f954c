"""A built wheel, installed into an empty environment, plays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import game

CHECKOUT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def run_quietly(*command: str | Path, folder: Path, timeout: float = 120) -> str:
    """Run a command in a folder, with none of the checkout on the path, and return its output."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--outdir", str(folder), str(CHECKOUT)]
    run_quietly(sys.executable, *build, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of an environment that holds nothing but the wheel."""
    environment = tmp_path_factory.mktemp("environment")
    run_quietly(sys.executable, "-m", "venv", environment, folder=environment)
    python = environment / "bin" / "python"
    run_quietly(python, "-m", "pip", "install", "--quiet", wheel, folder=environment, timeout=300)
    return environment / "bin"


def test_the_wheel_holds_the_game_and_its_scenarios(wheel: Path) -> None:
    """Scenarios lie beside the code that reads them; tests and saves stay at home."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"game/py.typed", "game/cli.py"} <= names
    shipped = {
        f"game/scenarios/{path.relative_to(CHECKOUT / 'scenarios').as_posix()}"
        for path in (CHECKOUT / "scenarios").rglob("*.toml")
    }
    assert {name for name in names if name.startswith("game/scenarios/")} >= shipped > set()
    assert {name.partition("/")[0] for name in names} == {
        "game",
        f"buffer_state-{game.__version__}.dist-info",
    }


def test_the_installed_command_plays(commands: Path, tmp_path: Path) -> None:
    """It says which game it is; from an empty folder it plays as in the checkout."""
    command = commands / "buffer-state"
    assert (
        run_quietly(command, "--version", folder=tmp_path) == f"buffer-state {game.__version__}\n"
    )
    arguments = ["run", "first-steps", "--seed", "1", "--format", "json"]
    installed = run_quietly(command, *arguments, folder=tmp_path)
    assert installed == run_quietly(sys.executable, "-m", "game", *arguments, folder=CHECKOUT)
    result = json.loads(installed)
    assert result["scenario"] == "first-steps"
    assert [turn["turn"] for turn in result["turns"]] == [1, 2, 3, 4]
    assert list(tmp_path.iterdir()) == []
