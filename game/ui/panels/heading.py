"""The first row of the desk."""

from __future__ import annotations

from textual.content import Content

from game.ui.desk.header import describe_heading
from game.ui.desk.position import Position
from game.ui.panels.panel import Panel
from game.ui.panels.row import Row


class HeadingBar(Panel):
    """The game's name, the scenario's, the date, the turn and the act."""

    def draw(self, position: Position, width: int) -> Content:
        """Draw the row."""
        heading = describe_heading(position)
        margin = 1 if self.compact else 2
        row = Row(width).put(margin, f"{self.glyphs.logo} BUFFER STATE", "bold $gold")
        turn = [("turn ", "$faint"), (str(heading.turn), "bold $bright"),
                (f" of {heading.turns}", "$faint")]  # fmt: skip
        if heading.turn > heading.turns:
            turn = [("afterwards", "$faint")]
        pieces = [(heading.date, "bold $bright"), ("   ", ""), *turn]
        wide = width >= 110
        if heading.act:
            theme = f": {heading.theme}" if wide and heading.theme else ""
            pieces.append((f"   {heading.act}{theme}", "$faint"))
        if wide:
            row.put(margin + 17, heading.title, "$soft")
        return row.end(width - margin, Content.assemble(*pieces)).content()
