"""The keys in force: the usual ones, and those that a player has changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.keyboard.catalogue import deeds_by_id
from game.ui.keyboard.names import spell_arrows, spell_key
from game.ui.keyboard.reserved import RESERVED

_NAMED = re.compile(r"\{([a-z-]+\.[a-z_-]+)\}")
"""A deed in a text that names its key, such as `{desk.undo}`."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Which keys do what."""

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys that a player gave to deeds, as the terminal library calls them."""

    def keys(self, deed: str) -> tuple[str, ...]:
        """Return the keys of a deed; those that are reserved stay beside the changed ones."""
        usual = deeds_by_id()[deed].keys
        if deed not in self.changed:
            return usual
        return (*self.changed[deed], *(key for key in usual if key in RESERVED))

    def spell(self, deed: str) -> str:
        """Return the first key of a deed, as people call it."""
        return spell_key(self.keys(deed)[0])

    def spell_all(self, deed: str) -> str:
        """Return all keys of a deed, as people call them."""
        return ", ".join(map(spell_key, self.keys(deed)))

    def spell_capital(self, deed: str) -> str:
        """Return the key of a deed while small letters answer a demand."""
        keys = self.keys(deed)
        return spell_key(next((key for key in keys if len(key) == 1 and key.isupper()), keys[0]))

    def write(self, text: str) -> str:
        """Return a text with the first key of each deed that stands in it in braces."""
        return _NAMED.sub(lambda found: self.spell(found[1]), text)

    def keymap(self) -> dict[str, str]:
        """Return what Textual must be told."""
        return {deed: ",".join(self.keys(deed)) for deed in self.changed}


USUAL = Keyboard()
"""The usual keys."""


def keyboard_of(app: object) -> Keyboard:
    """Read the keys in an application's attribute `keyboard`; the usual ones else."""
    found = getattr(app, "keyboard", USUAL)
    return found if isinstance(found, Keyboard) else USUAL


def write_keys(text: str, app: object) -> str:
    """Return a text with the keys in force, spelled in the glyphs in force."""
    return respell(keyboard_of(app).write(text), glyphs_of(app))


def respell(text: str, glyphs: Glyphs) -> str:
    """Return the name of a key in a set of glyphs."""
    return text if glyphs.dots else spell_arrows(text)
