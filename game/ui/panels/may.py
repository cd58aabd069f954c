"""They may: what the other capitals intend, with odds."""

from __future__ import annotations

from textual.content import Content

from game.ui.desk.intents import IntentRow, list_intents
from game.ui.desk.position import Position
from game.ui.messages import CommandAsked
from game.ui.panels.panel import Line, ListPanel
from game.ui.panels.row import Row
from game.ui.widgets.bar import odds_content

LABEL, BAR, WORD = 12, 31, 38
"""Columns of the order, the bar and the word."""


class MayPanel(ListPanel):
    """The intentions as a list; enter tells more."""

    def intents(self) -> tuple[IntentRow, ...]:
        """Return the intentions for which there is room."""
        if self.position is None:
            return ()
        return list_intents(self.position, max(0, self.size.height - (0 if self.compact else 1)))

    def rows_wanted(self) -> int:
        """Count the rows of all intentions."""
        found = len(list_intents(self.position)) if self.position else 0
        return found + (0 if self.compact else 1) if found else 0

    def count(self) -> int:
        """Count the intentions."""
        return len(self.intents())

    def action_pick(self) -> None:
        """Ask for all intentions."""
        self.post_message(CommandAsked("intents"))

    def lines(self, position: Position, width: int) -> list[Line]:
        """Draw heading and intentions."""
        head = Row(width - 1).put(0, "THEY MAY", "bold $bright")
        head.end(width - 1, "odds this turn", "$faint")
        rows = [] if self.compact else [Line(head.content(), fixed=True)]
        return rows + [
            Line(self._draw_intent(intent, width - 1), (index, 0))
            for index, intent in enumerate(self.intents())
        ]

    def _draw_intent(self, intent: IntentRow, width: int) -> Content:
        shift = max(0, width - 51)
        row, accent = Row(width), intent.mark.accent
        if intent.first:
            glyph = self.glyphs.seat(intent.mark.index)
            row.put(0, f"{glyph} {intent.mark.label}", f"${accent}")
        label = intent.label if len(intent.label) < BAR + shift - LABEL else intent.short
        row.put(LABEL, label, "$bright" if intent.odds >= 20.0 else "$soft")
        row.put(BAR + shift, odds_content(intent.odds / 100.0, 6, accent, self.glyphs))
        row.put(WORD + shift, intent.word, "$soft")
        odds = Content.assemble((f"{intent.odds:.0f}", "bold $bright"), ("%", "$faint"))
        return row.end(width, odds).content()
