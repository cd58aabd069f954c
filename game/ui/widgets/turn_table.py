"""The turns of a branch as a table: what was decided, what happened, and the gauges that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.message import Message
from textual.widgets import DataTable

from game.archive.timeline import Moment, list_moments
from game.ui.desk.numbers import brief_of, write_reading
from game.ui.desk.timeline import brief_decisions, brief_events, lay_out
from game.ui.glyphs import glyphs_of

if TYPE_CHECKING:
    from game.archive.game import Game

TURN, DATE = 5, 8
"""Columns of the number of a turn, with the mark before it, and of its date."""

PADDING = 2
"""Columns between two columns of the table."""


class TurnTable(DataTable[Text]):
    """The turns of one branch, a row each."""

    class Filled(Message):
        """It has been written anew, with as many gauges as fit."""

    def __init__(self, game: Game, *, id: str | None = None) -> None:
        """Take a branch; it is written once there is a size."""
        super().__init__(
            id=id, cursor_type="row", cell_padding=PADDING // 2, fixed_columns=2,
            cursor_foreground_priority="renderable",
        )  # fmt: skip
        self.game = game
        self.moments: tuple[Moment, ...] = list_moments(game)
        self.marked: Moment | None = None
        """The turn that bears the mark."""
        self.first = 0
        """The place of the first gauge that is shown."""
        self.whole = True
        """Whether all gauges are shown."""

    @property
    def moment(self) -> Moment:
        """The turn under the cursor."""
        return self.moments[min(self.cursor_row, len(self.moments) - 1)]

    def on_resize(self) -> None:
        """Lay the columns out for the new size."""
        self.fill()

    def show_game(self, game: Game, marked: Moment | None) -> None:
        """Show a branch, the cursor at its last turn."""
        self.game, self.moments, self.marked = game, list_moments(game), marked
        self.fill(len(self.moments) - 1)

    def mark(self, marked: Moment | None) -> None:
        """Mark a turn, or none."""
        self.marked = marked
        self.fill()

    def turn_gauges(self, way: int) -> None:
        """Show the gauges that follow, or those before."""
        front = len(self.game.rules.scenario.desk.front)
        if front:
            self.first = (self.first + way) % front
            self.fill()

    def fill(self, row: int | None = None) -> None:
        """Write the rows; the cursor goes to one of them, or stays."""
        scenario, cursor = self.game.rules.scenario, self.cursor_row if row is None else row
        # What turn and date have left, the scrollbar's column aside.
        room = self.size.width - TURN - DATE - 2 * PADDING - 1
        layout = lay_out(scenario, self.moments, room, self.first, PADDING)
        self.whole = layout.whole and not self.first
        self.clear(columns=True)
        heads = [("turn", TURN), ("", DATE), ("you decided", layout.decided),
                 ("it happened", layout.occurred)]  # fmt: skip
        for head, width in heads:
            self.add_column(head, width=width)
        for name, width in layout.gauges:
            self.add_column(Text(brief_of(scenario, name), justify="right"), width=width)
        for moment in self.moments:
            texts = [
                self._write_turn(moment),
                self._paint(moment.date, "faint" if moment.report else "bright"),
                self._write_decisions(moment, layout.decided),
                self._paint(brief_events(scenario, moment, layout.occurred), "soft"),
            ]
            for name, _ in layout.gauges:
                value = write_reading(scenario, name, moment.view[name])
                texts.append(self._paint(value, "bright", right=True))
            self.add_row(*texts)
        self.move_cursor(row=cursor, animate=False)
        self.post_message(self.Filled())

    def _write_turn(self, moment: Moment) -> Text:
        mark = moment == self.marked
        sign = glyphs_of(self.app).ordered if mark else " "
        word = str(moment.turn) if moment.report else "end" if self.game.over else "now"
        return self._paint(f"{sign}{word:>{TURN - 1}}", "bright" if mark else "soft")

    def _write_decisions(self, moment: Moment, width: int) -> Text:
        told = brief_decisions(self.game.rules.scenario, moment, width)
        silent = moment.report is None or moment.turn > self.game.rules.turns
        return self._paint(told or ("" if silent else "nothing"), "bright" if told else "faint")

    def _paint(self, text: str, colour: str, right: bool = False) -> Text:
        shade = self.app.theme_variables[colour]
        return Text(text, style=shade, justify="right" if right else "left", no_wrap=True)
