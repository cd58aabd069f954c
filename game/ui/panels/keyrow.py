"""The last row of the desk: its keys."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive

from game.ui.commands import TABS, Command
from game.ui.desk.dispatches import list_dispatches
from game.ui.desk.position import Position
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.messages import CommandAsked
from game.ui.panels.panel import Panel


class DeskKeys(Panel):
    """Gold keys and faint words; a click does the same."""

    capital: reactive[bool] = reactive(False)
    """Whether small letters answer, so that commands have capitals."""
    closed: reactive[frozenset[str]] = reactive(frozenset())
    """The commands that cannot be given now."""

    def __init__(
        self, row: tuple[Command, ...], short: tuple[Command, ...], *, id: str | None = None
    ) -> None:
        """Name some commands, and fewer where rows are short."""
        super().__init__(id=id)
        self.row = row
        self.short = short

    def _entries(self, position: Position) -> list[tuple[Command | None, str, str]]:
        """Return command, key and word of each entry."""
        keyboard = keyboard_of(self.app)
        entries: list[tuple[Command | None, str, str]] = []
        if self.compact:
            first, *_, last = (keyboard.spell(each.binding_id) for each in TABS)
            entries.append((None, f"{first}–{last}", "tabs"))
        for command in self.short if self.compact else self.row:
            spell = keyboard.spell_capital if self.capital else keyboard.spell
            key = spell(command.binding_id)
            word = command.word
            if command.id == "news":
                word += f" {len(list_dispatches(position))}"
            entries.append((command, key, word))
        return entries

    def draw(self, position: Position, width: int) -> Content:
        """Draw as many as fit."""
        row = Content(" " * (1 if self.compact else 2))
        for command, key, word in self._entries(position):
            dim = command is not None and command.id in self.closed
            piece = Content.assemble((key, "$faint" if dim else "$gold"), (f" {word}", "$faint"))
            if row.cell_length + piece.cell_length > width:
                break
            row += piece + Content("  ")
        return row.rstrip()

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        if self.position is None:
            return
        column = 1 if self.compact else 2
        for command, key, word in self._entries(self.position):
            end = column + cell_len(key) + 1 + cell_len(word)
            if command is not None and column <= event.x < end:
                self.post_message(CommandAsked(command.id))
            column = end + 2
