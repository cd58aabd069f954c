"""`buffer-state exercise`: what its commands print, and what they leave with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from tests.exercise.conftest import CONFIGURATION, TWO_BANKS

ROOT = Path(__file__).parents[2]


class Shell:
    """A facilitator's shell with a store of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Work in a folder."""
        self.folder, self.capsys = folder, capsys

    def run(self, *words: str, status: int = 0) -> str:
        """Carry out a command below `exercise` and return what it printed."""
        command = [words[0], "--store", str(self.folder / "s.sqlite"), *words[1:]]
        assert main(["exercise", *command]) == status
        printed = self.capsys.readouterr()
        return printed.out if status != 2 else printed.err

    def read(self, *words: str, status: int = 0) -> Any:
        """Carry out a command and return the JSON that it printed."""
        return json.loads(self.run(*words, "--format", "json", status=status))


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell in which the exercise `spring` is prepared."""
    path = tmp_path / "spring.toml"
    path.write_text(CONFIGURATION.format(scenario=TWO_BANKS), encoding="utf-8")
    shell = Shell(tmp_path, capsys)
    codes = shell.read("new", str(path))
    (tmp_path / "codes.json").write_text(json.dumps(codes), encoding="utf-8")
    return shell


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("serve", "spring", "--port", "99999"), "'99999' is no whole number from 0 to 65535"),
        (("preflight", "spring", "--port", "http"), "'http' is no whole number from 0 to 65535"),
        (("serve", "spring", "--sessions", "0"), "'0' is no whole number from 1 to 1000"),
        (("show", "spring", "--as", "a/east"), "world a has no seat 'east'; its seats are north"),
        (("report", "spring", "--replay", "q/north"), "there is no world 'q'; the worlds are a, b"),
        (("export", "spring", "data", "--as", "a/east"), "world a has no seat 'east'"),
        (("act", "spring", "standing", 'plan={"orders": ["fly"]}', "--as", "a/north"),
         "no action is called 'fly'"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_where_it_is_given(
    shell: Shell, words: tuple[str, ...], told: str
) -> None:
    """Rule: a port, a number, a seat or an order that is none, in one line and nothing else."""
    assert told in shell.run(*words, status=2)
    assert not (shell.folder / "data").exists()


@pytest.mark.parametrize("words", [("report", "spring", "--output"), ("msel", "spring")])
def test_a_page_that_cannot_be_written_is_named(shell: Shell, words: tuple[str, ...]) -> None:
    """Rule: the error names the file that was asked for, and speaks of no saves."""
    path = shell.folder / "codes.json" / "page.html"
    told = shell.run(*words, str(path), status=2)
    where = "a file lies where the folder should be; move it, or name another file"
    assert told == f"buffer-state: {path} cannot be written: {where}\n"


def test_an_exercise_goes_from_new_to_report_in_a_shell(shell: Shell) -> None:
    """Without a screen: prepared, played by acts, shown, reported, exported, verified."""
    assert [entry["id"] for entry in shell.read("list")] == ["spring"]
    shell.run("act", "spring", "start")
    shell.run("act", "spring", "move-on", "worlds=a", "--as", "white:AB")
    plan = 'plan={"orders": ["dig"]}'
    assert int(shell.run("act", "spring", "submit", "turn=1", plan, "--as", "a/north")) > 1
    shell.run("act", "spring", "move-on", "worlds=a")
    assert "no orders of south" in shell.run("act", "spring", "move-on", "worlds=a", status=2)
    shell.run("act", "spring", "decide", "world=a", "seat=south", "source=bot")
    shell.run("act", "spring", "move-on", "worlds=a")
    assert shell.run("resolve", "--once", "spring") == "Done: 2.\n"
    shell.run("act", "spring", "move-on", "worlds=a")
    shown = shell.read("show", "spring")
    world = shown["worlds"][0]
    assert (world["phase"], world["turn"], world["resolved"]) == ("release", 1, True)
    assert "Turn 1: Your orders were handed in." in shell.run("show", "spring", "--as", "a/north")
    assert "Turn 1 was resolved" in shell.run("report", "spring", "--replay", "a/north")
    output = shell.folder / "report.html"
    shell.run("report", "spring", "--output", str(output))
    assert output.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "codebook.md" in shell.run("export", "spring", str(shell.folder / "data"))
    verdict = shell.read("verify", "spring")
    assert (verdict["turns"], verdict["problems"]) == (1, [])


def test_packs_take_the_codes_that_new_has_printed(shell: Shell) -> None:
    """Or those that were drawn anew, since which the old ones are dead."""
    codes = shell.folder / "codes.json"
    printed = [entry["code"] for entry in json.loads(codes.read_text(encoding="utf-8"))["codes"]]
    shell.run("packs", "spring", str(shell.folder / "one"), "--codes", str(codes))
    one = (shell.folder / "one" / "cards.html").read_text(encoding="utf-8")
    assert all(code in one for code in printed)
    fresh = shell.folder / "fresh.json"
    told = shell.run("renew", "spring", "--codes", str(fresh))
    assert (
        told == f"The exercise spring has new codes. Its codes are in {fresh}, and nowhere else.\n"
    )
    shell.run("packs", "spring", str(shell.folder / "two"), "--codes", str(fresh))
    two = (shell.folder / "two" / "cards.html").read_text(encoding="utf-8")
    assert not any(code in two for code in printed)
    codes.write_text("{}", encoding="utf-8")
    refused = shell.run("packs", "spring", str(shell.folder), "--codes", str(codes), status=2)
    assert "holds no codes" in refused


def test_codes_in_a_file_are_not_written_over(shell: Shell) -> None:
    """Rule: `--codes` makes a new file, its owner's alone; if one is there, all stays as it is."""
    other, codes = shell.folder / "other.json", shell.folder / "codes.json"
    before = codes.read_text(encoding="utf-8")
    for words in (("new", "other", "--scenario", str(TWO_BANKS)), ("renew", "spring")):
        told = shell.run(*words, "--codes", str(codes), status=2)
        assert told == (
            f"buffer-state: {codes} is there already, and is left as it is; name another file\n"
        )
    assert codes.read_text(encoding="utf-8") == before
    assert [each["id"] for each in shell.read("list")] == ["spring"]
    shell.run("new", "other", "--scenario", str(TWO_BANKS), "--codes", str(other))
    assert other.stat().st_mode & 0o777 == 0o600
    listed = json.loads(other.read_text(encoding="utf-8"))
    assert (listed["exercise"], len(listed["codes"])) == ("other", 6)


