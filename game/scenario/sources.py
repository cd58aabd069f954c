"""The files of a scenario and the places in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from game.scenario.bundle import SourceFile
from game.scenario.diagnostics import Place
from game.scenario.positions import Positions, Span
from game.scenario.tree import Source

Part = Literal["key", "value"]
"""Which half of a pair is meant."""


@dataclass(slots=True)
class Sources:
    """The files of a scenario, indexed when a place in them is asked for."""

    files: Sequence[SourceFile]
    """The files."""
    indexed: dict[int, Positions] = field(default_factory=dict)
    """The index of each file in which something was looked up."""

    def positions(self, file: int) -> Positions:
        """Return the index of a file."""
        if file not in self.indexed:
            self.indexed[file] = Positions(self.files[file].text)
        return self.indexed[file]

    def place(
        self, source: Source, part: Part = "value", span: tuple[int, int] | None = None
    ) -> Place:
        """Return the place of a key or a value, or of some characters of a string value.

        Args:
            source: Whose place is asked for.
            part: Whether its key or its value is meant.
            span: Offsets in the string, as it reads after `each` has been put in.
        """
        positions = self.positions(source.file)
        key_line = positions.line_and_column(positions.key_span(source.path)[0])[0]
        return self.place_of(source.file, *self.offsets(source, part, span), key_line)

    def offsets(
        self, source: Source, part: Part = "value", span: tuple[int, int] | None = None
    ) -> Span:
        """Return where in its file the characters are that `place` tells by line and column."""
        positions = self.positions(source.file)
        if span is not None:
            return positions.inside(source.path, *self._before_each(source, span))
        if part == "key":
            return positions.key_span(source.path)
        return positions.value_span(source.path)

    def place_of(self, file: int, start: int, end: int, key_line: int = 0) -> Place:
        """Return the place of the characters from `start` to before `end`, on their first line."""
        positions = self.positions(file)
        line, column = positions.line_and_column(start)
        text = positions.line_text(line)
        length = max(1, min(end - start, len(text) - column + 1))
        return Place(self.files[file].name, line, column, length, text, key_line or line)

    def _before_each(self, source: Source, span: tuple[int, int]) -> tuple[int, int]:
        """Return offsets in the string as it stands in the file, with its `{t}`."""
        if not source.bindings:
            return span
        template = self.positions(source.file).string_at(source.path)
        start = _map_offset(template, source.bindings, span[0], is_end=False)
        return start, _map_offset(template, source.bindings, span[1], is_end=True)


def placeholder_pattern(bindings: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of what `each` replaces, such as `{t}` and `{t.label}`."""
    names = "|".join(re.escape(name) for name in bindings)
    return re.compile(r"\{(" + names + r")\}")


def _map_offset(template: str, bindings: Mapping[str, str], offset: int, is_end: bool) -> int:
    """Return the offset in a template of an offset in what `each` made of it."""
    shift = 0
    for match in placeholder_pattern(bindings).finditer(template):
        start = match.start() + shift
        if start >= offset:
            break
        end = start + len(bindings[match[1]])
        if offset < end or (is_end and offset == end):
            return match.end() if is_end else match.start()
        shift = end - match.end()
    return offset - shift
