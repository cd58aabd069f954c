"""What can be set, with all values that it may have: one table for file, flags and screen."""

from __future__ import annotations

from typing import NamedTuple

AUTO = "auto"
"""The value that leaves the choice to what the terminal can do."""


class Choice(NamedTuple):
    """A value of a setting."""

    value: str
    """The value, as the file and the command line call it."""
    about: str
    """What it means, in a line."""


class Setting(NamedTuple):
    """Something that can be set."""

    name: str
    """Its name in the file."""
    label: str
    """Its name on the screen."""
    choices: tuple[Choice, ...]
    """All its values, the usual one first."""

    @property
    def usual(self) -> str:
        """The value that it has where nobody asks for another."""
        return self.choices[0].value

    @property
    def values(self) -> tuple[str, ...]:
        """All its values."""
        return tuple(choice.value for choice in self.choices)

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"BUFFER_STATE_{self.name.upper()}"

    def refuse(self, value: object) -> str | None:
        """Return why it cannot have a value, with what is allowed; none if it can."""
        if value in self.values:
            return None
        told = f"`{value}`" if isinstance(value, str) else f"{value!r}"
        return f"`{self.name}` cannot be {told}; it is one of {', '.join(self.values)}"


THEME = Setting("theme", "Colours", (
    Choice(AUTO, "what suits the terminal: mostly night"),
    Choice("map-table-at-night", "light text on a dark ground"),
    Choice("paper-by-day", "dark text on a light ground"),
    Choice("high-contrast", "black ground, text at 9 to 1 or more"),
    Choice("sixteen-colours", "colours that every terminal has"),
))  # fmt: skip
GLYPHS = Setting("glyphs", "Shapes", (
    Choice(AUTO, "Unicode where the terminal has it"),
    Choice("unicode", "shapes, braille maps and charts"),
    Choice("ascii", "signs that every font has"),
))  # fmt: skip
MOTION = Setting("motion", "Motion", (
    Choice("full", "charts widen as futures come in"),
    Choice("reduced", "nothing moves; results come at once"),
))  # fmt: skip
REPORT = Setting("report", "Report", (
    Choice("full", "causes, dispatches, deeds, luck"),
    Choice("brief", "what moved most, and dispatches"),
))  # fmt: skip

SETTINGS = (THEME, GLYPHS, MOTION, REPORT)
"""All settings, in the order of the screen."""

BY_NAME = {setting.name: setting for setting in SETTINGS}
"""All settings by their names."""
