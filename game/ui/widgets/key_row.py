"""Name the keys of a screen in one row: gold keys, faint words; a click does the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.ui.glyphs import UNICODE, Glyphs, glyphs_of
from game.ui.keyboard.keyboard import USUAL, Keyboard, keyboard_of, respell


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does."""

    key: str
    """The key: the names of deeds in braces, such as `{end.copy}`, or as people call it."""
    word: str
    """What it does, in a word or two."""
    action: str = ""
    """What a click on it does, as an action of the screen."""


def key_content(key: Key, glyphs: Glyphs = UNICODE, keyboard: Keyboard = USUAL) -> Content:
    """Write one key."""
    click = f" @click=screen.{key.action}" if key.action else ""
    name = respell(keyboard.write(key.key), glyphs)
    return Content.assemble((name, f"$gold{click}"), (f" {key.word}", f"$faint{click}"))


def keys_content(
    keys: Sequence[Key],
    width: int,
    last: Key | None = None,
    glyphs: Glyphs = UNICODE,
    keyboard: Keyboard = USUAL,
) -> Content:
    """Write keys from the left as far as they fit, and the last one at the right edge."""
    end = key_content(last, glyphs, keyboard) if last else Content("")
    room = width - end.cell_length - (2 if last else 0)
    row = Content("")
    for key in keys:
        piece = key_content(key, glyphs, keyboard)
        gap = "  " if row.plain else ""
        if row.cell_length + cell_len(gap) + piece.cell_length > room:
            break
        row += Content(gap) + piece
    if not last:
        return row
    return row + Content(" " * max(2, width - row.cell_length - end.cell_length)) + end


class KeyRow(Widget):
    """Draw the keys of a screen."""

    DEFAULT_CSS = """
    KeyRow {
        width: 1fr;
        height: 1;
    }
    """

    keys: reactive[tuple[Key, ...]] = reactive(())
    """The keys, the weightiest first: what does not fit is left to the help."""

    def __init__(self, *keys: Key, last: Key | None = None, id: str | None = None) -> None:
        """Start with keys; `last` stands at the right edge."""
        super().__init__(id=id)
        self.last = last
        self.auto_links = False
        self.set_reactive(KeyRow.keys, keys)

    def render(self) -> Content:
        """Draw the row."""
        width = max(1, self.size.width)
        glyphs, keyboard = glyphs_of(self.app), keyboard_of(self.app)
        return keys_content(self.keys, width, self.last, glyphs, keyboard)
