"""The forecast: the plan as it stands, played on in a thousand futures, against another plan."""

from __future__ import annotations

from dataclasses import replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from game.engine import SILENCE, Plan
from game.lab.foresight import FUTURES, Foresight
from game.lab.wording import name_course
from game.ui.desk.movers import find_movers
from game.ui.desk.planning import name_choices
from game.ui.desk.position import Position
from game.ui.desk.prognosis import (
    list_fans,
    list_fates,
    list_unknown,
    same_plan,
    tell_difference,
)
from game.ui.glyphs import glyphs_of
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import write_keys
from game.ui.messages import Forecasted, MoversFound
from game.ui.panels.fan import FanPanel
from game.ui.panels.row import Row
from game.ui.screens.guided import GuidedScreen
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.odds_board import OddsBoard, OddsView
from game.ui.widgets.rows import cut, spread

MOST = 5
"""How many fans stand one below the other, at most."""

FAN = 10
"""Rows that a fan with its heading needs."""

KEYS = (
    Key("{forecast.next}", "gauge", "turn(1)"),
    Key("{forecast.compare}", "compare", "compare"),
    Key("{forecast.keep}", "keep this plan", "keep_plan"),
    Key("{forecast.bands}", "bands", "bands"),
    Key("{app.help}", "keys", "help"),
)
"""What stands in the row of keys."""


