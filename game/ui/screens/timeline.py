"""The timeline: every turn of the game, two compared, and the ways back and to other branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Static

from game.archive.timeline import Moment
from game.engine import Plan
from game.errors import BufferStateError
from game.ui.desk.timeline import (
    tell_moment,
    tell_return,
)
from game.ui.glyphs import glyphs_of
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import write_keys
from game.ui.requests import PlayGame
from game.ui.screens.sheet import Sheet, SheetHead
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.moment import moment_rows
from game.ui.widgets.turn_table import TurnTable

if TYPE_CHECKING:
    from game.archive.game import Game

LOOK = (
    Key("enter", "report", "report"),
    Key("{timeline.mark}", "mark", "mark"),
    Key("{timeline.compare}", "compare", "compare"),
)
"""The keys that only look."""

ACT = (
    Key("{timeline.rewind}", "go back", "rewind"),
    Key("{timeline.next}", "branches", "look(1)"),
    Key("{timeline.switch}", "switch", "switch"),
    Key("{timeline.rename}", "name", "rename"),
)
"""The keys of a game that can be gone back in."""

GAUGES = Key("{timeline.gauges-before}{timeline.gauges-after}", "gauges")
"""The keys where not all gauges fit."""

MARK_FIRST = "mark a turn with {timeline.mark}, then compare another one with it"
PLAYED = "this branch is played already; {timeline.next} looks at another"
KEPT = "the branch that is played cannot be forgotten; {timeline.next} looks at another"


class TimelineScreen(Sheet[None]):
    """The turns of a game; its branches can be looked at without being played."""

    CSS_PATH = "timeline.tcss"

    BINDINGS = [
        bind("timeline.rewind", "rewind"),
        bind("timeline.mark", "mark"),
        bind("timeline.compare", "compare"),
        bind("timeline.next", "look(1)", priority=True),
        bind("timeline.previous", "look(-1)", priority=True),
        bind("timeline.gauges-after", "gauges(1)", priority=True),
        bind("timeline.gauges-before", "gauges(-1)", priority=True),
        bind("timeline.switch", "switch"),
        bind("timeline.rename", "rename"),
        bind("timeline.forget", "forget"),
        bind("timeline.leave", "leave"),
    ]

    TITLE_TEXT = "TIMELINE"

    KEYS = LOOK

    HINTS = {"enter": "read the report of the turn again"}

    def __init__(self, game: Game, plan: Plan | None = None, back: int | None = None) -> None:
        """Take a game.

        Args:
            game: The game, in progress or over.
            plan: The plan of its open turn.
            back: A turn of which it is asked at once whether to go back to it.
        """
        super().__init__()
        self.game = game
        self.plan = plan
        self.back = back
        self.shown = game
        self.marked: tuple[str, Moment] | None = None

    # ------------------------------------------------------------------ what is shown

    def compose_body(self) -> ComposeResult:
        """Lay out the branches, the table, and the turn under the cursor."""
        branches = Static(id="branches")
        branches.auto_links = False
        yield branches
        yield TurnTable(self.game, id="turns")
        with VerticalScroll(id="account", can_focus=False):
            yield Static(id="told")

    @property
    def table(self) -> TurnTable:
        """The table."""
        return self.query_one("#turns", TurnTable)

    @property
    def moment(self) -> Moment:
        """The turn under the cursor."""
        return self.table.moment

    def on_mount(self) -> None:
        """Begin at the open turn, or where it is asked whether to go back."""
        self.table.focus()
        self.show_game(self.game)
        if self.back is not None:
            self.table.move_cursor(row=max(0, self.back - 1))
            self.call_after_refresh(self.action_rewind)

    def show_game(self, game: Game) -> None:
        """Show a branch."""
        self.shown = game
        self.query_one(SheetHead).tell(self._remark())
        self.query_one("#branches", Static).update(self._write_branches())
        self.query_one("#branches").display = bool(self.game.branches)
        self.table.show_game(game, self._find_mark())

    def _find_mark(self) -> Moment | None:
        """Return the marked turn, if it is one of the branch that is shown."""
        branch, moment = self.marked or ("", None)
        return moment if branch == self.shown.branch else None

    def _remark(self) -> str:
        game = self.game
        reason = game.refuse_return(1)
        if reason is not None and game.turns:
            return reason
        taken = f"{len(game.rewinds)} taken back" if game.rewinds else ""
        return "   ".join(filter(None, (taken, game.mode)))

    def _write_branches(self) -> Content:
        """Write the names of the branches: a full sign for the one that is played."""
        glyphs = glyphs_of(self.app)
        pieces = [Content.assemble(("branches", "$faint"))]
        for place, name in enumerate(self._names()):
            sign = glyphs.spent if name == self.game.branch else glyphs.left
            style = "bold reverse $bright" if name == self.shown.branch else "$soft"
            click = f" @click=screen.look_at({place})"
            pieces.append(Content.assemble((f"{sign} ", "$gold"), (f" {name} ", f"{style}{click}")))
        return Content("  ").join(pieces)

    def _names(self) -> list[str]:
        return [self.game.branch, *(branch.name for branch in self.game.branches)]

    @on(TurnTable.Filled)
    def _name_keys(self) -> None:
        """Name the keys that turn to other gauges where not all fit."""
        acts = () if self.game.refuse_return(1) else ACT if self.game.branches else ACT[:1]
        more = () if self.table.whole else (GAUGES,)
        self.query_one(KeyRow).keys = (*LOOK, *acts[:2], *more, *acts[2:])

    def action_gauges(self, way: int) -> None:
        """Show the gauges that follow, or those before."""
        self.table.turn_gauges(way)

    @on(DataTable.RowHighlighted)
    def show_moment(self) -> None:
        """Tell of the turn under the cursor in full."""
        room = self.query_one("#account")
        told = tell_moment(self.shown, self.moment)
        rows = moment_rows(told, max(20, room.size.width - 5), glyphs_of(self.app))
        self.query_one("#told", Static).update(Content("\n").join(rows))
        room.scroll_home(animate=False)

    # ------------------------------------------------------------------ what only looks

    @on(DataTable.RowSelected)
    def action_report(self) -> None:
        """Read the report of the turn again."""
        from game.ui.screens.report import ReportScreen

        if self.moment.report is None:
            self.say("it has no report yet" if not self.shown.over else "the end has no report")
            return
        self.app.push_screen(ReportScreen(self.shown, (self.moment.report,)))

    def action_mark(self) -> None:
        """Mark the turn, or take its mark away."""
        here = (self.shown.branch, self.moment)
        self.marked = None if self.marked == here else here
        self.table.mark(self._find_mark())

    def action_compare(self) -> None:
        """Compare the turn with the marked one, or with the one before."""
        from game.ui.screens.comparison import ComparisonScreen

        here = (self.shown.branch, self.moment)
        place = self.table.moments.index(self.moment)
        before = (self.shown.branch, self.table.moments[place - 1]) if place else None
        other = self.marked or before
        if other is None or other == here:
            self.say(write_keys(MARK_FIRST, self.app))
            return
        self.app.push_screen(ComparisonScreen(self.game, other, here))

    def action_look(self, way: int) -> None:
        """Look at the next branch or the one before."""
        names = self._names()
        if len(names) < 2:
            self.say("there is one branch; going back leaves another")
            return
        self.action_look_at((names.index(self.shown.branch) + way) % len(names))

    def action_look_at(self, place: int) -> None:
        """Look at a branch by its place."""
        name = self._names()[place]
        if name == self.game.branch:
            self.show_game(self.game)
        else:
            self.follow(name)

    @work(thread=True, exclusive=True, group="branch")
    def follow(self, name: str) -> None:
        """Play a branch again in the background, and show it."""
        try:
            found = self.game.follow(name)
        except BufferStateError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self.show_game, found)

    def say(self, words: str) -> None:
        """Tell why something was not done."""
        self.notify(f"{words[:1].upper()}{words[1:]}.", markup=False)

    # ------------------------------------------------------------------ what changes the game

    @work(exclusive=True, group="timeline")
    async def action_rewind(self) -> None:
        """Go back to the turn under the cursor, after a question."""
        from game.ui.screens.form import ChoiceScreen, Option

        turn, shown = self.moment.turn, self.shown
        reason = self.game.refuse_return(turn) if shown is self.game else shown.refuse_return(turn)
        if reason is not None:
            self.say(f"not now: {reason}")
            return
        question = ChoiceScreen(
            f"BACK TO TURN {turn}, {self.moment.date.upper()}?",
            (Option("back", "y", "go back"),), tell_return(shown, turn),
        )  # fmt: skip
        if await self.app.push_screen_wait(question):
            self.change(shown, turn)

    def action_switch(self) -> None:
        """Go on with the branch that is shown."""
        if self.shown is self.game:
            self.say(write_keys(PLAYED, self.app))
        else:
            self.change(self.shown)

    @work(thread=True, exclusive=True, group="branch")
    def change(self, shown: Game, turn: int | None = None) -> None:
        """Switch to a branch, go back to a turn of it, and sit down there."""
        game = self.game
        try:
            if shown is not game:
                game.switch(shown.branch, self.plan)
            if turn is not None:
                game.rewind(turn, self.plan if shown is game else None)
        except BufferStateError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self.post_message, PlayGame(game))

    @work(exclusive=True, group="timeline")
    async def action_rename(self) -> None:
        """Name the branch that is shown."""
        from game.ui.screens.form import Field, FormScreen

        name = self.shown.branch
        if not name:
            return
        form = FormScreen("NAME THE BRANCH", (Field("name", "its name", name),))
        answers = await self.app.push_screen_wait(form)
        if not answers or answers["name"] == name:
            return
        try:
            self.game.rename(name, answers["name"])
        except BufferStateError as error:
            self.say(str(error))
            return
        self._look_anew(self.game.branch if self.shown is self.game else answers["name"])

    @work(exclusive=True, group="timeline")
    async def action_forget(self) -> None:
        """Forget the branch that is shown, after a question."""
        from game.ui.screens.form import ChoiceScreen, Option

        if self.shown is self.game:
            self.say(write_keys(KEPT, self.app))
            return
        name = self.shown.branch
        known = (f"Its {len(self.shown.turns)} turns cannot be had back.",)
        question = ChoiceScreen(f"FORGET “{name}”?", (Option("yes", "y", "forget it"),), known)
        if await self.app.push_screen_wait(question):
            self.game.forget(name)
            self.show_game(self.game)

    def _look_anew(self, name: str) -> None:
        """Show a branch after its name has changed."""
        place = [each.casefold() for each in self._names()].index(" ".join(name.split()).casefold())
        self.action_look_at(place)
