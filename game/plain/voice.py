"""Say lines and hear commands: plain ASCII signs, no colours, no movement of the cursor."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
import unicodedata
from typing import TextIO

from game.engine.words import drop_emphasis

_SIGNS = str.maketrans(
    {
        "−": "-", "–": "-", "—": " - ", "‑": "-", "…": "...", "×": "x", "÷": "/", "±": "+/-",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
        "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "≈": "about ", "·": "-", "•": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "°": " degrees", "§": "section ",
        "€": "EUR ", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "ø": "o",
    }
)  # fmt: skip
"""Signs that a plain line spells otherwise."""

_MARKUP = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\([^)]*\)", re.DOTALL)
"""The Markdown that briefings use."""

MOST_HEARD = 200
"""Characters of a command that are read; the rest of its line is dropped."""


def plain_text(text: str) -> str:
    """Return a text with signs of ASCII; letters of other scripts stay what they are."""
    text = text.translate(_SIGNS)
    if text.isascii():
        return text
    bare = []
    for sign in text:
        base = unicodedata.normalize("NFKD", sign)[0]
        bare.append(base if base.isascii() or not sign.isalpha() else sign)
    kept = "".join(bare)
    return "".join(sign if sign.isascii() or sign.isalpha() else "?" for sign in kept)


def plain_prose(text: str) -> list[str]:
    """Return the paragraphs of a Markdown text, its marks left out."""
    bare = _MARKUP.sub(lambda match: next(part for part in match.groups() if part), text)
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", bare))
    return [paragraph.lstrip("# ") for paragraph in paragraphs if paragraph]


class Voice:
    """Where the game's lines go and a person's come from."""

    def __init__(self, heard: TextIO | None = None, said: TextIO | None = None) -> None:
        """Use two streams; without them those of the process."""
        self._heard = sys.stdin if heard is None else heard
        self._said = sys.stdout if said is None else said
        self.live = self._heard.isatty()
        """Whether a person types, so that questions can be asked."""
        self._width = shutil.get_terminal_size().columns if self._said.isatty() else 0

    def say(self, *lines: str) -> None:
        """Print lines without marks of emphasis; on a terminal they are broken between words."""
        for line in lines:
            print(self._fold(plain_text(drop_emphasis(line))), file=self._said)

    def say_part(self, title: str, lines: list[str]) -> None:
        """Print a heading and its lines, or nothing if there are none."""
        if lines:
            self.say("", f"{title}:", *(f"  {line}" for line in lines))

    def hear(self, prompt: str = "> ") -> str | None:
        """Return the next line that is typed, or none at the end of the input.

        What comes from a pipe is repeated, so that the output can be read by itself.
        """
        print(prompt, end="", file=self._said, flush=True)
        line = self._heard.readline()
        if not line:
            print(file=self._said, flush=True)
            return None
        command = plain_text(" ".join(line[:MOST_HEARD].split()))
        if not self.live:
            print("".join(sign for sign in command if sign.isprintable()), file=self._said)
        return command

    def _fold(self, line: str) -> str:
        if len(line) <= self._width or not self._width:
            return line
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        return textwrap.fill(
            line,
            max(self._width - 1, 20),
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
