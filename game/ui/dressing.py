"""Dress the application as its player wants it: colours, shapes, motion, keys."""

from __future__ import annotations

from contextlib import suppress

from textual.app import App
from textual.driver import Driver

from game.errors import SettingsError
from game.ui.decoding import read_any_bytes
from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.keyboard.keyboard import USUAL, Keyboard
from game.ui.plainness import PlainSigns
from game.ui.settings.model import SETTINGS
from game.ui.settings.preferences import Preferences
from game.ui.theme import NIGHT


class Dressing(App[None]):
    """An application that looks and listens as its player has set."""

    preferences: Preferences
    """What the player has set."""
    glyphs: Glyphs = UNICODE
    """The shapes in force."""
    keyboard: Keyboard = USUAL
    """The keys in force."""

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of this terminal, which reads whatever bytes come."""
        return read_any_bytes(super().get_driver_class())

    def dress(self) -> None:
        """Take on all that is set; called once, before anything is shown."""
        self._plain_signs = PlainSigns(enabled=False)
        self._filters.append(self._plain_signs)
        for setting in SETTINGS:
            self._take_on(setting.name)
        if self.preferences.kept.keys:
            self._take_keys()

    def _take_keys(self) -> None:
        """Take on the keys of the file, and note what is wrong with them."""
        from game.ui.keyboard.changes import read_keys

        self.keyboard, problems = read_keys(self.preferences.kept.keys)
        self.preferences.problems.extend(f"{self.preferences.path}, {each}" for each in problems)
        self.set_keymap(self.keyboard.keymap())

    def _take_on(self, name: str) -> None:
        """Take on a setting."""
        value = self.preferences.value(name)
        match name:
            case "theme" if value == NIGHT.name and not self.is_running:
                # Its colours are the defaults: nothing is to be computed anew.
                self.set_reactive(App.theme, value)
            case "theme":
                self.theme = value
            case "glyphs":
                self.glyphs = ASCII if value == "ascii" else UNICODE
                self._plain_signs.enabled = value == "ascii"
            case "motion":
                self.animation_level = "none" if value == "reduced" else "full"

    def change_setting(self, name: str, value: str) -> None:
        """Set something, show it at once, and keep it."""
        try:
            self.preferences.change(name, value)
        except SettingsError as error:
            self.notify(str(error), severity="warning", markup=False)
        self._take_on(name)
        self.draw_anew()

    def change_keyboard(self, keyboard: Keyboard) -> None:
        """Take other keys, and keep them."""
        from game.ui.keyboard.changes import write_changes

        self.keyboard = keyboard
        self.set_keymap(keyboard.keymap())
        try:
            self.preferences.change_keys(write_changes(keyboard))
        except SettingsError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw every screen again, the covered ones too."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for widget in screen.walk_children():
                widget.refresh(layout=True)

    def welcome(self) -> None:
        """Say at the first start what was chosen because the terminal is poor."""
        told = self.preferences.tell_compromise()
        if self.preferences.first_start and told is not None:
            more = self.keyboard.write("Settings ({app.settings}) change that.")
            self.notify(f"{told} {more}", title="Welcome", timeout=12, markup=False)
            with suppress(SettingsError):  # it is then told once more
                self.preferences.begin_file()

    def tell_problems(self) -> None:
        """Say what is wrong with the settings; the game goes on with the usual ones."""
        for problem in self.preferences.problems:
            self.notify(problem, title="Settings", severity="warning", timeout=20, markup=False)
