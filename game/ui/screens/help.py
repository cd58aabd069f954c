"""The keys of the desk, with what cannot be done now and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.app import ComposeResult
from textual.content import Content

from game.ui.commands import MOVES, Command
from game.ui.glyphs import Glyphs
from game.ui.screens.sheet import Sheet
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold

KEY_WIDTH = 14
"""Columns of the keys."""


class HelpScreen(Sheet[None]):
    """All keys of the desk."""

    TITLE_TEXT = "KEYS"

    def __init__(
        self,
        commands: tuple[Command, ...],
        reasons: Mapping[str, str | None],
        moves: tuple[tuple[str, str], ...] = MOVES,
    ) -> None:
        """Show the keys.

        Args:
            commands: What can be done.
            reasons: Which of them cannot be done now, and why.
            moves: The keys that move and choose.
        """
        super().__init__()
        self.moves = moves
        self.commands = commands
        self.reasons = reasons

    def remark(self) -> str:
        """Say where more is found."""
        return "ctrl+p searches everything"

    def compose_body(self) -> ComposeResult:
        """Lay out the keys."""
        yield Roster(self._build)

    def _build(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Write moves, commands, and how to leave the program."""
        return tuple(Entry(_write(key, title, more, width)) for key, title, more in self._list())

    def _list(self) -> Iterator[tuple[str, str, str]]:
        """Yield each key, what it does, and what more there is to know."""
        for key, what in self.moves:
            yield key, what, ""
        for command in self.commands:
            key = f"{command.key}, {command.key.upper()}" if command.capital else command.key
            reason = self.reasons.get(command.id)
            yield key, command.title, f"not now: {reason}" if reason else command.about
        yield "ctrl+q", "Quit the program", "The game is kept."


def _write(key: str, title: str, more: str, width: int) -> tuple[Content, ...]:
    """Write a key beside what it does."""
    room = max(20, width - KEY_WIDTH)
    told = [*fold(title, "$bright", room), *fold(more, "$faint", room)]
    heads = [Content.assemble((key.ljust(KEY_WIDTH), "$gold"))]
    heads += [Content(" " * KEY_WIDTH)] * (len(told) - 1)
    return tuple(head + line for head, line in zip(heads, told, strict=True))
