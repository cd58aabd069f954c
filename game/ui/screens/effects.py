"""What a choice would do: every effect with its amount, its delay and its odds."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from game.ui.desk.choice import Amount, ChoiceView, describe_choice
from game.ui.desk.position import Position
from game.ui.glyphs import Glyphs
from game.ui.panels.row import Row
from game.ui.screens.sheet import Sheet
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold

NUMBER, NAME = 12, 14
"""Columns of an amount's end and of what it is of."""


class EffectsScreen(Sheet[None]):
    """All that is known of a choice before it is made."""

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
        yield Roster(self._build)

    def _build(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Write the heading as one entry, then one for each effect."""
        view = self.view
        costs = [_write(cost, "cost", width) for cost in view.costs]
        effects = [_write(effect, effect.when, width) for effect in view.effects]
        marks = [Entry(fold(mark, "$soft", width)) for mark in view.marks]
        return (Entry(_head(view, width), heading=True), *costs, *effects, *marks)


def _head(view: ChoiceView, width: int) -> tuple[Content, ...]:
    """Write the name, what it stands for, why it is closed, and who recommends it."""
    lines = [Content.assemble((view.label, "bold $bright")), *fold(view.about, "$soft", width)]
    if view.closed:
        lines += fold(f"Not now: {view.closed}", "$bright", width)
    for office, why in view.advisers:
        lines += fold(f"{office}: {why}", "$faint", width)
    return (*lines, Content(""))


def _write(amount: Amount, when: str, width: int) -> Entry:
    """Write an amount, what it is of, and when or with which odds it comes."""
    row = Row(width).end(NUMBER, amount.amount, "bold $bright").put(NAME, amount.label, "$soft")
    return Entry((row.end(width, when, "$faint").content(),))