class ForecastScreen(GuidedScreen[Plan | None]):
    """What the plan leads to; it is answered with the plan that was kept."""

    DEFAULT_CSS = """
    ForecastScreen { background: $ground; color: $soft; overflow: hidden; }
    ForecastScreen #heading { height: 1; background: $bar; }
    ForecastScreen #head { height: 2; margin: 1 0; padding: 0 2; }
    ForecastScreen #body { height: 1fr; padding: 0 2; }
    ForecastScreen FanPanel { margin: 0 0 1 0; }
    ForecastScreen #gutter { width: 3; }
    ForecastScreen.-narrow #gutter { width: 2; }
    ForecastScreen #told { height: 1; margin: 1 0 0 0; padding: 0 2; }
    ForecastScreen KeyRow { padding: 0 2; }
    ForecastScreen.-narrow OddsBoard { width: 37; }
    ForecastScreen.-narrow #head, ForecastScreen.-narrow #body { padding: 0 1; }
    ForecastScreen.-narrow #told, ForecastScreen.-narrow KeyRow { padding: 0 1; }
    ForecastScreen.-short #head, ForecastScreen.-short #told { margin: 0; }
    ForecastScreen.-short FanPanel { margin: 0; }
    ForecastScreen.-broad OddsBoard { width: 60; }
    ForecastScreen.-broad #gutter { width: 6; }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide"), (160, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall")]

    BINDINGS = [
        bind("forecast.next", "turn(1)", priority=True),
        bind("forecast.before", "turn(-1)", priority=True),
        bind("forecast.compare", "compare"),
        bind("forecast.keep", "keep_plan"),
        bind("forecast.bands", "bands"),
        bind("forecast.leave", "leave"),
    ]

    def __init__(
        self, position: Position, plan: Plan, foresight: Foresight, kept: Plan | None = None
    ) -> None:
        """Take a plan.

        Args:
            position: Where it was made.
            plan: A legal plan.
            foresight: What is foreseen there, perhaps already.
            kept: Another plan of this turn that was kept to compare with.
        """
        super().__init__()
        self.position = position
        self.plan = plan
        self.foresight = foresight
        self.kept = kept
        self.rival = SILENCE if kept is None or same_plan(kept, plan) else kept
        self.first = 0
        self.wide = True
        self.shown: Forecasted | None = None

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="heading")
        yield Static(id="head")
        with Horizontal(id="body"):
            with Vertical(id="fans"):
                for _ in range(MOST):
                    yield FanPanel()
            yield Static(id="gutter")
            yield OddsBoard()
        yield Static(id="told")
        yield KeyRow(*KEYS, last=Key("{forecast.leave}", "back to the desk", "leave"))

    def on_mount(self) -> None:
        """Begin to play futures, once the first picture stands."""
        unknown = list_unknown(self.position, self.foresight.unknowns)
        self.query_one(OddsBoard).view = OddsView(unknown=unknown, rival=self._rival_word())
        self.call_after_refresh(self.look_ahead)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many fans as there is room for."""
        self.call_after_refresh(self.draw)

    # ------------------------------------------------------------------ futures

    @work(thread=True, exclusive=True, group="forecast")
    def look_ahead(self) -> None:
        """Play futures of both plans in the background, then try other plans."""
        worker, plan, rival = get_current_worker(), self.plan, self.rival
        for forecast, other in self.foresight.refine_stepwise((plan, rival)):
            if worker.is_cancelled:
                return
            self.post_message(Forecasted(forecast, other))
        for movers in find_movers(self.position.scenario, self.foresight, plan):
            if worker.is_cancelled:
                return
            if movers is not None:
                self.post_message(MoversFound(movers))

    @on(Forecasted)
    def _take(self, message: Forecasted) -> None:
        """Show what was played, unless another plan is compared by now.

        Fans that widen are motion, so where that is not wanted the first numbers are left out.
        """
        still = self.app.animation_level == "none" and message.forecast.tried < FUTURES
        if same_plan(message.rival.plan, self.rival) and not still:
            self.shown = message
            self.draw()

    @on(MoversFound)
    def _take_movers(self, message: MoversFound) -> None:
        board = self.query_one(OddsBoard)
        board.view = replace(board.view, movers=message.movers)

    # ------------------------------------------------------------------ drawing

    def draw(self) -> None:
        """Draw all that is known so far."""
        self.query_one("#heading", Static).update(self._write_heading())
        self.query_one("#head", Static).update(self._write_head())
        if self.shown is None:
            return
        self._draw_fans(self.shown)
        self._draw_odds(self.shown)
        self.query_one("#told", Static).update(self._tell(self.shown))

    def _draw_fans(self, shown: Forecasted) -> None:
        views = list_fans(self.position, shown.forecast, shown.rival)
        panels = list(self.query(FanPanel))
        room = self.query_one("#fans").size.height
        count = max(1, min(len(views), MOST, (room + 1) // FAN))
        for place, panel in enumerate(panels):
            panel.display = place < count and bool(views)
            if panel.display:
                ticks = self._ticks() if place == count - 1 else ()
                view = views[(self.first + place) % len(views)]
                panel.show(view, ticks, self.wide)

    def _ticks(self) -> tuple[tuple[int, str], ...]:
        """Return what stands below the lowest fan, the weightiest first."""
        position = self.position
        now, last = position.turn - 1, position.rules.turns
        ticks = {now: "now", last: position.date_of(last)}
        ticks.setdefault(0, position.date_of(1))
        ticks.setdefault((now + last + 1) // 2, position.date_of((now + last + 1) // 2))
        return tuple(ticks.items())

    def _draw_odds(self, shown: Forecasted) -> None:
        board = self.query_one(OddsBoard)
        board.view = replace(
            board.view,
            fates=list_fates(self.position, shown.forecast, shown.rival),
            good=shown.forecast.good,
            rival_good=shown.rival.good,
            rival=self._rival_word(),
            bands=self.wide,
        )

    def _rival_word(self) -> str:
        return "kept plan" if self.rival is self.kept else "nothing"

    def _write_heading(self) -> Content:
        position, width = self.position, self.size.width
        margin = 1 if self.has_class("-narrow") else 2
        row = Row(width).put(margin, f"{glyphs_of(self.app).logo} BUFFER STATE", "bold $gold")
        if width >= 96:
            row.put(margin + 17, position.scenario.scenario.title, "$soft")
        when = Content.assemble(
            ("forecast from ", "$faint"), (position.date_of(position.turn), "bold $bright"),
            (f", turn {position.turn} of {position.length}", "$faint"),
        )  # fmt: skip
        return row.end(width - margin, when).content()

    def _write_head(self) -> Content:
        """Write what is played and how far, and which line stands for which plan."""
        width = self.size.width - (2 if self.has_class("-narrow") else 4)
        glyphs = glyphs_of(self.app)
        title = Content.assemble(
            ("FORECAST", "bold $bright"), (f"  {self._tell_course()}", "$soft")
        )
        legend = Content.assemble((f"{glyphs.dash * 3} {self._name_rival()}", "$soft"))
        names = ", ".join(name_choices(self.position, self.plan)) or "nothing"
        mine = Content.assemble(
            (glyphs.share * 2, "$gold"), (" your plan  ", "$soft"), (names, "$bright")
        )
        mine = cut(mine, width - legend.cell_length - 2)
        rows = (spread(title, self._tell_progress(), width), spread(mine, legend, width))
        return Content("\n").join(rows)

    def _tell_course(self) -> str:
        """Return how the seat goes on after the plan."""
        return f"the plan, then you go on {name_course(self.foresight.practised)}"

    def _name_rival(self) -> str:
        """Return what the plan is compared with."""
        return "do nothing" if self.rival is not self.kept else "the plan you kept"

    def _tell_progress(self) -> Content:
        shown = self.shown
        if shown is None:
            return Content.assemble((f"of {FUTURES:,} futures", "$faint"))
        if shown.forecast.tried < FUTURES:
            return Content.assemble(
                (f"{shown.forecast.tried:,}", "bold $bright"),
                (f" of {FUTURES:,} futures", "$faint"),
            )
        luck = "" if self.has_class("-narrow") else "  same luck for both plans"
        return Content.assemble((f"of {FUTURES:,} futures", "$soft"), (luck, "$faint"))

    def _tell(self, shown: Forecasted) -> Content:
        name = "Doing nothing now" if self.rival is not self.kept else "The plan you kept"
        pieces = tell_difference(self.position, shown.forecast, shown.rival, name)
        styled = [
            (piece, "bold $bright" if place % 2 else "$soft") for place, piece in enumerate(pieces)
        ]
        return cut(Content.assemble(*styled), self.size.width - 4)

    # ------------------------------------------------------------------ keys

    def action_turn(self, way: int) -> None:
        """Show the next gauges, or those before."""
        if self.shown is not None and self.shown.forecast.fans:
            self.first = (self.first + way) % len(self.shown.forecast.fans)
            self._draw_fans(self.shown)

    def action_bands(self) -> None:
        """Show the outer bands or leave them out."""
        self.wide = not self.wide
        self.draw()

    def action_compare(self) -> None:
        """Compare with the other of: doing nothing, and the plan that was kept."""
        if self.kept is None or same_plan(self.kept, self.plan):
            told = (
                "Keep a plan with {forecast.keep}, change the plan on the desk, "
                "and {forecast.compare} compares the two."
            )
            self.notify(write_keys(told, self.app), markup=False)
            return
        self.rival = SILENCE if self.rival is self.kept else self.kept
        self.look_ahead()

    def action_keep_plan(self) -> None:
        """Keep this plan to compare others of this turn with it."""
        self.kept = self.plan
        self.notify("Kept: other plans of this turn can be compared with it.", markup=False)

    def action_leave(self) -> None:
        """Go back to the desk."""
        self.dismiss(self.kept)
