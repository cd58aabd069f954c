"""The keys of the desk, with what cannot be done now and why."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.ui.commands import DESK_COMMANDS, MOVES
from game.ui.screens.sheet import Sheet

KEY_WIDTH = 14
"""Columns of the keys."""


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
        lines = [self._line(key, what, "") for key, what in MOVES]
        lines.append(Content(""))
        for command in DESK_COMMANDS:
            key = f"{command.key}, {command.key.upper()}" if command.capital else command.key
            reason = self.reasons.get(command.id)
            more = f"not now: {reason}" if reason else command.about
            lines.append(self._line(key, command.title, more))
        lines.append(self._line("ctrl+q", "Quit the program", "The game is kept."))
        return lines

    def _line(self, key: str, title: str, more: str) -> Content:
        told = Content.assemble((key.ljust(KEY_WIDTH), "$gold"), (title, "$bright"))
        if more:
            told += Content.assemble(("\n" + " " * KEY_WIDTH + more, "$faint"))
        return told
