"""The quarters of the desk: map and gauges on the left, what is played with on the right."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import var
from textual.widgets import Static

from game.engine import SILENCE, Plan
from game.ui.desk.mapping import draw_map, extend_atlas
from game.ui.desk.position import Position
from game.ui.desk.room import Needs, share_rows
from game.ui.glyphs import glyphs_of
from game.ui.messages import EdgePassed, PlaceChosen, RoomChanged
from game.ui.panels.asks import AsksPanel
from game.ui.panels.gauges import GaugesPanel
from game.ui.panels.lesson import LessonCard
from game.ui.panels.may import MayPanel
from game.ui.panels.news import NewsPanel
from game.ui.panels.orders import OrdersPanel
from game.ui.panels.panel import ListPanel, Panel
from game.ui.panels.theatre import LegendRow, PlacesPanel
from game.ui.widgets.theatre_map import TheatreMap

RIGHT = (54, 67)
"""Least and greatest width of the right column."""

MAP = 64
"""Least width of the left column."""


class Column(Vertical):
    """The right column; its rows are shared anew whenever it has become another size."""

    def on_resize(self) -> None:
        """Ask for it once the new size is known, however late the terminal was laid out."""
        self.post_message(RoomChanged())


class Quarters(Horizontal):
    """All regions with lists, and the map; the stylesheet decides which are shown."""

    position: var[Position | None] = var(None)
    """Where the game stands."""
    plan: var[Plan] = var(SILENCE)
    """What is planned."""
    compact: var[bool] = var(False)
    """Whether the regions are tabs."""

    def __init__(self, position: Position, *, id: str | None = None) -> None:
        """Lay out the regions for a scenario."""
        super().__init__(id=id)
        self.atlas = extend_atlas(position)

    def compose(self) -> ComposeResult:
        """Lay out all regions."""
        with Vertical(id="west"):
            with Horizontal(id="theatre"):
                yield TheatreMap(atlas=self.atlas, id="map")
                yield self._bind(PlacesPanel(id="places"))
            yield self._bind(LegendRow(id="legend"))
            with Horizontal(id="below"):
                yield self._bind(GaugesPanel(id="gauges"))
                yield self._bind(NewsPanel(id="news"))
        yield Static(id="gap")
        with Column(id="east"):
            yield self._bind(MayPanel(id="may"))
            yield self._bind(AsksPanel(id="asks"))
            yield self._bind(OrdersPanel(id="orders"))
        yield self._bind(LessonCard(id="lesson"))

    def _bind(self, panel: Panel) -> Panel:
        return panel.data_bind(Quarters.position, Quarters.plan, Quarters.compact)

    @property
    def asks(self) -> AsksPanel:
        """What they ask."""
        return self.query_one(AsksPanel)

    @property
    def orders(self) -> OrdersPanel:
        """What can be ordered."""
        return self.query_one(OrdersPanel)

    def on_mount(self) -> None:
        """Draw the map, now that it is there."""
        self.draw_place("")

    def watch_position(self) -> None:
        """Draw the map of another turn, and share the rows for what it brings."""
        if self.children:
            self.draw_place("")
            self.call_after_refresh(self.share_rows)

    def draw_place(self, chosen: str) -> None:
        """Draw the map with a place chosen."""
        if self.position is not None:
            view = draw_map(self.position, glyphs_of(self.app), chosen)
            self.query_one(TheatreMap).view = view

    @on(PlaceChosen)
    def _choose_place(self, message: PlaceChosen) -> None:
        self.draw_place(message.key)

    def take_cursor(self) -> None:
        """Give the cursor to the demands, or to the orders where nothing is asked."""
        target: ListPanel = self.asks if self.asks.asks else self.orders
        target.focus()

    @on(EdgePassed)
    def _pass_edge(self, message: EdgePassed) -> None:
        """Move the cursor from the demands to the orders and back."""
        if message.way > 0 and self.asks.has_focus:
            self.orders.enter_from(1)
        elif message.way < 0 and self.orders.has_focus and self.asks.asks:
            self.asks.enter_from(-1)

    def set_columns(self, width: int) -> None:
        """Share the columns of the terminal: one column of all, or two."""
        right = max(RIGHT[0], min(RIGHT[1], width - MAP - 2))
        self.query_one("#east").styles.width = width if self.compact else right
        self.query_one("#west").styles.width = width if self.compact else width - right - 2

    @on(RoomChanged)
    def share_rows(self) -> None:
        """Share the rows of the right column among its regions."""
        may, asks = self.query_one(MayPanel), self.asks
        needs = Needs(
            may=0 if self.compact else may.rows_wanted(),
            asks=asks.rows_wanted(),
            text=asks.text_rows(),
            orders=self.orders.rows_wanted(),
        )
        rows = share_rows(self.query_one("#east").size.height, needs)
        may.styles.height = "1fr" if self.compact else rows[0]
        may.set_class(not self.compact and not needs.may, "-empty")
        asks.styles.height = rows[1]
        asks.set_class(not needs.asks, "-empty")
        self.query_one(LessonCard).give_way()
