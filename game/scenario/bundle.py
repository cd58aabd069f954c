"""The files of one scenario as they were read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

TRANSLATION = re.compile(r"(?:^|/)(?:[^/]+\.)?texts\.([a-z]{2,3})\.toml$")
"""The name of a file of translated texts, with its language."""


def translated_language(name: str) -> str | None:
    """Return the language of a file of translations, or None for any other file."""
    match = TRANSLATION.search(name)
    return match[1] if match else None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a scenario."""

    name: str
    """Its name relative to the scenario's folder, with forward slashes."""
    text: str
    """What it holds, with line ends of one character."""
    layer: int = 0
    """0 for the scenario itself, 1 for the scenario that it extends, and so on."""
    path: str = ""
    """Where it was read; empty for a text that comes from elsewhere, as from a save."""

    @property
    def base(self) -> bool:
        """Whether it belongs to a scenario that is extended."""
        return self.layer > 0

    @property
    def language(self) -> str | None:
        """The language of its texts, if it is a translation."""
        return translated_language(self.name)


@dataclass(frozen=True, slots=True)
class Bundle:
    """All files of one scenario, those of the scenarios that it extends first."""

    name: str
    """What was asked for: an id or a path."""
    files: tuple[SourceFile, ...]
    """The files, by layer from the deepest base, then by name."""

    @property
    def digest(self) -> str:
        """The SHA-256 of names and texts, in hex; translations change no rule and are left out."""
        digest = hashlib.sha256()
        for file in self.files:
            if file.language is None:
                for part in (file.name, normalise_lines(file.text)):
                    data = part.encode()
                    digest.update(len(data).to_bytes(8, "big"))
                    digest.update(data)
        return digest.hexdigest()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages into which texts are translated, in ASCII order."""
        return tuple(sorted({file.language for file in self.files if file.language}))

    @classmethod
    def from_text(cls, text: str, name: str = "scenario.toml") -> Bundle:
        """Return the bundle of a scenario that is one text."""
        return cls(name, (SourceFile(name, normalise_lines(text)),))


def normalise_lines(text: str) -> str:
    """Return a text with line ends of one character."""
    return text.replace("\r\n", "\n") if "\r" in text else text
