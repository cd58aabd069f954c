"""Names that the format had before, and their renaming in a file.

A pattern is the way to a key; `*` stands for any name, id or place in a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import tomli

from game.scenario.findings import Findings
from game.scenario.positions import Path, Positions, Span
from game.scenario.tree import Array, Table, source_in

Renames = Mapping[tuple[str, ...], str]
"""The name of today of each key that is deprecated, by the pattern of its way."""

RENAMES: Renames = MappingProxyType(
    {
        # The drafts of the format, before its first version was fixed.
        ("schema",): "format",
    }
)
"""Every deprecated key."""


class Renamed(NamedTuple):
    """A text whose deprecated keys have been renamed."""

    text: str
    """The text; all but the names is as it was."""
    names: tuple[tuple[str, str], ...]
    """The old and the new name of each key that was renamed, in the order of the text."""


def modernise(table: Table, findings: Findings, renames: Renames = RENAMES) -> None:
    """Call deprecated keys of a file by their names of today, and note each."""
    for (*way, old), new in renames.items():
        for holder in _holders(table, way):
            if old in holder and new not in holder:
                findings.note(
                    "deprecated-name",
                    source_in(holder, old),
                    f"`{old}` is called `{new}` now",
                    part="key",
                    suggestion="`buffer-state check --fix` renames it",
                    severity="warning",
                )
                _rename(holder, old, new)


def rename_keys(text: str, renames: Renames = RENAMES) -> Renamed:
    """Return a text with its deprecated keys renamed, its comments and layout untouched.

    Raises:
        ValueError: It is no TOML.
    """
    try:
        tomli.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    positions = Positions(text)
    found = sorted(_find_old_keys(positions, renames), reverse=True)
    for (start, end), new in found:
        text = text[:start] + new + text[end:]
    names = tuple((positions.text[start:end], new) for (start, end), new in reversed(found))
    return Renamed(text, names)


def _find_old_keys(positions: Positions, renames: Renames) -> Iterator[tuple[Span, str]]:
    for path, span in positions.mentions:
        for pattern, new in renames.items():
            if _fits(path, pattern) and (*path[:-1], new) not in positions.keys:
                yield span, new


def _fits(path: Path, pattern: tuple[str, ...]) -> bool:
    pairs = zip(path, pattern, strict=False)
    return len(path) == len(pattern) and all(word in ("*", part) for part, word in pairs)


def _holders(value: Any, way: list[str]) -> Iterator[Table]:
    """Iterate over the tables at the end of a way."""
    if not way:
        if isinstance(value, Table):
            yield value
        return
    first, *rest = way
    if isinstance(value, Table):
        members = list(value.values()) if first == "*" else [value[first]] if first in value else []
    else:
        members = list(value) if isinstance(value, Array) and first == "*" else []
    for member in members:
        yield from _holders(member, rest)


def _rename(table: Table, old: str, new: str) -> None:
    source = source_in(table, old)
    members = [(new if key == old else key, member) for key, member in table.items()]
    table.clear()
    table.update(members)
    table.moved[new] = source
