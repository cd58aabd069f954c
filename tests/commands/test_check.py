"""`buffer-state check` as people and tools meet it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.scenario.keys import read_frame, read_keys

DOCUMENT = Path(__file__).parents[2] / "docs" / "check.md"
SMALL = """format = 1

[scenario]
id = "small"
title = "Малая"
summary = "Two mistakes and a doubt."
turns = 4
start = 2020-01-01

[var.tension]
start = 30

[[rule]]
id = "panic"
why = "паніка"
also = [{ why = "страх", when = "tensoin > 70", add = { tension = 2 } }]

[[rule]]
id = "panic"
when = "tension > 120"
add = { tension = 1 }
"""
DOUBTFUL = (
    read_frame() + '\n[[rule]]\nid = "panic"\nwhen = "tension > 120"\nadd = { tension = 1 }\n'
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of one's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    """Write a file as it stands, line ends too."""
    path.write_bytes(text.encode("utf-8"))


def test_the_document_shows_what_is_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output in `docs/check.md` is the output, Cyrillic on the line and all."""
    write(here / "small.toml", SMALL)
    assert main(["check", "small.toml"]) == 1
    shown = re.findall(r"```text\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert shown == [capsys.readouterr().out]


def test_the_same_again_is_listed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is misspelt everywhere fills no screen: three in full, then places."""
    rule = '[[rule]]\nid = "r{}"\nwhen = "tensoin > 70"\nadd = {{ tension = 1 }}\n'
    rules = "".join(rule.format(number) for number in range(12))
    write(here / "many.toml", read_frame() + rules)
    assert main(["check", "many.toml"]) == 1
    said = capsys.readouterr().out
    assert said.count("error(unknown-name)") == 3
    places = [f"many.toml:{line}:9" for line in range(49, 70, 4)]
    assert f"\n  = the same at {', '.join(places)} and 3 more\n" in said
    assert "many.toml: 12 errors\n" in said


def test_tools_get_one_document(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--format json`, versioned: each path given, its problems, and what cannot be read."""
    write(here / "small.toml", SMALL)
    assert main(["check", "--format", "json", "small.toml", "nowhere"]) == 2
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == 1
    small, nowhere = document["scenarios"]
    assert (small["given"], small["trouble"]) == ("small.toml", None)
    assert small["counts"] == {"error": 2, "warning": 0, "tip": 0}
    assert small["problems"][1] == {
        "key": "duplicate-id",
        "severity": "error",
        "message": "a second rule is called `panic`",
        "file": "small.toml",
        "line": 19,
        "column": 6,
        "length": 7,
        "related": {
            "message": "first defined here",
            "file": "small.toml",
            "line": 14,
            "column": 6,
            "length": 7,
        },
    }
    assert nowhere["problems"] == []
    assert nowhere["trouble"].startswith("there is no scenario 'nowhere'")


def test_github_gets_annotations(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--format github`: one workflow command a problem, escaped as GitHub asks."""
    folder = here / "a,b:c"
    folder.mkdir()
    write(folder / "small.toml", SMALL.replace("tensoin > 70", "100%"))
    assert main(["check", "--format", "github", str(folder)]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(
        "::error file=a%2Cb%3Ac/small.toml,line=16,col=34,endColumn=38,title=bad-formula::a chance"
    )
    assert "per cent sign" in first
    assert second == (
        "::error file=a%2Cb%3Ac/small.toml,line=19,col=6,endColumn=13,title=duplicate-id::"
        "a second rule is called `panic`%0Afirst defined here: a,b:c/small.toml:14:6"
    )


def test_warnings_count_when_it_is_strict(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 0 with a warning, 1 with `--strict`; a tip never counts."""
    write(here / "doubtful.toml", DOUBTFUL)
    assert main(["check", "doubtful.toml"]) == 0
    assert "doubtful.toml: no errors, 1 warning\n" in capsys.readouterr().out
    assert main(["check", "--strict", "doubtful.toml"]) == 1
    write(
        here / "tip.toml", read_keys()["never-changes"].write_out(read_keys()["never-changes"].bad)
    )
    assert main(["check", "--strict", "tip.toml"]) == 0


def test_many_scenarios_are_counted_together(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several files and folders at once; the worst decides on the status."""
    write(here / "small.toml", SMALL)
    assert main(["check", "first-steps", "hesitant-alignment", "--strict"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "first-steps: no errors",
        "hesitant-alignment: no errors",
        "2 scenarios: no errors",
    ]
    assert main(["check", "first-steps", "small.toml", "nowhere"]) == 2
    said = capsys.readouterr()
    assert "3 scenarios: 2 errors, 1 that cannot be read\n" in said.out
    assert said.err.startswith("buffer-state: there is no scenario 'nowhere'")


@pytest.mark.parametrize("name", read_keys())
def test_every_key_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain KEY`: what it means, an example, how it is put right."""
    assert main(["check", "--explain", name]) == 0
    said = capsys.readouterr().out
    key = read_keys()[name]
    assert said.startswith(f"{key.severity}({name})\n")
    assert " ".join(key.means.split()) in " ".join(said.split())
    assert key.good.strip().splitlines()[-1] in said
    assert (f"# check: allow {name}" in said) is (key.severity != "error")


def test_all_keys_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain all`, and a misspelt key."""
    assert main(["check", "--explain", "all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(read_keys())
    assert main(["check", "--explain", "never-ture"]) == 2
    assert "did you mean never-true?" in capsys.readouterr().err


def run_on_terminal(*arguments: str, **environment: str) -> str:
    """Return what a command writes to a terminal."""
    parent, child = pty.openpty()
    clean = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    command = [sys.executable, "-m", "game", *arguments]
    process = subprocess.Popen(command, stdout=child, env={**clean, **environment})
    os.close(child)
    said = b""
    while True:
        try:
            part = os.read(parent, 4096)
        except OSError:
            part = b""
        if not part:
            break
        said += part
    process.wait()
    os.close(parent)
    return said.decode()


def test_colours_are_for_terminals(here: Path) -> None:
    """Colours only on a terminal, and never with NO_COLOR."""
    write(here / "small.toml", SMALL)
    said = run_on_terminal("check", "small.toml", TERM="xterm")
    assert "\x1b[1;31merror(unknown-name)\x1b[0m: there is no name `tensoin`" in said
    assert "\x1b[1;31m^^^^^^^\x1b[0m" in said
    assert "\x1b" not in run_on_terminal("check", "small.toml", TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in run_on_terminal("check", "small.toml", TERM="dumb")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_fixing_changes_names_only(
    here: Path, capsys: pytest.CaptureFixture[str], end: str, mark: str
) -> None:
    """`--fix` renames, and keeps comments, layout, line ends, mark and permissions."""
    text = mark + DOUBTFUL.replace("format = 1", "schema   =  1 # schema of a draft")
    text = text.replace("\n", end)
    write(here / "old.toml", text)
    (here / "old.toml").chmod(0o640)
    assert main(["check", "--strict", "old.toml"]) == 1
    assert "deprecated-name" in capsys.readouterr().out
    assert main(["check", "--fix", "old.toml"]) == 0
    said = capsys.readouterr()
    assert said.err == "old.toml: `schema` is `format` now\n"
    assert "deprecated-name" not in said.out
    fixed = (here / "old.toml").read_bytes().decode("utf-8")
    assert fixed == text.replace("schema   =", "format   =")
    assert (here / "old.toml").stat().st_mode & 0o777 == 0o640
    assert main(["check", "--fix", "old.toml"]) == 0
    assert capsys.readouterr().err == ""


def test_fixing_leaves_what_it_cannot_read(here: Path) -> None:
    """A file that is no TOML stays as it is."""
    write(here / "broken.toml", "schema = 1\n[scenario\n")
    assert main(["check", "--fix", "broken.toml"]) == 1
    assert (here / "broken.toml").read_text(encoding="utf-8") == "schema = 1\n[scenario\n"


def test_fixing_says_what_cannot_be_written(here: Path) -> None:
    """Where no file can be written there is a message, and the file is as it was."""
    write(here / "old.toml", DOUBTFUL.replace("format", "schema"))
    limited = (
        "import resource, sys; from game.cli import main;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9, 9));"
        "sys.exit(main(['check', '--fix', 'old.toml']))"
    )
    run = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr == "buffer-state: old.toml: File too large; nothing was changed in it\n"
    assert (here / "old.toml").read_text(encoding="utf-8") == DOUBTFUL.replace("format", "schema")
    assert [path.name for path in here.iterdir()] == ["old.toml"]
