"""The desk, where a turn is played."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import get_current_worker

from game.engine import SILENCE, Plan, Report
from game.errors import BufferStateError, ChoiceError
from game.ui.commands import DESK_COMMANDS
from game.ui.desk.countdowns import describe_ladder, list_countdowns, mark_ends
from game.ui.desk.header import describe_thread
from game.ui.desk.mapping import draw_map, extend_atlas
from game.ui.desk.outlook import Prospect, foresee
from game.ui.desk.planning import choose_answer, list_silences, refuse_plan, toggle_order
from game.ui.desk.position import Position
from game.ui.desk.room import Needs, share_rows
from game.ui.glyphs import glyphs_of
from game.ui.messages import (
    AnswerChosen,
    CommandAsked,
    EdgePassed,
    OrderToggled,
    PlaceChosen,
    RoomChanged,
    ShowCauses,
    ShowEffects,
)
from game.ui.panels.asks import AsksPanel
from game.ui.panels.counts import FrontCountdown, FrontLadder
from game.ui.panels.gauges import GaugesPanel
from game.ui.panels.heading import HeadingBar
from game.ui.panels.keyrow import DeskKeys
from game.ui.panels.may import MayPanel
from game.ui.panels.news import NewsPanel
from game.ui.panels.orders import OrdersPanel
from game.ui.panels.panel import ListPanel, Panel
from game.ui.panels.planbar import PlanBar
from game.ui.panels.tabs import TABS, TabsBar
from game.ui.panels.theatre import LegendRow, PlacesPanel
from game.ui.requests import ShowTitle
from game.ui.widgets.theatre_map import TheatreMap
from game.ui.widgets.thread import Thread

if TYPE_CHECKING:
    from game.archive.game import Game

FULL = (116, 38)
"""Columns and rows from which on all regions stand side by side."""

TALL = 48
"""Rows from which on the dispatches stand below the gauges."""

RIGHT = (54, 67)
"""Least and greatest width of the right column."""

GAUGE_ROWS = 9
"""Rows of the gauges below the map."""


class DeskScreen(Screen[None]):
    """All that a turn needs; it owns the game, the regions only see position and plan."""

    CSS_PATH = "desk.tcss"

    BINDINGS = [command.binding() for command in DESK_COMMANDS]

    position: reactive[Position | None] = reactive(None)
    """Where the game stands."""
    plan: reactive[Plan] = reactive(SILENCE, bindings=True)
    """What is planned."""
    prospect: reactive[Prospect | None] = reactive(None)
    """What the plan leads to."""
    compact: reactive[bool] = reactive(False)
    """Whether the regions are tabs."""
    tab: reactive[str] = reactive("table")
    """The open tab."""

    def __init__(self, game: Game) -> None:
        """Sit down at a game."""
        super().__init__()
        self.game = game
        self.past: list[Plan] = []
        self.set_reactive(DeskScreen.position, Position.of(game))
        self.set_reactive(DeskScreen.plan, game.draft)

    def compose(self) -> ComposeResult:
        """Lay out all regions; the stylesheet decides which are shown where."""
        position = Position.of(self.game)
        yield self._bind(HeadingBar(id="heading"))
        yield Thread(id="thread")
        with Horizontal(id="counts"):
            for index, _ in enumerate(position.scenario.desk.countdowns):
                yield FrontCountdown(id=f"count-{index}")
            yield FrontLadder(id="ladder")
        yield self._bind(TabsBar(id="tabs")).data_bind(DeskScreen.tab)
        with Horizontal(id="table"):
            with Vertical(id="west"):
                with Horizontal(id="theatre"):
                    yield TheatreMap(atlas=extend_atlas(position), id="map")
                    yield self._bind(PlacesPanel(id="places"))
                yield self._bind(LegendRow(id="legend"))
                yield self._bind(GaugesPanel(id="gauges"))
                yield self._bind(NewsPanel(id="news"))
            with Vertical(id="east"):
                yield self._bind(MayPanel(id="may"))
                yield self._bind(AsksPanel(id="asks"))
                yield self._bind(OrdersPanel(id="orders"))
        yield self._bind(PlanBar(id="plan")).data_bind(DeskScreen.prospect)
        yield self._bind(DeskKeys(id="keys"))

    def _bind(self, panel: Panel) -> Panel:
        return panel.data_bind(DeskScreen.position, DeskScreen.plan, DeskScreen.compact)

    def on_mount(self) -> None:
        """Begin at what is asked, or at the orders."""
        self._arrange()
        self.focus_table()

    def focus_table(self) -> None:
        """Give the cursor to the demands, or to the orders where nothing is asked."""
        asks = self.query_one(AsksPanel)
        target: ListPanel = asks if asks.asks else self.query_one(OrdersPanel)
        target.focus()

    # ------------------------------------------------------------------ what changes

    def watch_position(self, position: Position | None) -> None:
        """Draw the numbers in front and the map anew, and imagine the next turn."""
        if position is None:
            return
        self.query_one(Thread).line = describe_thread(position, mark_ends(position))
        for index, view in enumerate(list_countdowns(position)):
            countdown = self.query_one(f"#count-{index}", FrontCountdown)
            countdown.count, countdown.of = view.count, view.of
        ladder, stairs = describe_ladder(position), self.query_one(FrontLadder)
        stairs.display = ladder is not None
        if ladder is not None and position.scenario.ladder is not None:
            stairs.ladder, stairs.of = ladder, position.scenario.ladder.from_
        self.draw_place("")
        self.call_after_refresh(self._share_rows)

    def draw_place(self, chosen: str) -> None:
        """Draw the map with a place chosen."""
        if self.position is not None:
            view = draw_map(self.position, glyphs_of(self.app), chosen)
            self.query_one(TheatreMap).view = view

    def watch_plan(self, plan: Plan) -> None:
        """Imagine the next turn under the plan."""
        self.imagine(plan)

    def watch_tab(self, tab: str) -> None:
        """Show the regions of a tab."""
        for name, _ in TABS:
            self.set_class(name == tab, f"-tab-{name}")

    def watch_compact(self, compact: bool) -> None:
        """Show the regions side by side, or as tabs."""
        self.set_class(compact, "-tabs")

    @work(thread=True, exclusive=True, group="prospect")
    def imagine(self, plan: Plan) -> None:
        """Imagine the next turn in the background."""
        position, worker = self.position, get_current_worker()
        if position is None or self.game.over or refuse_plan(position, plan) is not None:
            return
        prospect = foresee(position, plan)
        if not worker.is_cancelled:
            self.app.call_from_thread(self.set_prospect, position, plan, prospect)

    def set_prospect(self, position: Position, plan: Plan, prospect: Prospect) -> None:
        """Take what was imagined, unless the plan has changed meanwhile."""
        if position is self.position and plan == self.plan:
            self.prospect = prospect

    # ------------------------------------------------------------------ room

    def on_resize(self) -> None:
        """Arrange the regions for the room that there is."""
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.size
        self.compact = width < FULL[0] or height < FULL[1]
        self.set_class(not self.compact and height >= TALL, "-tall")
        east = self.query_one("#east")
        west = self.query_one("#west")
        if self.compact:
            east.styles.width = west.styles.width = "1fr"
        else:
            least, most = RIGHT
            east.styles.width = max(least, min(most, width - 66))
            west.styles.width = "1fr"
        self.call_after_refresh(self._share_rows)

    @on(RoomChanged)
    def _share_rows(self) -> None:
        """Share the rows of the right column among its regions."""
        may, asks, orders = (
            self.query_one(MayPanel),
            self.query_one(AsksPanel),
            self.query_one(OrdersPanel),
        )
        needs = Needs(
            may=0 if self.compact else may.rows_wanted(),
            asks=asks.rows_wanted(),
            text=asks.text_rows(),
            orders=orders.rows_wanted(),
        )
        rows = share_rows(self.query_one("#east").size.height, needs)
        asks.display = asks.display and True
        asks.set_class(not needs.asks, "-empty")
        for panel, height in ((may, rows[0]), (asks, rows[1])):
            wanted = "1fr" if self.compact and panel is may else max(height, 1)
            panel.styles.height = wanted

    # ------------------------------------------------------------------ the plan

    def change_plan(self, plan: Plan) -> None:
        """Take another plan if it may stand; the one before can be had back."""
        if self.position is None or self.game.over:
            return
        reason = refuse_plan(self.position, plan)
        if reason is not None:
            self.notify(reason, markup=False)
            return
        self.past.append(self.plan)
        self.plan = plan

    @on(OrderToggled)
    def _toggle_order(self, message: OrderToggled) -> None:
        self.change_plan(toggle_order(self.plan, message.action))

    @on(AnswerChosen)
    def _choose_answer(self, message: AnswerChosen) -> None:
        self.change_plan(choose_answer(self.plan, message.event, message.option))

    def action_undo(self) -> None:
        """Take back the last change of the plan."""
        if self.past:
            self.plan = self.past.pop()

    @work(group="commit", exclusive=True)
    async def action_commit(self) -> None:
        """Play the turn, after a question where silence would answer or the game may end."""
        from game.ui.screens.question import QuestionScreen

        position = self.position
        if position is None or self.game.over:
            return
        silences = list_silences(position, self.plan)
        endings = self.prospect.endings if self.prospect else ()
        if silences or endings:
            answer = await self.app.push_screen_wait(QuestionScreen(silences, endings))
            if not answer:
                return
        try:
            reports = self.game.commit(self.plan)
        except ChoiceError as error:
            self.notify(str(error), markup=False)
            return
        await self._begin_turn(reports)

    async def _begin_turn(self, reports: tuple[Report, ...]) -> None:
        """Show what happened, then the next opening or the end."""
        from game.ui.screens.report import ReportScreen

        self.past.clear()
        self.set_reactive(DeskScreen.plan, self.game.draft)
        self.prospect = None
        self.position = Position.of(self.game)
        self.mutate_reactive(DeskScreen.plan)
        if self.game.trouble:
            self.notify(self.game.trouble, severity="warning", markup=False)
        await self.app.push_screen_wait(ReportScreen(self.game, reports))
        if self.game.over:
            self.show_end()
        self.focus_table()
