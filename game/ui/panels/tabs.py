"""The tabs of a small terminal, and what waits: answers and attention."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive

from game.ui.desk.dispatches import list_dispatches
from game.ui.desk.orders import list_orders
from game.ui.desk.planning import count_unanswered
from game.ui.desk.position import Position
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.messages import CommandAsked
from game.ui.panels.orders import draw_points
from game.ui.panels.panel import Panel
from game.ui.panels.row import Row

TABS = (
    ("map", "Map"),
    ("state", "State"),
    ("may", "They may"),
    ("table", "Table"),
    ("news", "News"),
)
"""Names and words of the tabs, in the order of their keys."""


def _write_tab(text: str, style: str, key_style: str) -> Content:
    """Write a tab: its key, then its words."""
    key, _, words = text.partition(" ")
    return Content.assemble((key, key_style), (f" {words}", style))


class TabsBar(Panel):
    """The tabs in a row, the open one underlined."""

    FOLLOWS_PLAN = True

    tab: reactive[str] = reactive("table")
    """The open tab."""

    def _places(self, position: Position) -> list[tuple[str, int, str]]:
        """Return name, first column and words of each tab."""
        places, column = [], 1
        keyboard = keyboard_of(self.app)
        for name, word in TABS:
            text = f"{keyboard.spell(f'desk.tab-{name}')} {word}"
            if name == "news":
                text += f" {len(list_dispatches(position))}"
            places.append((name, column, text))
            column += len(text) + 3
        return places

    def draw(self, position: Position, width: int) -> Content:
        """Draw the tabs and the line below them."""
        row, line = Row(width), Content("")
        track, share = self.glyphs.track, self.glyphs.share
        for name, column, text in self._places(position):
            style = "bold $bright" if name == self.tab else "$soft"
            key = "$gold"
            if name == "map" and position.scenario.map is None:
                style = key = "$faint"
            row.put(column, _write_tab(text, style, key))
            if name == self.tab:
                line = Content.assemble(
                    " ", (track * (column - 1), "$hairline"), (share * len(text), "$gold"),
                    (track * max(0, width - column - len(text) - 1), "$hairline"),
                )  # fmt: skip
        orders = list_orders(position, self.plan)
        points = draw_points(orders.spent, orders.left, self.glyphs.spent, self.glyphs.left)
        due = str(count_unanswered(position, self.plan))
        row.end(
            width - 1,
            Content.assemble(
                ("answers ", "$faint"), (due, "bold $bright"), (f"   {orders.pool} ", "$faint")
            )
            + points,
        )
        return Content("\n").join([row.content(), line])

    def on_click(self, event: events.Click) -> None:
        """Open the tab that was clicked."""
        if self.position is None:
            return
        for name, column, text in self._places(self.position):
            if column <= event.x < column + len(text):
                self.post_message(CommandAsked(f"tab-{name}"))