def test_an_exercise_that_is_there_is_not_prepared_again(shell: Shell) -> None:
    """Rule: the second `new` changes nothing, makes no file, and says what to do for lost codes."""
    path, codes = shell.folder / "spring.toml", shell.folder / "second.json"
    told = shell.run("new", str(path), "--codes", str(codes), status=2)
    assert told == (
        "buffer-state: there is an exercise 'spring' already, which is left as it is; give another "
        "name. If its codes are lost, `buffer-state exercise renew spring` draws new ones\n"
    )
    assert not codes.exists()


def test_the_msel_goes_to_a_file_and_back(shell: Shell) -> None:
    """By the ending of its name."""
    path = str(shell.folder / "msel.xlsx")
    assert shell.run("msel", "spring", path) == f"3 injects are in {path}.\n"
    assert shell.run("msel", "spring", path, "--read") == "0 injects were changed or added.\n"


def test_an_exercise_can_be_made_of_options(shell: Shell) -> None:
    """A name, a scenario, how many worlds, which teams."""
    options = ("--scenario", str(TWO_BANKS), "--worlds", "3", "--team", "south", "--turns", "2")
    codes = shell.read("new", "autumn", *options)["codes"]
    seats = [(code["world"], code["seat"]) for code in codes if code["seat"]]
    assert seats == [("a", "south"), ("b", "south"), ("c", "south")]
    found = shell.read("rehearse", "autumn")
    assert found["turns"] == {"a": 2, "b": 2, "c": 2}
    checks = shell.read("preflight", "autumn", "--port", "0")
    assert [check["name"] for check in checks][:2] == ["address", "disk"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("new", "x"), "scenario: it is missing"),
        (("new", "missing.toml"), "cannot be read"),
        (("verify", "autumn"), "there are spring"),
        (("act", "spring"), "name an act"),
        (("act", "spring", "start", "now"), "no KEY=VALUE"),
        (("msel", "spring", "/nowhere/x.csv", "--read"), "cannot be read"),
        (("report", "spring", "--replay", "king"), "is nobody"),
        (
            ("report", "spring", "--output", "/dev/null/report.md"),
            "/dev/null/report.md cannot be written: a file lies where the folder should be; "
            "move it, or name another file",
        ),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line(
    shell: Shell, words: tuple[str, ...], problem: str
) -> None:
    """With status 2 and no traceback."""
    told = shell.run(*words, status=2)
    assert told.startswith("buffer-state: ")
    assert problem in told


