"""What would do instead of a key or a value that does not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from game.scenario.positions import Path

UNQUOTED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""A number that somebody has put in quotes."""

LONGEST = 60
"""Longer texts are not repeated in a suggestion."""

NAMED = frozenset({"var", "flag", "seat", "curve", "difficulty"})
"""Tables whose entries are tables with a name, each under a header of its own."""

HABITS: Mapping[str, str] = MappingProxyType(
    {
        "condition": "when", "cooldown": "wait", "desc": "about", "description": "about",
        "effect": "add", "effects": "add", "formula": "value", "if": "when", "initial": "start",
        "max": "range", "min": "range", "name": "label", "probability": "chance",
        "requires": "when", "title": "label", "trigger": "when",
    }
)  # fmt: skip
"""What a key is called elsewhere, and here."""


def hint_at_value(reason: str, path: Path, value: Any) -> str | None:
    """Return how a value is written as what is expected, if it can be told.

    Args:
        reason: What is expected, such as `expected a list`.
        path: Where the value stands.
        value: The value.
    """
    keys = [key for key in path if isinstance(key, str)]
    if reason == "expected a list" and isinstance(value, dict):
        return f"one of several stands in two pairs of brackets: `[[{'.'.join(keys)}]]`"
    if reason == "expected a table" and isinstance(value, str | int | float):
        if len(path) == 2 and path[0] in NAMED:
            return f"it has a header of its own: `[{'.'.join(keys)}]`"
        return f"a table stands in braces: `{keys[-1]} = {{ … }}`"
    return _hint_at_text(reason, value) if isinstance(value, str) else None


def _hint_at_text(reason: str, text: str) -> str | None:
    if len(text) > LONGEST:
        return None
    if reason == "expected a list":
        return f'a list stands in brackets: `["{text}"]`'
    if (reason.endswith("number") and UNQUOTED.fullmatch(text)) or text in ("true", "false"):
        return f"without quotes: `{text}`"
    return None


def hint_at_key(key: str, known: Collection[str], variables: Collection[str]) -> str | None:
    """Return what would do instead of a variable's name among the keys of an entry."""
    if key in variables and "add" in known:
        return f"what changes a variable is written `add = {{ {key} = … }}`"
    return None
