"""The gauges: those in front, and below them all others."""

from __future__ import annotations

from textual.content import Content

from game.ui.desk.gauges import GaugeRow, list_front, list_rest
from game.ui.desk.position import Position
from game.ui.messages import ShowCauses
from game.ui.panels.panel import Line, ListPanel
from game.ui.panels.row import Row
from game.ui.widgets.spark import spark_content

VALUE, UNIT, WORD, CHANGE, TREND, SPARK = 26, 27, 34, 48, 49, 52
"""Columns: end of the value, the unit, the word, end of the change, the arrow, the history."""

HISTORY = 6
"""Turns of the history."""


class GaugesPanel(ListPanel):
    """The gauges as a list; enter tells the causes."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start without gauges."""
        super().__init__(id=id)
        self._gauges: tuple[object, tuple[GaugeRow, ...]] = (None, ())

    @property
    def gauges(self) -> tuple[GaugeRow, ...]:
        """The gauges, those in front first."""
        if self.position is None:
            return ()
        if self._gauges[0] is not self.position:
            self._gauges = (self.position, (*list_front(self.position), *list_rest(self.position)))
        return self._gauges[1]

    def count(self) -> int:
        """Count the gauges."""
        return len(self.gauges)

    def action_pick(self) -> None:
        """Ask for the causes."""
        message = self.explain()
        if message is not None:
            self.post_message(message)

    def explain(self) -> ShowCauses | None:
        """Return what asks for the causes of the gauge under the cursor."""
        return ShowCauses(self.gauges[self.cursor].name) if self.gauges else None

    def lines(self, position: Position, width: int) -> list[Line]:
        """Draw the gauges, a blank row between groups."""
        front = len(position.scenario.desk.front)
        lines: list[Line] = []
        for index, gauge in enumerate(self.gauges):
            if index and (index == front or self._breaks(index)):
                lines.append(Line(Content("")))
            lines.append(Line(self._draw_gauge(gauge, width), (index, 0)))
        return lines

    def _breaks(self, index: int) -> bool:
        """Tell whether a group begins; a value without one opens that of its successor."""
        before, here = self.gauges[index - 1].group, self.gauges[index].group
        return bool(before) and here != before

    def _draw_gauge(self, gauge: GaugeRow, width: int) -> Content:
        row, shift = Row(width), 8 if width >= 74 else 0
        fits = len(gauge.label) < VALUE - len(gauge.value)
        row.put(
            0, gauge.label if fits else gauge.brief, "bold $bright" if gauge.weighty else "$soft"
        )
        row.end(VALUE, gauge.value, "bold $bright")
        row.put(UNIT, gauge.unit, "$faint")
        row.put(WORD, gauge.word, "$bright" if gauge.weighty else "$soft")
        row.end(CHANGE + shift, gauge.change, "$bright" if gauge.weighty else "$soft")
        if gauge.change and gauge.favourable is not None:
            arrow = self.glyphs.trend(gauge.way, favourable=gauge.favourable)
            row.put(TREND + shift, f" {arrow}", "$bright" if gauge.weighty else "$soft")
        last = gauge.history[-HISTORY:]
        if len(last) > 1 and SPARK + shift + HISTORY <= width:
            row.put(SPARK + shift, spark_content(last, self.glyphs))
        return row.content()
