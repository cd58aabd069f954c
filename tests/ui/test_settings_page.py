"""The page on settings: its file is read without a complaint, its flags and keys exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from game.cli import build_parser
from game.ui.keyboard.changes import read_keys
from game.ui.launch import list_wishes
from game.ui.settings.file import parse_settings
from game.ui.settings.model import SETTINGS

PAGE = (Path(__file__).parents[2] / "docs" / "players" / "settings.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return the blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


def test_the_file_on_the_page_can_be_used() -> None:
    """Every entry holds, and does what the page says."""
    (text,) = blocks("toml")
    kept = parse_settings(text, "settings.toml")
    keyboard, problems = read_keys(kept.keys)
    assert (kept.problems, problems) == ((), ())
    assert kept.values == {"theme": "paper-by-day", "motion": "reduced"}
    assert keyboard.keys("desk.commit") == ("ctrl+e", "f12")
    assert keyboard.keys("sheet.leave") == ("z", "escape")


def test_every_setting_with_all_values_and_its_variable_is_on_the_page() -> None:
    """A row for each setting, in its words."""
    for setting in SETTINGS:
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{setting.name}` |"))
        assert f"| {', '.join(f'`{value}`' for value in setting.values)} |" in row
        assert f"`{setting.variable}`" in PAGE


def test_the_command_lines_of_the_page_ask_for_what_they_say() -> None:
    """Flags of `play` are settings for one game."""
    (text,) = blocks("sh")
    wishes = []
    for line in text.splitlines():
        options = build_parser().parse_args(["play", *shlex.split(line)[1:]])
        wishes.append(list_wishes(options))
    assert wishes == [{"theme": "high-contrast", "motion": "reduced"}, {"glyphs": "ascii"}]
