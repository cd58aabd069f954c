"""What the documents say can be done: commands, paths and keys that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from game.cli import build_parser, main
from game.commands import COMMANDS
from game.ui.commands import DESK_COMMANDS

CHECKOUT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")


def read(document: str) -> str:
    """Return the text of a document."""
    return (CHECKOUT / document).read_text(encoding="utf-8")


def list_commands(document: str) -> list[str]:
    """Return the lines of the shell blocks of a document, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", read(document), flags=re.DOTALL)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_of_the_documents_lead_somewhere(document: str) -> None:
    """A link to a file of the project names one that is there."""
    links = re.findall(r"\]\(([^)#:]+)\)", read(document))
    assert [link for link in links if not (CHECKOUT / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_named_in_the_documents_exist(document: str) -> None:
    """A path below a folder of the project, given as code, is there."""
    paths = re.findall(r"`((?:game|tests|scenarios|benchmarks|docs)/[\w./-]+)`", read(document))
    assert [path for path in paths if not (CHECKOUT / path).exists()] == []


def test_modules_named_in_the_contributing_guide_exist() -> None:
    """A dotted name of the package leads to a module."""
    names = set(re.findall(r"`(game(?:\.\w+)+)", read("CONTRIBUTING.md")))
    modules = {name for name in names if not name.rpartition(".")[2][0].isupper()}
    missing = {
        name
        for name in modules
        if not (CHECKOUT / (name.replace(".", "/") + ".py")).exists()
        and not (CHECKOUT / name.replace(".", "/")).is_dir()
    }
    assert missing == set()


@pytest.mark.parametrize("page", ["players/index", "modders/index", "tools"])
def test_commands_of_the_pages_are_understood(page: str) -> None:
    """Every `buffer-state` line of a page is one that the command accepts."""
    commands = list_commands(f"docs/{page}.md")
    lines = [line for line in commands if line.startswith("buffer-state ")]
    assert lines != []
    for line in lines:
        arguments = shlex.split(line)[1:]
        given = arguments if arguments[0] in COMMANDS else ["play", *arguments]
        assert build_parser().parse_args(given) is not None


@pytest.mark.slow
def test_commands_of_the_page_on_simulating_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every `buffer-state` line of the page works and leaves the files that it names."""
    monkeypatch.chdir(tmp_path)
    lines = [each for each in list_commands("docs/simulate.md") if each.startswith("buffer-state")]
    assert len(lines) == 10
    for line in lines:
        assert main(shlex.split(line)[1:]) in (0, 1)
    assert {path.name for path in tmp_path.iterdir()} == {
        "found", "charts", "all.svg", "report.json", "games.csv",
    }  # fmt: skip
    assert capsys.readouterr().err == ""


def test_the_keys_of_the_readme_are_those_of_the_desk() -> None:
    """A key in the README's table moves, chooses, or belongs to a command of the desk."""
    rows = re.findall(r"^\| ((?:`[^`]+` ?)+)\|", read("README.md"), flags=re.MULTILINE)
    shown = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert len(rows) == 10
    assert shown - {command.key for command in DESK_COMMANDS} == {"↑", "↓", "tab", "enter"}


def test_some_document_shows_every_command() -> None:
    """Whoever reads the README and what it links to in `docs/` has seen each command once."""
    pages = [CHECKOUT / "README.md", *(CHECKOUT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    hidden = {name for name in COMMANDS if f"buffer-state {name}" not in text}
    assert hidden == set()
