"""The dispatches of the turn, in full."""

from __future__ import annotations

from textual.content import Content

from game.ui.desk.dispatches import Dispatch, list_dispatches
from game.ui.desk.position import Position
from game.ui.panels.panel import Line, ListPanel
from game.ui.widgets.rows import fold

TEXT_WIDTH = 90
"""The longest row of a dispatch."""


class NewsPanel(ListPanel):
    """What came in at the opening."""

    def dispatches(self) -> tuple[Dispatch, ...]:
        """Return the dispatches."""
        return list_dispatches(self.position) if self.position else ()

    def watch_position(self) -> None:
        """Begin a turn at the first dispatch."""
        self.cursor = 0

    def count(self) -> int:
        """Count the dispatches."""
        return len(self.dispatches())

    def lines(self, position: Position, width: int) -> list[Line]:
        """Draw each dispatch with its heading."""
        lines = (
            [] if self.compact else [Line(Content.assemble(("NEWS", "bold $bright")), fixed=True)]
        )
        dispatches = self.dispatches()
        if not dispatches:
            lines.append(Line(Content.assemble(("Nothing came in this turn.", "$faint"))))
        for index, dispatch in enumerate(dispatches):
            if index:
                lines.append(Line(Content("")))
            head = Content.assemble((dispatch.title, "bold $bright"))
            if dispatch.mark.label:
                glyph = self.glyphs.seat(dispatch.mark.index)
                sender = (f"{glyph} {dispatch.mark.label}  ", f"${dispatch.mark.accent}")
                head = Content.assemble(sender) + head
            if dispatch.asks:
                head += Content.assemble(("  asks for an answer", "$faint"))
            rows = fold(dispatch.text, "$soft", min(width - 1, TEXT_WIDTH))
            lines += [Line(row, (index, 0)) for row in (head, *rows)]
        return lines

    def _dress(self, line: Line, width: int) -> Content:
        """Leave the text untinted: a dispatch is read, not chosen."""
        return super()._dress(Line(line.content), width)
