"""Write a setting as an entry of a list: its value among how many, and what it means."""

from __future__ import annotations

from textual.content import Content

from game.ui.desk.setup import Setting
from game.ui.glyphs import Glyphs
from game.ui.keyboard.keyboard import Keyboard
from game.ui.widgets.roster import Entry
from game.ui.widgets.rows import columns, cut, fold, spread

NAMES, VALUES = 11, 18
"""Columns of the settings' names and values."""

ONE_ROW = 66
"""From so many columns on a setting takes one row."""


def setting_entry(setting: Setting, width: int, glyphs: Glyphs, keyboard: Keyboard) -> Entry:
    """Return a setting in one row, or in several where rows are short."""
    dots = ""
    if setting.count > 1:
        dots = "".join(
            glyphs.spent if place == setting.place else glyphs.left
            for place in range(setting.count)
        )
    name = Content.assemble((f"{setting.name:{NAMES}}", "$faint"))
    value = Content.assemble((setting.value, "bold $bright"))
    end = Content.assemble((dots or keyboard.write(setting.key), "$gold"))
    if width >= ONE_ROW:
        row = name + columns((value, VALUES))
        room = width - row.cell_length - end.cell_length - 1
        about = cut(Content.assemble((setting.about, "$soft")), room)
        return Entry((spread(row + about, end, width),))
    about_rows = fold(setting.about, "$soft", max(1, width - NAMES))
    lines = tuple(Content(" " * NAMES) + line for line in about_rows)
    return Entry((spread(name + value, end, width), *lines), gap=1)
