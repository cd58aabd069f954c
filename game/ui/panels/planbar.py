"""The plan, what it leads to, and the key that commits."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive

from game.engine import Plan
from game.lab.wording import write_share
from game.ui.desk.orders import count_left
from game.ui.desk.outlook import Prospect, write_bands
from game.ui.desk.planning import count_choices, name_choices
from game.ui.desk.position import Position
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.messages import CommandAsked
from game.ui.panels.panel import Panel
from game.ui.panels.row import Row

NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
"""Small numbers in words."""


class PlanBar(Panel):
    """The plan in two rows, or in one where the regions are tabs."""

    FOLLOWS_PLAN = True

    prospect: reactive[Prospect | None] = reactive(None)
    """What the plan leads to; none while it is being imagined."""

    closed: reactive[frozenset[str]] = reactive(frozenset())
    """The commands that cannot be given now."""

    def __init__(self, word: str = "Commit", *, id: str | None = None) -> None:
        """Start with what the gold chip says."""
        super().__init__(id=id)
        self.word = word

    @property
    def chip(self) -> str:
        """The gold chip."""
        key = keyboard_of(self.app).spell("desk.commit")
        return f"  {self.word}  {key}  " if self.compact else f"   {self.word}   {key}   "

    @property
    def _chip_style(self) -> str:
        return "reverse $faint" if "commit" in self.closed else "bold reverse $gold"

    def draw(self, position: Position, width: int) -> Content:
        """Draw the plan."""
        if self.compact:
            return self._draw_row(position, width)
        top = Row(width).put(2, "PLAN", "$faint")
        top.put(8, self._name_plan(position, width - 32))
        top.end(width - 2, self.chip, self._chip_style)
        foot = Row(width).put(2, "next", "$faint").put(8, self._write_next(position, width - 32))
        foot.end(width - 2, self._tell_rest(position), "$faint")
        return Content("\n").join([top.content(), foot.content()])

    def _draw_row(self, position: Position, width: int) -> Content:
        row = Row(width).put(1, "PLAN ", "$faint")
        told = count_choices(position, self.plan)
        row.put(6, told, "$bright")
        column = max(27, len(told) + 9)
        room = width - column - len(self.chip) - 3
        row.put(column, self._write_next(position, room))
        return row.end(width - 1, self.chip, self._chip_style).content()

    def _name_plan(self, position: Position, room: int) -> Content:
        names = name_choices(position, self.plan)
        if not names:
            return Content.assemble(("nothing yet: silence is an answer too", "$soft"))
        told = Content("")
        for index, name in enumerate(names):
            piece = Content.assemble((" + ", "$faint") if index else "", (name, "$bright"))
            if told.cell_length + piece.cell_length > room:
                return told + Content.assemble((f" + {len(names) - index} more", "$faint"))
            told += piece
        return told

    def _write_next(self, position: Position, room: int) -> Content:
        """Write where the gauges in front may stand next turn, as many as fit, and the odds."""
        if self.prospect is None:
            return Content("")
        odds, told = self._write_odds(self.prospect), Content("")
        for name, band, unit in write_bands(position, self.prospect):
            scale = f" {unit}" if unit and not self.compact else ""
            piece = Content.assemble(
                (f"{name} ", "$faint"), (band, "$bright"), (scale, "$faint"),
                "  " if self.compact else "   ",
            )  # fmt: skip
            if told.cell_length + piece.cell_length + odds.cell_length > room:
                break
            told += piece
        return told + odds

    def _write_odds(self, prospect: Prospect) -> Content:
        """Write the odds of a good ending, with the plan and without it."""
        good, idle = write_share(prospect.good), write_share(prospect.idle)
        named, other = ("good", "idle") if self.compact else ("good endings", "doing nothing")
        return Content.assemble(
            (f"{named} ", "$faint"), (f"{good}%", "bold $bright"),
            (f", {other} ", "$faint"), (f"{idle}%", "$bright"),
        )  # fmt: skip

    def _tell_rest(self, position: Position) -> str:
        """Say how much of the pool, or how many orders, are left."""
        left = count_left(position, self.plan)
        if not left:
            orders = self._left_orders(position, self.plan)
            return f"{orders} {'order' if orders == 1 else 'orders'} left"
        name, amount = next(iter(left.items()))
        whole = round(amount)
        return f"{NUMBERS[whole] if 0 <= whole < len(NUMBERS) else whole} {name} left"

    def _left_orders(self, position: Position, plan: Plan) -> int:
        return position.rules.seats[position.seat].orders - len(plan.orders)

    def on_click(self, event: events.Click) -> None:
        """Commit where the chip is clicked."""
        if event.y == 0 and event.x >= self.size.width - len(self.chip) - 2:
            self.post_message(CommandAsked("commit"))
