"""The set-ups of the page on editors: each starts the server, and is answered in its own units."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from lsprotocol import types

from tests.editor.client import CHECKOUT, Editor
from tests.editor.conftest import HEAD

PAGE = (CHECKOUT / "docs" / "modders" / "editors.md").read_text(encoding="utf-8")
UTF8, UTF16, UTF32 = (
    types.PositionEncodingKind.Utf8,
    types.PositionEncodingKind.Utf16,
    types.PositionEncodingKind.Utf32,
)
MISSPELT = HEAD + '\n[[rule]]\nid = "alarm"\nwhy = "Мост 🏰 {tol}"\nadd = { toll = -1 }\n'
"""A scenario whose one mistake stands behind characters of two, four and six bytes."""


def read_section(editor: str) -> str:
    """Return what the page says of an editor."""
    match = re.search(rf'=== "{editor}"\n\n((?:    .*\n|\n)+)', PAGE)
    assert match is not None
    return re.sub(r"^    ", "", match[1], flags=re.MULTILINE)


def read_block(editor: str) -> str:
    """Return the settings that the page shows for an editor."""
    match = re.search(r"```\w+\n(.*?)```", read_section(editor), re.DOTALL)
    assert match is not None
    return match[1]


def read_neovim() -> list[str]:
    """Return the command in the settings of Neovim, for the type that it gives to TOML files."""
    block = read_block("Neovim")
    assert 'filetypes = { "toml" }' in block
    assert 'vim.lsp.enable("buffer-state")' in block
    match = re.search(r"cmd = \{(.*)\}", block)
    assert match is not None
    return re.findall(r'"([^"]*)"', match[1])


def read_helix() -> list[str]:
    """Return the command in the settings of Helix, which are TOML themselves."""
    settings = tomli.loads(read_block("Helix"))
    (name,) = settings["language-server"]
    assert settings["language"] == [{"name": "toml", "language-servers": [name]}]
    server = settings["language-server"][name]
    return [server["command"], *server["args"]]


def read_emacs() -> list[str]:
    """Return the command in the settings of Emacs."""
    match = re.search(r"'\(toml-ts-mode (.*?)\)", read_block("Emacs"))
    assert match is not None
    return re.findall(r'"([^"]*)"', match[1])


def read_code() -> list[str]:
    """Return the command that the page names for VS Code."""
    words = re.findall(r"`([^`]*)`", read_section("VS Code"))
    assert words[-1] == "toml"
    return words[:-1]


def read_kate() -> list[str]:
    """Return the command in the settings of Kate."""
    server = json.loads(read_block("Kate"))["servers"]["toml"]
    assert re.fullmatch(server["highlightingModeRegex"], "TOML")
    command: list[str] = server["command"]
    return command


@pytest.mark.parametrize(
    ("read", "units"),
    [
        pytest.param(read_neovim, [UTF8, UTF16, UTF32], id="neovim"),
        pytest.param(read_helix, [UTF8, UTF32, UTF16], id="helix"),
        pytest.param(read_emacs, [UTF32, UTF8, UTF16], id="emacs"),
        pytest.param(read_code, [UTF16], id="code"),
        pytest.param(read_kate, None, id="kate"),
    ],
)
async def test_a_set_up_underlines_the_very_word(
    tmp_path: Path, read: Callable[[], list[str]], units: list[types.PositionEncodingKind] | None
) -> None:
    """The command of the page, greeted as that editor greets, counting as it is told to count."""
    name, *arguments = read()
    editor = Editor(tmp_path)
    greeted = await editor.begin([str(Path(sys.executable).parent / name), *arguments], units)
    counted = greeted.capabilities.position_encoding or UTF16
    assert counted in (units or [UTF16])
    (tmp_path / "ford.toml").write_text(MISSPELT, encoding="utf-8")
    editor.open("ford.toml")
    (told,) = [each for each in await editor.diagnostics("ford.toml") if each.severity == 1]
    assert told.message.startswith("the text inserts `tol`")
    line = MISSPELT.splitlines()[told.range.start.line]
    size = {UTF8: 1, UTF16: 2, UTF32: 4}[types.PositionEncodingKind(counted)]
    before = line[: line.index("tol}")].encode(f"{counted}{'' if size == 1 else '-le'}")
    assert told.range.start.character == len(before) // size
    assert told.range.end.character == told.range.start.character + len("tol")
    assert await editor.end() == 0
