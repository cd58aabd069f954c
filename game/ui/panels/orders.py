"""You order: what can be ordered, with cost and effect."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from game.ui.desk.effects import fit_effects
from game.ui.desk.orders import OrderList, OrderRow, list_orders
from game.ui.desk.position import Position
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.messages import OrderToggled, ShowEffects
from game.ui.panels.panel import Line, ListPanel
from game.ui.panels.row import Row
from game.ui.widgets.rows import cut, fold

LETTERS, DOTS, MONEY, EFFECTS = 28, 30, 36, 37
"""Columns: the ends of the advisers' letters, the dots and the money, and the effects."""

MOST_DOTS = 2
"""So many dots have room beside the money; more are a number with a dot."""

LEGEND_GAP = 3
"""Cells at least between what is below and who advises."""

WIDE = 70
"""From so many cells on, the columns stand further apart."""

EMPTY = OrderList((), "", 0, 0, "", ())
"""Nothing to order."""


def draw_points(spent: int, left: int, glyphs_spent: str, glyphs_left: str) -> Content:
    """Draw what is spent of the pool and what is left."""
    return Content.assemble((glyphs_spent * spent, "$gold"), (glyphs_left * max(0, left), "$soft"))


class OrdersPanel(ListPanel):
    """The orders as a list: enter gives one or takes it back."""

    FOLLOWS_PLAN = True

    def __init__(self, *, id: str | None = None) -> None:
        """Start without orders."""
        super().__init__(id=id)
        self._orders: tuple[object, OrderList] = (None, EMPTY)

    @property
    def orders(self) -> OrderList:
        """The orders under the plan."""
        if self.position is None:
            return EMPTY
        if self._orders[0] != (self.position, self.plan):
            self._orders = ((self.position, self.plan), list_orders(self.position, self.plan))
        return self._orders[1]

    @property
    def row(self) -> OrderRow | None:
        """The order under the cursor."""
        rows = self.orders.rows
        return rows[self.cursor] if self.cursor < len(rows) else None

    def watch_position(self) -> None:
        """Begin a turn at the first order."""
        self.cursor = 0

    def count(self) -> int:
        """Count the orders."""
        return len(self.orders.rows)

    def rows_wanted(self) -> int:
        """Count the rows that show every open order."""
        return len(self.orders.open_rows) + (1 if self.compact else 2)

    def action_pick(self) -> None:
        """Give the order, or take it back."""
        if self.row is not None:
            self.post_message(OrderToggled(self.row.id))

    def explain(self) -> ShowEffects | None:
        """Return what asks for all that the order under the cursor would do."""
        return ShowEffects(self.row.id) if self.row else None

    def lines(self, position: Position, width: int) -> list[Line]:
        """Draw heading and orders."""
        shift = 8 if width >= WIDE else 0
        head = [] if self.compact else [Line(self._heading(width, shift), fixed=True)]
        return [
            *head,
            *(
                Line(self._draw_order(row, width, shift), (index, 0))
                for index, row in enumerate(self.orders.rows)
            ),
        ]

    def _heading(self, width: int, shift: int) -> Content:
        orders, glyphs = self.orders, self.glyphs
        points = draw_points(orders.spent, orders.left, glyphs.spent, glyphs.left)
        row = Row(width).put(0, "YOU ORDER", "bold $bright")
        row.put(12, Content.assemble((f"{orders.pool} ", "$faint")) + points)
        row.end(MONEY + shift, orders.money, "$faint")
        return row.put(EFFECTS + shift, "first effect", "$faint").content()

    def _draw_order(self, order: OrderRow, width: int, shift: int) -> Content:
        row, glyphs = Row(width), self.glyphs
        if order.ordered:
            row.put(0, glyphs.ordered, "$gold")
        dim = "$faint" if not order.open else "$soft"
        row.put(2, order.label, "bold $bright" if order.ordered else dim)
        if order.closed is not None:
            return row.tell(order.closed, 4 + cell_len(order.label)).content()
        advisers = (order.advisers, "$bright" if order.open else "$faint")
        spent = "$gold" if order.ordered else "$faint"
        points = order.attention
        dots = glyphs.spent * points if points <= MOST_DOTS else f"{points}{glyphs.spent}"
        # They touch where an order takes two points, so that the longest label keeps its words.
        cells = DOTS + shift // 2 - LETTERS - shift // 4
        row.end(DOTS + shift // 2, Content.assemble(advisers, (dots.rjust(cells), spent)))
        row.end(MONEY + shift, order.money or "–", dim)
        effects = "  ".join(fit_effects(order.effects, width - EFFECTS - shift - (shift > 0)))
        return row.put(EFFECTS + shift, effects, dim).content()

    def foot(self, position: Position, width: int) -> list[Content]:
        """Tell what the order under the cursor does, or else who advises."""
        spare = self.size.height - len(self.orders.rows) - (0 if self.compact else 1)
        if self.has_focus and self.row is not None:
            told = ", ".join(effect.full for effect in self.row.effects) or "no direct effect"
            reason = self.row.closed or ""
            if cell_len(self.row.label) + 4 + cell_len(reason) > width:
                told = f"{reason[:1].upper()}{reason[1:]}."
            rows = fold(told, "$soft", width)
            most = min(max(1, spare), 3)
            if len(rows) > most:
                key = keyboard_of(self.app).spell("desk.causes")
                rest = Content.assemble((" … ", "$faint"), (key, "$gold"), (" all", "$faint"))
                rows = (*rows[: most - 1], cut(rows[most - 1], width - 9) + rest)
            return list(rows)
        return [self._legend(width)]

    def _legend(self, width: int) -> Content:
        orders = self.orders
        below = len(orders.rows) - self.top - self.size.height + (1 if self.compact else 2)
        told = ""
        if below > 0:
            closed = all(order.closed is not None for order in orders.rows[-below:])
            told = f"{below} {'closed' if closed else 'more'} below"
        row = Row(width).put(2, told, "$faint")
        room = width - 1 - (2 + len(told) + LEGEND_GAP if told else 0)
        legend = self._name_advisers(offices=True)
        if orders.advisers and legend.cell_length > room:
            scores, scored = self._name_advisers(offices=False), orders.scored
            head, tail = ("advice right  ", "") if scored else ("", "  advise")
            legend = Content.assemble((head, "$faint"), scores, (tail, "$faint"))
            legend = legend if legend.cell_length <= room else scores
        return row.end(width - 1, legend).content()

    def _name_advisers(self, offices: bool) -> Content:
        """Write who advises and how often each was right: `F Foreign office 3 of 5`, `F 3/5`."""
        pieces = []
        for letter, office, score in self.orders.advisers:
            told = f"{office} {score}".rstrip() if offices else score.replace(" of ", "/")
            pieces += [(letter, "$bright"), (f" {told}  " if told else "  ", "$faint")]
        return Content.assemble(*pieces).rstrip()
