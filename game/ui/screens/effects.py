"""What a choice would do: every effect with its amount, its delay and its odds."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.ui.desk.choice import ChoiceView, describe_choice
from game.ui.desk.position import Position
from game.ui.panels.row import Row
from game.ui.screens.sheet import Sheet
from game.ui.widgets.rows import fold

WIDTH = 78
"""Cells of a row at most."""


class EffectsScreen(Sheet[None]):
    """All that is known of a choice before it is made."""

    DEFAULT_CSS = """
    EffectsScreen VerticalScroll {
        height: 1fr;
        margin: 0 0 0 3;
        scrollbar-size-vertical: 1;
    }
    EffectsScreen Static {
        height: auto;
    }
    """

    TITLE_TEXT = "WHAT IT WOULD DO"

    def __init__(self, position: Position, choice: str) -> None:
        """Show an action, or an answer as `EVENT.OPTION`."""
        super().__init__()
        self.view = describe_choice(position, choice)

    def remark(self) -> str:
        """Name the section of the paper on which it rests."""
        return f"paper: {self.view.source}" if self.view.source else ""

    def compose_body(self) -> ComposeResult:
        """Lay out title, sentence and effects."""
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines(self.view)))

    def _lines(self, view: ChoiceView) -> list[Content]:
        width = min(WIDTH, max(40, self.app.size.width - 8))
        lines = [Content.assemble((view.label, "bold $bright"))]
        lines += fold(view.about, "$soft", width)
        if view.closed:
            lines.append(Content.assemble(("not now: ", "$faint"), (view.closed, "$bright")))
        lines.append(Content(""))
        if view.advisers:
            lines += [
                Content.assemble((f"{office}: ", "$faint"), (why, "$soft"))
                for office, why in view.advisers
            ]
            lines.append(Content(""))
        for cost in view.costs:
            row = Row(width).end(10, cost.amount, "bold $bright").put(12, cost.label, "$soft")
            lines.append(row.end(width, "cost", "$faint").content())
        for effect in view.effects:
            row = Row(width).end(10, effect.amount, "bold $bright").put(12, effect.label, "$soft")
            lines.append(row.end(width, effect.when, "$faint").content())
        lines += [row for mark in view.marks for row in fold(mark, "$soft", width)]
        return lines
