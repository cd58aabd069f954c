"""The keys of the desk, with what cannot be done now and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.app import ComposeResult
from textual.content import Content

from game.ui.commands import MOVES, Command
from game.ui.glyphs import Glyphs
from game.ui.keyboard.keyboard import keyboard_of, respell
from game.ui.keyboard.names import spell_key
from game.ui.screens.keys import KeySheet
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold

KEY_WIDTH = 14
"""Columns of the keys."""


class HelpScreen(KeySheet):
    """All keys of the desk."""

    def __init__(
        self,
        commands: tuple[Command, ...],
        reasons: Mapping[str, str | None],
        live: Mapping[str, tuple[str, ...]],
        moves: tuple[tuple[str, str], ...] = MOVES,
    ) -> None:
        """Show the keys.

        Args:
            commands: What can be done.
            reasons: Which of them cannot be done now, and why.
            live: The keys that work on the screen below, by the names of what they do.
            moves: The keys that move and choose.
        """
        super().__init__()
        self.moves = moves
        self.commands = commands
        self.reasons = reasons
        self.live = live

    def remark(self) -> str:
        """Say where more is found."""
        return "ctrl+p searches everything"

    def compose_body(self) -> ComposeResult:
        """Lay out the keys."""
        yield Roster(self._build)

    def _build(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Write moves, commands, and how to leave the program."""
        return tuple(
            Entry(_write(respell(key, glyphs), title, more, width))
            for key, title, more in self._list()
        )

    def _list(self) -> Iterator[tuple[str, str, str]]:
        """Yield each key, what it does, and what more there is to know."""
        keyboard = keyboard_of(self.app)
        for key, what in self.moves:
            yield keyboard.write(key), what, ""
        for command in self.commands:
            keys = self.live.get(command.binding_id, ())
            reason = self.reasons.get(command.id)
            order = keyboard.keys(command.binding_id).index
            told = ", ".join(map(spell_key, sorted(keys, key=order)))
            yield told, command.title, f"not now: {reason}" if reason else command.about
        yield "ctrl+q", "Quit the program", "The game is kept."


def _write(key: str, title: str, more: str, width: int) -> tuple[Content, ...]:
    """Write a key beside what it does."""
    room = max(20, width - KEY_WIDTH)
    told = [*fold(title, "$bright", room), *fold(more, "$faint", room)]
    heads = [Content.assemble((key.ljust(KEY_WIDTH), "$gold"))]
    heads += [Content(" " * KEY_WIDTH)] * (len(told) - 1)
    return tuple(head + line for head, line in zip(heads, told, strict=True))