@pytest.mark.parametrize("words", [("list",), ("show", "spring"), ("serve", "spring")])
def test_only_new_makes_a_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """A slip in `--store` is told, and leaves neither folders nor an empty database behind."""
    path = tmp_path / "slip" / "s.sqlite"
    assert main(["exercise", *words, "--store", f"sqlite:///{path}"]) == 2
    assert capsys.readouterr().err == (
        f"buffer-state: there is no store at sqlite:///{path}; name another with --store, "
        "or `buffer-state exercise new` makes one\n"
    )
    assert list(tmp_path.iterdir()) == []
    empty = tmp_path / "empty"
    empty.touch()
    assert main(["exercise", *words, "--store", str(empty)]) == 2
    assert "there is no store at" in capsys.readouterr().err
    assert empty.stat().st_size == 0


def run_without(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Carry out a command below `exercise` in a Python from which a module is hidden."""
    code = (
        "import sys\n"
        f"sys.modules[{module!r}] = None\n"
        "from game.cli import main\n"
        "sys.exit(main(['exercise', *sys.argv[1:]]))"
    )
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("module", "words", "told"),
    [
        ("sqlalchemy", ("list",), "exercises need sqlalchemy{} 'buffer-state[exercise]'"),
        ("alembic", ("new", "spring.toml", "--store", "new.sqlite"),
         "the tables of a store need alembic{} 'buffer-state[exercise]'"),
        ("psycopg", ("list", "--store", "postgresql://u@127.0.0.1:1/x"),
         "stores on PostgreSQL need psycopg{} 'buffer-state[postgres]'"),
        ("openpyxl", ("msel", "spring", "msel.xlsx", "--store", "s.sqlite"),
         "spreadsheets need openpyxl{} 'buffer-state[exercise]'"),
        ("segno", ("packs", "spring", "packs.out", "--codes", "codes.json", "--store", "s.sqlite"),
         "QR codes need segno{} 'buffer-state[exercise]'"),
        ("aiohttp", ("serve", "spring", "--store", "s.sqlite"),
         "web hosts need aiohttp{} 'buffer-state[web]'"),
    ],
)  # fmt: skip
def test_without_an_extra_a_command_says_what_is_missing(
    shell: Shell, module: str, words: tuple[str, ...], told: str
) -> None:
    """And how to install it: one line, status 2, no traceback."""
    placed = [
        str(shell.folder / word) if "." in word and "://" not in word else word for word in words
    ]
    ended = run_without(module, *placed)
    line = told.format(", which is not installed: pip install")
    assert (ended.returncode, ended.stderr) == (2, f"buffer-state: {line}\n")


def test_asking_for_help_needs_no_extra_and_no_models() -> None:
    """It is the first thing that anyone types."""
    code = (
        "import sys\nfrom game.cli import main\nmain(['exercise', '--help'])\n"
        "print(sorted({'pydantic', 'sqlalchemy', 'textual'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.endswith("[]\n")
