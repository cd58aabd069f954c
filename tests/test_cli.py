"""The commands: exit statuses and messages for what cannot be used, and no traceback for anyone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from tests.engine.conftest import SMALL

UNUSABLE = 2


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the path of a scenario that can be played."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def refuse(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must be refused, and return what it says."""
    assert main(arguments) == UNUSABLE
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.toml", b"", "empty"),
        ("binary.toml", b"a = 1\x00\xff", "binary"),
        ("latin.toml", "# Gda\u0144sk\n".encode("iso-8859-2"), "UTF-8"),
        ("huge.toml", b"# " + b"x" * (2 << 20), "MiB"),
        ("broken.toml", b"[scenario\n", "broken.toml:1"),
        ("deep.toml", b"a = " + b"[" * 5000 + b"]" * 5000, "deep"),
        ("keys.toml", b".".join([b"a"] * 100_000) + b" = 1", "keys.toml"),
        ("digits.toml", b"format = 1" + b"0" * 5000, "digits.toml"),
        ("twin.toml", "format = 1\nvаr = 2\n".encode(), "twin.toml"),
    ],
)
def test_a_hostile_file_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    """`Bad input … each with a clear message, exit status 2 and no traceback`."""
    path = tmp_path / name
    path.write_bytes(data)
    assert says in refuse(capsys, "run", str(path))


def test_what_is_no_scenario_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """No such scenario, an empty folder: said with what to do."""
    assert "hesitant-alignment" in refuse(capsys, "run", "hesitant-aligment")
    (tmp_path / "folder").mkdir()
    assert "folder" in refuse(capsys, "run", str(tmp_path / "folder"))


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([""], "the first argument"),
        (["run", "small", "--turns", ""], "what follows --turns"),
        (["run", "small", "--choices="], "--choices="),
        (["exercise", "act", "winter", "start", "--as", " "], "what follows --as"),
    ],
)
def test_what_is_empty_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], what: str
) -> None:
    """A variable that is not set means no default, and never the facilitator."""
    told = f"buffer-state: {what} is empty; give a value or leave it out\n"
    assert refuse(capsys, *arguments) == told


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--seed", "soon"], "is no seed"),
        (["--seed", "-3"], "is no seed"),
        (["--policy", "clever"], "no policy is called 'clever'"),
        (["--policy", "nobody=none"], "no seat is called 'nobody'"),
        (["--difficulty", "mad"], "mad"),
        (["--choices", "nowhere.toml"], "nowhere.toml cannot be read"),
    ],
)
def test_unusable_options_of_run(
    capsys: pytest.CaptureFixture[str], small: Path, arguments: list[str], says: str
) -> None:
    """An option that cannot be used says which and why."""
    assert says in refuse(capsys, "run", str(small), *arguments)


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ('[[turn]]\n[turn.nobody]\norders = ["probe"]\n', "turn 1: no seat is called 'nobody'"),
        ('[[turn]]\n[turn.home]\norders = ["fly"]\n', "turn 1: no action is called 'fly'"),
        ("[[turn]]\n" * 5, "5 turns, but the game has 3"),
    ],
)
def test_refused_choices_play_nothing(
    capsys: pytest.CaptureFixture[str], small: Path, tmp_path: Path, choices: str, says: str
) -> None:
    """`the whole plan is refused with the reason, nothing is played`."""
    path = tmp_path / "choices.toml"
    path.write_text(choices, encoding="utf-8")
    assert says in refuse(capsys, "run", str(small), "--choices", str(path))


def test_unknown_option_and_missing_argument(capsys: pytest.CaptureFixture[str]) -> None:
    """The parser's own refusals leave with status 2 as well."""
    assert "unrecognized arguments: --fast" in refuse(capsys, "run", "small", "--fast")
    assert "required" in refuse(capsys, "check")


@pytest.mark.parametrize("language", ["English", "be_BY", "\udcff", "x" * 5000])
def test_what_is_no_language_is_refused(
    capsys: pytest.CaptureFixture[str], small: Path, language: str
) -> None:
    """No game begins whose save could not hold its language."""
    said = refuse(capsys, "play", str(small), "--plain", "--language", language)
    assert f"{language[:40]!r} is no language; give two or three letters, such as be" in said


def test_check_prints_every_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`A first buffer-state check PATH prints them and exits 1`."""
    path = tmp_path / "wrong.toml"
    text = SMALL.replace('"money + 1"', '"monye + 1"').replace("turns = 3", "tunrs = 3")
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path)]) == 1
    said = capsys.readouterr().out
    line = text.splitlines().index('add = { trust = "monye + 1" }') + 1
    assert f"wrong.toml:{line}:18" in said
    assert "money" in said
    assert "tunrs" in said


def test_run_prints_the_document_of_the_door(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    """The JSON of `run` holds what the format promises, as floats and sorted lists."""
    assert main(["run", str(small), "--seed", "7", "--policy", "none", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["format"], document["scenario"], document["seed"]) == (1, "small", 7)
    assert document["ending"] is None
    assert [turn["turn"] for turn in document["turns"]] == [1, 2, 3]
    first = document["turns"][0]
    assert first["vars"]["money"] == 5.0
    assert list(first["vars"]) == ["money", "mood", "resolve", "trust"]
    assert (first["flags"], first["events"], first["causes"]) == ([], [], [])


def run_in_shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line in which `$GAME` is the program."""
    game = f"{sys.executable} -m game"
    changed = {**os.environ, "PYTHONUNBUFFERED": "", **environment}
    return subprocess.run(
        ["sh", "-c", line.replace("$GAME", game)], env=changed, capture_output=True, text=True
    )


@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-"])
def test_a_stream_that_is_closed_is_done_without(small: Path, tmp_path: Path, stream: str) -> None:
    """Without input the game ends as at its end, without output it is played all the same."""
    ended = run_in_shell(f"echo | $GAME play {small} --plain --saves {tmp_path} --seed 1 {stream}")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "small-00000001-autosave-01.toml").is_file()


def test_an_output_that_takes_no_more_is_told(small: Path) -> None:
    """A full disk behind `>`: a line, the status of what cannot be used, nothing else."""
    ended = run_in_shell(f"$GAME run {small} --seed 1 > /dev/full")
    assert ended.stderr == "buffer-state: the output: No space left on device\n"
    assert ended.returncode == UNUSABLE


def test_a_reader_that_goes_away_is_no_failure(small: Path) -> None:
    """`run … | true` says nothing of it."""
    ended = run_in_shell(f"{{ $GAME run {small} --seed 1; echo $? >&2; }} | true")
    assert ended.stderr == "0\n"


def test_what_an_encoding_lacks_is_written_as_an_escape(small: Path) -> None:
    """Where only ASCII can be written, a minus sign of Unicode is no reason to fail."""
    small.write_text(SMALL.replace('title = "', 'title = "\u2212', 1), encoding="utf-8")
    ended = run_in_shell(f"$GAME run {small} --seed 1", PYTHONIOENCODING="ascii")
    assert ended.returncode == 0
    assert ended.stdout.startswith("\\u2212")


@pytest.mark.slow
def test_the_same_bytes_everywhere(small: Path) -> None:
    """`The same input gives the same bytes`, whatever the hash seed and the optimisation level."""
    outputs = set()
    for seed, level in (("0", []), ("1", ["-O"]), ("random", ["-OO"])):
        run = subprocess.run(
            [sys.executable, *level, "-m", "game", "run", str(small), "--format", "json"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
