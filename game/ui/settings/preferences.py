"""Decide what holds: the command line before the environment, the file, and the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from game.ui.settings.file import Kept, default_path, read_settings, write_settings
from game.ui.settings.model import AUTO, BY_NAME, GLYPHS, MOTION, SETTINGS, THEME, Setting
from game.ui.settings.terminal import Terminal, judge_terminal

LINE, ENVIRONMENT, FILE, USUAL = "the command line", "the environment", "your settings", ""
"""Who may ask for a value, the weightiest first."""


def setting_of(app: object, name: str) -> str:
    """Read a setting in an application's attribute `preferences`; the usual value else."""
    found = getattr(app, "preferences", None)
    return found.value(name) if isinstance(found, Preferences) else BY_NAME[name].usual


class Preferences:
    """What was asked for and by whom, what of it holds, and where it is kept."""

    def __init__(
        self,
        given: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        path: Path | None = None,
        encoding: str | None = None,
    ) -> None:
        """Collect what was asked for.

        Args:
            given: Values from the command line, by setting.
            environment: The environment variables.
            path: The file of settings; without one, changes hold until the program is left.
            encoding: How text is written to the terminal; unknown counts as UTF-8.
        """
        environment = environment or {}
        self.path = path
        self.kept = read_settings(path) if path else Kept()
        self.first_start = path is not None and not path.exists()
        self.terminal: Terminal = judge_terminal(environment, encoding)
        self.given = dict(given or {})
        self.problems = [*self.kept.problems]
        self.surroundings = dict(self._look_around(environment))

    @classmethod
    def of_player(cls, given: Mapping[str, str] | None = None) -> Preferences:
        """Return those of whoever sits at this terminal."""
        return cls(given, os.environ, default_path(), sys.stdout.encoding)

    def _look_around(self, environment: Mapping[str, str]) -> Mapping[str, str]:
        """Return what the environment asks for; what it cannot ask for is noted as a problem."""
        found = {}
        if "NO_COLOR" in environment:
            # Textual turns colours into greys then: those of the high contrast stay readable.
            found[THEME.name] = "high-contrast"
        if environment.get("TEXTUAL_ANIMATIONS", "").lower() in {"none", "basic"}:
            found[MOTION.name] = "reduced"
        for setting in SETTINGS:
            value = environment.get(setting.variable)
            if not value:
                continue
            refusal = setting.refuse(value)
            if refusal is None:
                found[setting.name] = value
            else:
                self.problems.append(f"{setting.variable} in the environment: {refusal}")
        return found

    def source(self, setting: Setting) -> str:
        """Return who asked for the value that holds; empty where it is the usual one."""
        for asked, who in (
            (self.given, LINE), (self.surroundings, ENVIRONMENT), (self.kept.values, FILE)
        ):  # fmt: skip
            if setting.name in asked:
                return who
        return USUAL

    def asked(self, setting: Setting) -> str:
        """Return the value that was asked for, which may leave the choice to the terminal."""
        for asked in (self.given, self.surroundings, self.kept.values):
            if setting.name in asked:
                return asked[setting.name]
        return setting.usual

    def value(self, name: str) -> str:
        """Return the value of a setting that holds here, with the terminal's choice made."""
        setting = BY_NAME[name]
        asked = self.asked(setting)
        if asked != AUTO:
            return asked
        if setting is THEME:
            return "map-table-at-night" if self.terminal.colours else "sixteen-colours"
        return "unicode" if self.terminal.shapes else "ascii"

    def tell_compromise(self) -> str | None:
        """Say what was chosen because the terminal is poor; none if nothing was."""
        lacks = self.terminal.tell()
        chosen = []
        if self.asked(THEME) == AUTO and not self.terminal.colours:
            chosen.append("sixteen colours")
        if self.asked(GLYPHS) == AUTO and not self.terminal.shapes:
            chosen.append("ASCII shapes")
        if lacks is None or not chosen:
            return None
        return f"{lacks}, so the game is drawn in {' and '.join(chosen)}."

    def change(self, name: str, value: str) -> None:
        """Set a value, for this run and, where there is a file, from now on.

        What was asked for on the command line or in the environment gives way until the end of
        this run.

        Raises:
            SettingsError: It cannot be kept; it holds all the same.
        """
        self.given.pop(name, None)
        self.surroundings.pop(name, None)
        values = {**self._latest().values, name: value}
        if value == BY_NAME[name].usual:
            del values[name]
        self._keep(replace(self._latest(), values=values))

    def change_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Keep other keys.

        Raises:
            SettingsError: They cannot be kept; they hold all the same.
        """
        self._keep(replace(self._latest(), keys=dict(keys)))

    def begin_file(self) -> None:
        """Write the file as it stands, so that the next start is not the first.

        Raises:
            SettingsError: It cannot be written.
        """
        self.first_start = False
        self._keep(self.kept)

    def _latest(self) -> Kept:
        """Return what is kept, with what another game may have changed meanwhile."""
        return read_settings(self.path) if self.path else self.kept

    def _keep(self, kept: Kept) -> None:
        self.kept = kept
        if self.path is not None:
            write_settings(self.path, kept)
            self.kept = replace(kept, broken=False)
