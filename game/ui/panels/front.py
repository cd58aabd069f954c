"""The row of countdowns and the ladder: the numbers in front."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var
from textual.widgets import Static

from game.ui.desk.countdowns import describe_ladder, list_countdowns
from game.ui.desk.numbers import cut_at_word
from game.ui.desk.position import Position
from game.ui.panels.counts import FrontCountdown, FrontLadder
from game.ui.widgets.countdown import Count, count_text

FEW_PIPS, MANY_PIPS = 8, 12
"""The most pips of a countdown, as tabs and side by side."""

WIDTH = 28
"""Cells of a countdown side by side."""


def _fit(count: Count) -> Count:
    """Shorten what stands beside the digits, so that it keeps away from the next number."""
    room = WIDTH - 3 * len(count_text(count.value)) - 3
    return replace(count, cause=cut_at_word(count.cause, room), date=cut_at_word(count.date, room))


class FrontRow(Horizontal):
    """The numbers in front; each can be asked for its causes."""

    position: var[Position | None] = var(None)
    """Where the game stands."""
    compact: var[bool] = var(False)
    """Whether they take one row."""

    def __init__(self, countdowns: int, *, id: str | None = None) -> None:
        """Make room for so many countdowns."""
        super().__init__(id=id)
        self.countdowns = countdowns

    def compose(self) -> ComposeResult:
        """Lay out countdowns and ladder."""
        for index in range(self.countdowns):
            yield FrontCountdown(id=f"count-{index}")
        yield Static(id="spread")
        yield FrontLadder(id="ladder")

    def on_mount(self) -> None:
        """Draw the numbers, now that they are there."""
        self._count()

    def watch_position(self) -> None:
        """Draw the numbers of another turn."""
        self._count()

    def watch_compact(self) -> None:
        """Draw more or fewer pips."""
        self._count()

    def _count(self) -> None:
        if self.position is None or not self.children:
            return
        most = FEW_PIPS if self.compact else MANY_PIPS
        for index, view in enumerate(list_countdowns(self.position, most)):
            countdown = self.query_one(f"#count-{index}", FrontCountdown)
            countdown.count, countdown.of = _fit(view.count), view.of
        ladder, stairs = describe_ladder(self.position), self.query_one(FrontLadder)
        stairs.display = ladder is not None
        if ladder is not None and self.position.scenario.ladder is not None:
            stairs.ladder, stairs.of = ladder, self.position.scenario.ladder.from_
