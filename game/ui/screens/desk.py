"""The desk, where a turn is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.reactive import var
from textual.timer import Timer

from game.engine import SILENCE, Plan, Report
from game.errors import ChoiceError
from game.ui.commands import DESK_COMMANDS, ROW, SHORT_ROW, Command, find_lack
from game.ui.desk.countdowns import mark_ends
from game.ui.desk.header import describe_thread
from game.ui.desk.outlook import Prospect
from game.ui.desk.planning import choose_answer, list_silences, refuse_plan, toggle_order
from game.ui.desk.position import Position
from game.ui.keyboard.keyboard import keyboard_of, write_keys
from game.ui.messages import (
    AnswerChosen,
    CommandAsked,
    Foreseen,
    OrderToggled,
    ShowCauses,
    ShowEffects,
)
from game.ui.panels.asks import AsksPanel
from game.ui.panels.front import FrontRow
from game.ui.panels.heading import HeadingBar
from game.ui.panels.keyrow import DeskKeys
from game.ui.panels.lesson import LessonCard
from game.ui.panels.panel import Panel
from game.ui.panels.planbar import PlanBar
from game.ui.panels.quarters import Quarters
from game.ui.panels.tabs import TABS, TabsBar
from game.ui.requests import PlayGame, ShowTitle
from game.ui.screens.doors import Doors, open_report
from game.ui.screens.guided import GuidedScreen
from game.ui.screens.outlook import Outlook
from game.ui.widgets.thread import Thread

if TYPE_CHECKING:
    from game.archive.game import Game

FULL = (116, 38)
"""Columns and rows from which on all regions stand side by side."""

BROAD = 160
"""Columns from which on the dispatches stand beside the gauges."""

BRIEFLY = 3.0
"""Seconds for which it is said why a key does nothing."""

REST = 1.0
"""Seconds after a change of the plan before it is kept on the disk, as no power cut asks first."""


class DeskScreen(GuidedScreen[None]):
    """All that a turn needs; it owns the game, the regions only see position and plan."""

    CSS_PATH = ["desk.tcss", "lesson.tcss"]

    BINDINGS = [command.binding() for command in DESK_COMMANDS]

    ALL_COMMANDS: tuple[Command, ...] = DESK_COMMANDS
    """What can be done, as help and palette list it."""
    ROWS: tuple[tuple[Command, ...], tuple[Command, ...]] = (ROW, SHORT_ROW)
    """What stands in the row of keys, and what does where rows are short."""
    COMMIT_WORD = "Commit"
    """What the gold chip says."""

    position: var[Position | None] = var(None)
    """Where the game stands."""
    plan: var[Plan] = var(SILENCE)
    """What is planned."""
    prospect: var[Prospect | None] = var(None)
    """What the plan leads to."""
    compact: var[bool] = var(False)
    """Whether the regions are tabs."""
    tab: var[str] = var("table")
    """The open tab."""
    capital: var[bool] = var(False)
    """Whether small letters answer a demand, so that commands have capitals."""
    closed: var[frozenset[str]] = var(frozenset())
    """The commands that cannot be given now."""

    def __init__(self, game: Game) -> None:
        """Sit down at a game."""
        super().__init__()
        self.game = game
        self.past: list[Plan] = []
        self.rest: Timer | None = None
        position = Position.of(game)
        self.outlook = Outlook(self, position)
        self.doors = Doors(self)
        self.set_reactive(DeskScreen.position, position)
        self.set_reactive(DeskScreen.plan, game.draft)

    def compose(self) -> ComposeResult:
        """Lay out all regions; the stylesheet decides which are shown where."""
        position = Position.of(self.game)
        self.set_class(position.scenario.map is None, "-mapless")
        yield self._bind(self.make_heading())
        yield Thread(id="thread")
        front = FrontRow(len(position.scenario.desk.countdowns), id="counts")
        yield front.data_bind(DeskScreen.position, DeskScreen.compact)
        yield self._bind(TabsBar(id="tabs")).data_bind(DeskScreen.tab)
        quarters = Quarters(position, id="table")
        yield quarters.data_bind(DeskScreen.position, DeskScreen.plan, DeskScreen.compact)
        plan = self._bind(PlanBar(self.COMMIT_WORD, id="plan"))
        yield plan.data_bind(DeskScreen.prospect, DeskScreen.closed)
        keys = self._bind(DeskKeys(*self.ROWS, id="keys"))
        yield keys.data_bind(DeskScreen.capital, DeskScreen.closed)

    def make_heading(self) -> HeadingBar:
        """Return the first row."""
        return HeadingBar(id="heading")

    def _bind(self, panel: Panel) -> Panel:
        return panel.data_bind(DeskScreen.position, DeskScreen.plan, DeskScreen.compact)

    @property
    def quarters(self) -> Quarters:
        """The regions with lists, and the map."""
        return self.query_one(Quarters)

    def on_mount(self) -> None:
        """Begin at what is asked, or at the orders."""
        self.on_resize()
        self.watch_position(self.position)
        self._weigh_commands()
        self._warn()
        self.quarters.take_cursor()

    # ------------------------------------------------------------------ what changes

    def watch_position(self, position: Position | None) -> None:
        """Mark on the line of turns what is coming, and play futures of the new turn."""
        if position is not None:
            self.query_one(Thread).line = describe_thread(position, mark_ends(position))
            self.outlook.begin_turn(position)
            self.call_after_refresh(self.look_ahead)

    def watch_plan(self, plan: Plan) -> None:
        """Play futures of the plan, and keep it as soon as it rests."""
        self.look_ahead()
        self._weigh_commands()
        if self.rest is not None:
            self.rest.stop()
        self.rest = None if plan == self.game.draft else self.set_timer(REST, self.keep)

    def watch_tab(self, tab: str) -> None:
        """Show the regions of a tab."""
        for name, _ in TABS:
            self.set_class(name == tab, f"-tab-{name}")

    def watch_compact(self, compact: bool) -> None:
        """Show the regions side by side, or as tabs."""
        self.set_class(compact, "-tabs")
        self.set_class(not compact, "-full")

    def look_ahead(self) -> None:
        """Play futures of the plan."""
        self.outlook.look_ahead(self.plan)

    @on(Foreseen)
    def _take_prospect(self, message: Foreseen) -> None:
        """Show what was foreseen, unless the plan has changed meanwhile."""
        if message.position is self.position and message.plan == self.plan:
            self.prospect = message.prospect

    def on_resize(self) -> None:
        """Choose between regions side by side and tabs, for the room that there is."""
        width, height = self.size
        self.compact = width < FULL[0] or height < FULL[1]
        self.set_class(not self.compact and width >= BROAD, "-broad")
        self.quarters.set_columns(width)

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
        rows = self.quarters.orders.orders.rows
        row = next((each for each in rows if each.id == message.action), None)
        if row is not None and not row.open:
            reason = row.closed or "the plan leaves too little for it"
            self.notify(f"{row.label}: {reason}", markup=False)
            return
        self.change_plan(toggle_order(self.plan, message.action))

    @on(AnswerChosen)
    def _choose_answer(self, message: AnswerChosen) -> None:
        self.change_plan(choose_answer(self.plan, message.event, message.option))

    def action_undo(self) -> None:
        """Take back the last change of the plan."""
        if self.past:
            self.plan = self.past.pop()

    def action_commit(self) -> None:
        """Commit the plan."""
        self.commit()

    @work(group="commit", exclusive=True)
    async def commit(self) -> None:
        """Play the turn, after a question where silence would answer or the game may end."""
        position = self.position
        if position is None or self.game.over:
            return
        silences = list_silences(position, self.plan)
        endings = self.prospect.endings if self.prospect else ()
        if silences or endings:
            from game.ui.screens.question import QuestionScreen

            if not await self.app.push_screen_wait(QuestionScreen(silences, endings)):
                return
        try:
            reports = self.game.commit(self.plan)
        except ChoiceError as error:
            self.notify(str(error), markup=False)
            return
        await self._begin_turn(reports)

    def _warn(self) -> None:
        """Say why the game could not be kept, if it could not."""
        if self.game.trouble:
            self.notify(self.game.trouble, severity="warning", markup=False)

    async def _begin_turn(self, reports: tuple[Report, ...]) -> None:
        """Show what happened, then the next opening or the end."""
        self.app.clear_notifications()
        self.past.clear()
        self.prospect = None
        self.plan = self.game.draft
        self.position = Position.of(self.game)
        self._warn()
        await self.app.push_screen_wait(open_report(self.game, reports))
        if self.game.over:
            self.post_message(PlayGame(self.game))
        else:
            self.tab = "table"
            self.quarters.take_cursor()
            await self.query_one(LessonCard).point_out()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let small letters answer while a demand has the cursor."""
        self.capital = isinstance(event.widget, AsksPanel) and bool(event.widget.asks)
        self._weigh_commands()

    # ------------------------------------------------------------------ commands

    @on(CommandAsked)
    async def _give_command(self, message: CommandAsked) -> None:
        command = next(each for each in self.ALL_COMMANDS if each.id == message.id)
        await self.run_action(command.action)

    def why_not(self, command: str) -> str | None:
        """Return why a command cannot be given now; none if it can."""
        match command:
            case "undo" if not self.past:
                return "nothing has been changed in this turn"
            case "causes" if self.explanation is None:
                return "put the cursor on a number, an order or an answer first"
            case "lesson" if self.query_one(LessonCard).slate is None:
                return "no lesson is open"
            case "rewind":
                return self.game.refuse_return(self.game.turn - 1)
        return find_lack(self.game.rules.scenario, command)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done."""
        names = parameters if action == "sheet" else (action, *parameters)
        command = "-".join(map(str, names))
        return None if self.why_not(command) else True

    def _weigh_commands(self) -> None:
        self.closed = frozenset(each.id for each in self.ALL_COMMANDS if self.why_not(each.id))

    def on_key(self, event: events.Key) -> None:
        """Say why the command of a key cannot be given now, unless the region takes the key."""
        keyboard = keyboard_of(self.app)
        for command in self.ALL_COMMANDS:
            if command.id in self.closed and event.key in keyboard.keys(command.binding_id):
                active, reason = self.active_bindings.get(event.key), self.why_not(command.id)
                if active is not None and active.node is self and reason is not None:
                    event.stop()
                    self.notify(f"Not now: {reason}.", timeout=BRIEFLY, markup=False)
                return

    @property
    def explanation(self) -> ShowCauses | ShowEffects | None:
        """What asks why for the number or the choice under the cursor."""
        explain = getattr(self.focused, "explain", None)
        found: ShowCauses | ShowEffects | None = explain() if explain else None
        return found

    @on(ShowCauses)
    @on(ShowEffects)
    def _explain(self, message: ShowCauses | ShowEffects) -> None:
        self.doors.explain(message)

    def action_sheet(self, name: str) -> None:
        """Open the sheet of a command."""
        self.doors.open(name)

    def action_tab(self, name: str) -> None:
        """Open a tab, or give the cursor to the region where all stand side by side."""
        self.tab = name
        if name == "table":
            self.quarters.take_cursor()
            return
        regions = {"map": "#places" if self.compact else "#legend", "state": "#gauges"}
        region = self.query_one(regions.get(name, f"#{name}"))
        if region.display:
            region.focus()
        elif name == "news":
            self.action_sheet("news")

    async def action_lesson(self) -> None:
        """Go on in the lesson, or to where it points."""
        await self.query_one(LessonCard).go_on()

    def action_lessons(self) -> None:
        """Take the lessons away for the rest of the game, or bring them back."""
        card = self.query_one(LessonCard)
        card.hidden = not card.hidden
        if card.hidden:
            told = "No lessons any more; {desk.lessons} brings them back."
            self.notify(write_keys(told, self.app), markup=False)

    def action_help(self) -> None:
        """Show the keys."""
        from game.ui.screens.help import HelpScreen

        reasons = {each.id: self.why_not(each.id) for each in self.ALL_COMMANDS}
        self.app.push_screen(HelpScreen(self.ALL_COMMANDS, reasons, self.live_keys()))

    def action_save(self) -> None:
        """Keep the game as it stands, with its plan."""
        self.keep()
        self.notify(self.game.trouble or "The game is kept.", markup=False)

    def keep(self) -> None:
        """Keep the game on the disk, with its plan."""
        if not self.game.over:
            self.game.keep(self.plan)

    def action_leave(self) -> None:
        """Keep the game and leave for the title."""
        self.keep()
        self.post_message(ShowTitle())
