"""The keys of a screen, one a row."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import respell
from game.ui.screens.rebinding import RebindingScreen
from game.ui.screens.sheet import Sheet
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold

KEY_WIDTH = 20
"""Columns of the keys."""


class KeySheet(Sheet[None]):
    """A list of keys, from which they can be changed."""

    BINDINGS = [bind("settings.keys", "change_keys")]

    TITLE_TEXT = "KEYS"

    KEYS = (
        Key("{list.up}{list.down}", "read on"),
        Key("{settings.keys}", "change keys", "change_keys"),
    )

    def action_help(self) -> None:
        """Stay: these are the keys."""

    def action_change_keys(self) -> None:
        """Go to the keys that can be changed, in place of this sheet."""
        self.app.switch_screen(RebindingScreen())


class KeysScreen(KeySheet):
    """What each key does on the screen below."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        """Take the keys with what they do, in a sentence each."""
        super().__init__()
        self.named = keys

    def remark(self) -> str:
        """Say where more is found."""
        return "ctrl+p searches everything, ctrl+q quits"

    def compose_body(self) -> ComposeResult:
        """Lay out the keys."""
        yield Roster(self.list_entries, id="named")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Roster).focus()

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return an entry for each key."""
        return tuple(_key_entry(key, width, glyphs) for key in self.named)


def _key_entry(key: Key, width: int, glyphs: Glyphs) -> Entry:
    """Return a key and what it does."""
    told = fold(key.word, "$bright", width - KEY_WIDTH)
    head = Content.assemble((respell(key.key, glyphs).ljust(KEY_WIDTH), "$gold"))
    blank = Content(" " * KEY_WIDTH)
    return Entry(tuple((blank if place else head) + row for place, row in enumerate(told)))
