"""Offsets in texts and the positions of the language server protocol, in both directions."""

from __future__ import annotations

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec, ServerTextPosition, ServerTextRange

from game.scenario.diagnostics import Place


class Places:
    """The lines of one text, and how the editor counts in them.

    Editors count columns in units of UTF-16 unless they agree on something else; the codec of the
    connection knows.
    """

    def __init__(self, text: str, codec: PositionCodec) -> None:
        """Cut a text into lines; only line feeds end one."""
        self.lines = text.split("\n")
        self.codec = codec

    def offset_of(self, position: Position) -> int:
        """Return the offset of a position; beyond a line or the text, that of its end."""
        here = self.codec.position_from_client_units(self.lines, position)
        line = min(here.line, len(self.lines) - 1)
        before = sum(len(each) + 1 for each in self.lines[:line])
        return before + min(here.character, len(self.lines[line]))

    def range_of(self, start: int, end: int) -> Range:
        """Return the range of the characters from one offset to before another."""
        return self._to_client(self._position(start), self._position(end))

    def range_of_place(self, place: Place) -> Range:
        """Return the range of what a diagnostic points at."""
        line, column = place.line - 1, place.column - 1
        return self._to_client(
            ServerTextPosition(line, column), ServerTextPosition(line, column + place.length)
        )

    def _position(self, offset: int) -> ServerTextPosition:
        line = 0
        while line < len(self.lines) - 1 and offset > len(self.lines[line]):
            offset -= len(self.lines[line]) + 1
            line += 1
        return ServerTextPosition(line, offset)

    def _to_client(self, start: ServerTextPosition, end: ServerTextPosition) -> Range:
        return self.codec.range_to_client_units(self.lines, ServerTextRange(start, end))
