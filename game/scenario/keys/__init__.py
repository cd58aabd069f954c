"""Every key of a diagnostic: what it means, an example of the mistake, how it is put right.

The files beside this one are the only source: `buffer-state check --explain` shows them, the
reference is generated from them, and the tests check that each example gives its key and each
corrected one gives nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import tomli

from game.scenario.diagnostics import Severity

FILES: Mapping[str, Severity] = MappingProxyType(
    {"errors.toml": "error", "warnings.toml": "warning", "tips.toml": "tip"}
)
"""Which file holds the keys of which severity."""

FRAME = "frame.toml"
"""The scenario without a mistake behind which the examples stand."""


@dataclass(frozen=True, slots=True)
class Key:
    """One kind of problem."""

    name: str
    """Its stable name, such as `unknown-name`."""
    severity: Severity
    """How bad it is."""
    means: str
    """What is wrong, in a sentence or two of Markdown."""
    fix: str
    """What to do."""
    bad: str
    """An example of the mistake, in TOML."""
    good: str
    """The same put right."""
    whole: bool = False
    """Whether the examples are whole scenarios; else they stand behind the frame."""

    def write_out(self, example: str) -> str:
        """Return a whole scenario with an example of this key in it."""
        return example if self.whole else f"{read_frame()}\n{example}"


@cache
def read_keys() -> Mapping[str, Key]:
    """Return all keys by name: errors first, then warnings, then tips, each in ASCII order."""
    found = {}
    for file, severity in FILES.items():
        entries = tomli.loads(_read(file))
        for name in sorted(entries):
            found[name] = Key(name, severity, **entries[name])
    return MappingProxyType(found)


@cache
def read_frame() -> str:
    """Return the scenario behind which examples stand."""
    return _read(FRAME)


def _read(file: str) -> str:
    return files(__name__).joinpath(file).read_text(encoding="utf-8")
