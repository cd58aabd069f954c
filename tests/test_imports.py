"""What the import contracts promise, proven at run time: a command loads only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DRIVER = """
import contextlib, io, runpy, sys
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    runpy.run_module("game", run_name="__main__", alter_sys=True)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
"""Plays a command in a fresh interpreter and names the packages that it has loaded."""


def load_with(arguments: list[str], folder: Path) -> set[str]:
    """Return the top-level packages that a command has loaded when it ends."""
    result = subprocess.run(
        [sys.executable, "-c", DRIVER, *arguments],
        cwd=Path(__file__).parents[1],
        env={"PATH": "", "PYTHONUTF8": "1", "HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert result.stderr == ""
    return set(result.stdout.split())


@pytest.mark.parametrize(
    "command",
    [
        ["check", "first-steps"],
        ["run", "first-steps", "--seed", "1", "--format", "json"],
        ["run", "first-steps", "--seed", "1"],
        ["simulate", "first-steps", "--games", "2", "--workers", "1"],
        ["test", "first-steps"],
        ["explain", "first-steps", "--format", "html"],
        ["schema", "first-steps"],
    ],
    ids=["check", "run-json", "run-text", "simulate", "test", "explain", "schema"],
)
def test_commands_without_a_screen_load_none(command: list[str], tmp_path: Path) -> None:
    """Checking and running a scenario load neither screens nor a database nor arrays."""
    loaded = load_with(command, tmp_path)
    assert "pydantic" in loaded
    assert loaded & {"textual", "rich", "sqlalchemy", "numpy", "numba"} == set()


@pytest.mark.parametrize(
    "command",
    [["--help"], ["--version"], ["simulate", "--help"]],
    ids=["help", "version", "simulate-help"],
)
def test_help_reads_no_models(command: list[str], tmp_path: Path) -> None:
    """Whoever asks for help does not wait for the models of the format."""
    loaded = load_with(command, tmp_path)
    assert "argparse" in loaded
    assert (
        loaded & {"pydantic", "tomli", "textual", "rich", "sqlalchemy", "numpy", "numba"} == set()
    )


def test_the_screens_load_no_arrays() -> None:
    """A game loads no NumPy before its first forecast."""
    screens = "game.ui.app, game.ui.screens.desk, game.ui.screens.forecast, game.ui.screens.end"
    code = f"import sys, {screens}; print('numpy' in sys.modules, 'textual' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert result.stdout == "False True\n"
