"""The keys of the desk, with what cannot be done now and why."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.ui.commands import DESK_COMMANDS, MOVES
from game.ui.screens.sheet import Sheet
from game.ui.widgets.rows import fold

KEY_WIDTH = 14
"""Columns of the keys."""

WIDTH = 78
"""Cells of a row at most."""


class HelpScreen(Sheet[None]):
    """All keys of the desk."""

    DEFAULT_CSS = """
    HelpScreen VerticalScroll {
        height: 1fr;
        margin: 0 0 0 3;
        scrollbar-size-vertical: 1;
    }
    HelpScreen Static {
        height: auto;
    }
    """

    TITLE_TEXT = "KEYS"

    def __init__(self, reasons: Mapping[str, str | None]) -> None:
        """Show the keys; `reasons` says which commands cannot be given now, and why."""
        super().__init__()
        self.reasons = reasons

    def remark(self) -> str:
        """Say where more is found."""
        return "ctrl+p searches everything"

    def compose_body(self) -> ComposeResult:
        """Lay out the keys."""
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines()))

    def _lines(self) -> list[Content]:
        """Write moves, commands, and how to leave the program."""
        lines = [line for key, what in MOVES for line in self._line(key, what, "")]
        lines.append(Content(""))
        for command in DESK_COMMANDS:
            key = f"{command.key}, {command.key.upper()}" if command.capital else command.key
            reason = self.reasons.get(command.id)
            more = f"not now: {reason}" if reason else command.about
            lines += self._line(key, command.title, more)
        return lines + self._line("ctrl+q", "Quit the program", "The game is kept.")

    def _line(self, key: str, title: str, more: str) -> list[Content]:
        """Write a key, what it does, and what more there is to know."""
        width = min(WIDTH, max(40, self.app.size.width - 8)) - KEY_WIDTH
        told = [*fold(title, "$bright", width), *fold(more, "$faint", width)]
        heads = [Content.assemble((key.ljust(KEY_WIDTH), "$gold"))]
        heads += [Content(" " * KEY_WIDTH)] * (len(told) - 1)
        return [head + line for head, line in zip(heads, told, strict=True)]
