"""Settings: colours, shapes, motion, report, keys; each change is seen and kept at once."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.ui.desk import setup
from game.ui.dressing import Dressing
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.screens.rebinding import RebindingScreen
from game.ui.screens.sheet import Sheet
from game.ui.settings.model import SETTINGS, Setting
from game.ui.settings.preferences import FILE, USUAL
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold
from game.ui.widgets.sample import Sample
from game.ui.widgets.setting_row import setting_entry

CELLS = 100
"""The longest row of the notice."""


class SettingsScreen(Sheet[None]):
    """What can be set, a sample of it, and who has set it."""

    DEFAULT_CSS = """
    SettingsScreen.-wide > #sheet {
        width: 100;
    }
    SettingsScreen.-wide.-high > #sheet {
        height: 21;
    }
    SettingsScreen #settings {
        height: 1fr;
    }
    SettingsScreen #notice {
        height: auto;
        max-height: 3;
        padding: 0 0 0 3;
        margin: 0 0 1 0;
    }
    """

    BINDINGS = [
        bind("settings.previous", "change(-1)"),
        bind("settings.next", "change(1)"),
        bind("settings.usual", "usual"),
        bind("settings.keys", "keys"),
    ]

    TITLE_TEXT = "SETTINGS"

    KEYS = (
        Key("{settings.previous}{settings.next}", "change"),
        Key("{settings.usual}", "usual value", "usual"),
        Key("{settings.keys}", "keys", "keys"),
        Key("{app.help}", "help", "help"),
    )

    HINTS = {"list.pick": "the next value of the setting under the cursor, or the screen of keys"}

    @property
    def dressing(self) -> Dressing:
        """The application, as far as it can be set."""
        return cast(Dressing, self.app)

    def remark(self) -> str:
        """Say whether what is changed outlasts this run."""
        kept = self.dressing.preferences.path is not None
        return "every change is kept" if kept else "changes hold until you leave"

    def compose_body(self) -> ComposeResult:
        """Lay out the settings, what is to be said of one, and the sample."""
        yield Roster(id="settings")
        yield Static("", id="notice", markup=False)
        yield Sample()

    def on_mount(self) -> None:
        """Begin at the first."""
        self.query_one(Roster).focus()
        self.show_settings()

    def on_screen_resume(self) -> None:
        """Count the changed keys anew."""
        super().on_screen_resume()
        if self.is_mounted:
            self.show_settings()

    def show_settings(self) -> None:
        """Draw the list, with where the value under the cursor comes from."""
        # A new function each time: the list is built anew for another one only.
        self.query_one(Roster).show(lambda width, glyphs: self.list_entries(width, glyphs))
        self.tell_source()

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the settings, and last the keys."""
        keyboard = self.dressing.keyboard
        changed = len(keyboard.changed)
        told = f"{changed} changed" if changed else "the usual ones"
        keys = setup.Setting("Keys", told, "every key of every screen", key="{settings.keys}")
        rows = (*(self._describe(setting) for setting in SETTINGS), keys)
        return tuple(setting_entry(row, width, glyphs, keyboard) for row in rows)

    def _describe(self, setting: Setting) -> setup.Setting:
        value = self.dressing.preferences.asked(setting)
        place = setting.values.index(value)
        about = setting.choices[place].about
        return setup.Setting(
            setting.label, value.replace("-", " "), about, place=place, count=len(setting.choices)
        )

    @property
    def setting(self) -> Setting | None:
        """The setting under the cursor; none on the row of keys."""
        place = self.query_one(Roster).cursor
        return SETTINGS[place] if place < len(SETTINGS) else None

    @on(Roster.Moved)
    def tell_source(self) -> None:
        """Say who asked for the value under the cursor."""
        told = self._tell_source()
        rows = fold(told, "$faint", min(CELLS, max(20, self.size.width - 12)))
        self.query_one("#notice", Static).update(Content("\n").join(list(rows)))

    def _tell_source(self) -> str:
        preferences, setting = self.dressing.preferences, self.setting
        if setting is None:
            return "Press a key for anything that a key does; the file keeps them under [keys]."
        source = preferences.source(setting)
        if source == FILE:
            return f"Kept in {preferences.path}."
        if source != USUAL:
            return f"Asked for by {source}, for this run; what you choose here takes its place."
        value = preferences.value(setting.name)
        if value != setting.usual:
            return f"The usual value; on this terminal that is {value.replace('-', ' ')}."
        return "The usual value."

    def action_change(self, way: int) -> None:
        """Take the next value of the setting under the cursor, or the one before."""
        setting = self.setting
        if setting is not None:
            values = setting.values
            place = values.index(self.dressing.preferences.asked(setting))
            self._set(setting, values[(place + way) % len(values)])

    def action_usual(self) -> None:
        """Take the usual value of the setting under the cursor."""
        if self.setting is not None:
            self._set(self.setting, self.setting.usual)

    def _set(self, setting: Setting, value: str) -> None:
        self.dressing.change_setting(setting.name, value)
        self.below = None
        self.show_settings()

    @on(Roster.Picked)
    def pick(self) -> None:
        """Take the next value, or go to the keys."""
        if self.setting is None:
            self.action_keys()
        else:
            self.action_change(1)

    def action_settings(self) -> None:
        """Stay: these are the settings."""

    def action_keys(self) -> None:
        """Go to the keys."""
        self.app.push_screen(RebindingScreen())
