"""Judge what a terminal can show, by what it says of itself."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass

MANY = ("256", "direct", "kitty", "ghostty")
"""What the names of terminals with many colours hold."""

POOR = {"linux", "dumb", "vt100", "vt220", "ansi", "cons25"}
"""Terminals whose fonts lack the shapes, as they call themselves in `TERM`."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What a terminal can show."""

    name: str = ""
    """What it calls itself."""
    colours: bool = True
    """Whether it has more than sixteen colours."""
    shapes: bool = True
    """Whether it has the shapes, braille and blocks of Unicode."""
    encoding: str = "utf-8"
    """How text is sent to it."""

    def tell(self) -> str | None:
        """Say what it lacks, in a sentence; none if it lacks nothing."""
        if self.shapes and self.colours:
            return None
        lacks = [
            words
            for has, words in (
                (self.colours, "has sixteen colours"),
                (self.shapes, "may lack the shapes of Unicode"),
            )
            if not has
        ]
        who = f"This terminal ({self.name})" if self.name else "This terminal"
        return f"{who} {' and '.join(lacks)}"


def judge_terminal(environment: Mapping[str, str], encoding: str | None) -> Terminal:
    """Return what a terminal can show.

    Args:
        environment: The environment variables.
        encoding: How text is written to it; unknown counts as UTF-8.
    """
    name = environment.get("TERM", "")
    many = environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}
    known = not name or any(each in name for each in MANY)
    used = normalise_encoding(encoding)
    return Terminal(name, many or known, name not in POOR and used == "utf-8", used)


def normalise_encoding(encoding: str | None) -> str:
    """Return the usual name of an encoding."""
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError:
        return "ascii"
