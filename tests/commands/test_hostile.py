"""The tools of an author on files that are none: a message, status 2, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.cli import main
from tests.commands.test_test import MILL

FILES = {
    "empty": b"",
    "binary": b"a = 1\x00\xff",
    "latin": "# Gda\u0144sk\n".encode("iso-8859-2"),
    "broken": b"[scenario\n",
    "deep": b"a = " + b"[" * 5000 + b"]" * 5000,
    "bare": b"format = 1\n",
    "lists": b"format = 1\nvar = [1]\nseat = 3\naction = { id = 1 }\nevent = [[1]]\n",
}
"""What somebody may call a scenario."""

COMMANDS = (["test"], ["explain"], ["explain", "--format", "html"])
"""The commands that need a scenario without errors."""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_scenario_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str], name: str
) -> None:
    """Whatever it is, it is said what is wrong with it."""
    path = tmp_path / f"{name}.toml"
    path.write_bytes(FILES[name])
    assert main([command[0], str(path), *command[1:]]) == 2
    said = capsys.readouterr()
    assert name in said.err and "Traceback" not in said.err


@pytest.mark.parametrize("name", FILES)
def test_a_schema_needs_only_toml(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    """A file of any shape has the names that it has; what is no TOML is refused."""
    path = tmp_path / f"{name}.toml"
    path.write_bytes(FILES[name])
    assert main(["schema", str(path)]) == (0 if name in {"bare", "lists"} else 2)
    assert "Traceback" not in capsys.readouterr().err


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, len(MILL) - 1), st.sampled_from(["", "x", '"', "[", "]", "=", "9", ".", "\n"])
)
def test_one_slip_of_the_pen_raises_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: int, sign: str
) -> None:
    """A character put in place of another: played, or refused with a message."""
    path = tmp_path / "slip.toml"
    path.write_text(MILL[:place] + sign + MILL[place + 1 :], encoding="utf-8")
    assert main(["test", str(path)]) in {0, 1, 2}
    assert main(["schema", str(path)]) in {0, 2}
    assert main(["explain", str(path)]) in {0, 2}
    assert "Traceback" not in capsys.readouterr().err
