"""White's console: every world at a glance, what waits, the MSEL, the log, each action on a key."""

from __future__ import annotations

import time
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from game.errors import NotAllowed
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.lease import Lease
from game.exercise.sessions import Session
from game.exercise.white import QueueItem, WhiteView, white_view
from game.ui.commands import HELP, Command
from game.ui.exercise.commands import ANALYST_ROW, CONSOLE_COMMANDS, CONSOLE_MOVES, CONSOLE_ROW
from game.ui.exercise.console import (
    adjudication,
    injects,
    log,
    messages,
    phases,
    projectors,
    queue,
    seats,
    survey,
)  # fmt: skip
from game.ui.exercise.console.board import Board
from game.ui.exercise.console.head import ConsoleHead
from game.ui.exercise.console.rows import (
    list_injects,
    list_log,
    list_queue,
    list_seats,
    list_worlds,
)  # fmt: skip
from game.ui.exercise.console.white import Deeds, Sight, White
from game.ui.exercise.live import Live
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.roster import Roster

BOARDS = ("worlds", "seats", "queue", "msel", "log")
"""The boards, in the order of their keys."""

LEAST_LOG = 9
"""Rows that the log has in any case where all boards stand side by side, its heading included."""

WIDE, TALL = 116, 34
"""Columns and rows from which on all boards stand side by side."""

DEEDS: Deeds = {
    **phases.DEEDS, **seats.DEEDS, **queue.DEEDS, **injects.DEEDS, **adjudication.DEEDS,
    **messages.DEEDS, **log.DEEDS, **survey.DEEDS, **projectors.DEEDS,
}  # fmt: skip
"""All that is done at the console."""


class ConsoleScreen(Live[WhiteView]):
    """All that white needs; it owns what was seen last, the boards only draw it."""

    CSS_PATH = "console.tcss"

    BINDINGS = [each.binding() for each in CONSOLE_COMMANDS if each.keys != "enter"]

    ALL_COMMANDS: tuple[Command, ...] = CONSOLE_COMMANDS

    RESTLESS = True

    board: var[str] = var("worlds")
    """The board that has the cursor."""

    def __init__(self, exercise: Exercise, session: Session) -> None:
        """Sit down as a facilitator, or as an analyst who sees all and touches nothing."""
        super().__init__()
        self.follow(exercise, session)
        self.white = White(self)
        self.lease = Lease(exercise, "")
        self.seen: WhiteView | None = None
        self.seen_at = time.monotonic()

    def compose(self) -> ComposeResult:
        """Lay out all boards; the stylesheet decides which are shown where."""
        yield ConsoleHead()
        yield Static("", id="tabs")
        with Horizontal(id="upper"):
            with Vertical(id="west"):
                yield Board("worlds", "WORLDS")
                yield Board("seats", "SEATS")
            with Vertical(id="east"):
                yield Board("queue", "WHAT WAITS")
                yield Board("msel", "INJECTS")
        yield Board("log", "LOG")
        row = CONSOLE_ROW if self.reader.role == "white" else ANALYST_ROW
        keys = (Key(f"{{{each.binding_id}}}", each.word, each.action) for each in row)
        yield KeyRow(*keys, last=Key("{app.help}", HELP.word, HELP.action), id="keys")

    def on_mount(self) -> None:
        """Begin at the worlds."""
        self._arrange()
        self.board_of("worlds").roster.focus()
        self.begin_looking()

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the boards for the room that there is."""
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.app.size
        wide = width >= WIDE and height >= TALL
        self.set_class(wide, "-wide")
        self.set_class(not wide, "-tabs")
        self._draw_tabs()
        if self.seen is not None:
            self._share_rows(self.seen)

    def board_of(self, name: str) -> Board:
        """Return a board."""
        return self.query_one(f"#{name}", Board)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Note which board has the cursor."""
        for name in BOARDS:
            if event.widget.id == f"{name}-rows":
                self.board = name

    def watch_board(self, board: str) -> None:
        """Show the board where there is room for one alone."""
        for name in BOARDS:
            self.set_class(name == board, f"-board-{name}")
        if self.is_mounted:
            self._draw_tabs()

    def _draw_tabs(self) -> None:
        row = Content("")
        for number, name in enumerate(BOARDS, start=1):
            words = {"queue": "waiting", "msel": "injects"}.get(name, name)
            here = "bold reverse $bright" if name == self.board else "$soft"
            row += Content.assemble((f" {number}", "$gold"), (f" {words} ", here), "  ")
        self.query_one("#tabs", Static).update(row)

    # ------------------------------------------------------------------ what is seen

    def survey(self) -> WhiteView:
        """Return what white sees now."""
        return replace(white_view(self.exercise, self.reader), idle=self.lease.is_idle())

    def show(self, found: WhiteView, fresh: tuple[Event, ...]) -> None:
        """Show what was seen on all boards; cursors stay at what they are on."""
        self.seen, self.seen_at = found, time.monotonic()
        self.board_of("queue").follow(found.queue)
        # Who reads the newest entry reads on with what comes; who has gone down stays there.
        entries = self.board_of("log")
        if entries.roster.cursor:
            entries.follow(found.log[::-1])
        self.draw_boards(found)

    def tell_time(self) -> None:
        """Let the clocks of head and worlds go on."""
        if self.seen is not None and not self.seen.paused:
            self._draw_head()
            self._fill_worlds(self.seen)

    @property
    def passed(self) -> float:
        """Seconds since the view was taken."""
        return time.monotonic() - self.seen_at

    def _draw_head(self) -> None:
        head = self.query_one(ConsoleHead)
        head.view, head.passed = self.seen, self.passed
        head.refresh()

    def draw_boards(self, view: WhiteView) -> None:
        """Draw every board."""
        self._draw_head()
        self._share_rows(view)
        self._fill_worlds(view)
        self._fill_seats(view)
        self.board_of("queue").show(view.queue, lambda width, _: list_queue(view, width))
        self.board_of("msel").show(view.injects, lambda width, _: list_injects(view, width))
        self.board_of("log").show(view.log[::-1], lambda width, _: list_log(view, width))

    def _share_rows(self, view: WhiteView) -> None:
        """Give the boards the rows that they fill, where all stand side by side; the log the rest.

        Each board has a heading above its rows and a blank row below them.
        """
        wide = self.has_class("-wide")
        worlds = 1 + 2 * len(view.worlds)
        west = worlds + 3 + max((len(world.seats) for world in view.worlds), default=0)
        queue = 1 + max(3, 3 * len(view.queue))
        east = queue + 3 + sum(1 + bool(line.inject.expected) for line in view.injects)
        room = self.app.size.height - LEAST_LOG - 3
        upper = min(max(west, east), room)
        shares = {
            "#upper": upper, "#worlds": min(worlds, upper // 2), "#queue": min(queue, upper // 2),
        }  # fmt: skip
        for name, rows in shares.items():
            self.query_one(name).styles.height = rows if wide else "1fr"
        self.query_one("#log").styles.height = "1fr"

    def _fill_worlds(self, view: WhiteView) -> None:
        passed = self.passed
        self.board_of("worlds").show(view.worlds, lambda width, _: list_worlds(view, width, passed))

    def _fill_seats(self, view: WhiteView) -> None:
        world, board = self.board_of("worlds").under, self.board_of("seats")
        board.head(f"SEATS of {world.label}")
        asked = view.turnout.open
        board.show(world.seats, lambda width, glyphs: list_seats(world, asked, width, glyphs))

    @on(Roster.Moved, "#worlds-rows")
    def _follow_world(self) -> None:
        """Show the seats of the world under the cursor."""
        if self.seen is not None:
            self._fill_seats(self.seen)

    # ------------------------------------------------------------------ what is done

    @property
    def sight(self) -> Sight | None:
        """What is before white's eyes; none before anything was shown."""
        if self.seen is None:
            return None
        world, seat, item, inject, entry = (self.board_of(name).under for name in BOARDS)
        entry = entry if self.board == "log" else None
        return Sight(self.seen, self.shown, world, seat, item, inject, entry)

    def why_not(self, command: str) -> str | None:
        """Return why a command cannot be given now; none if it can."""
        deed, sight = DEEDS.get(command), self.sight
        if deed is None:
            return None
        if self.reader.role != "white" and not deed.analysts:
            return "analysts see all and touch nothing but their notes"
        if sight is None:
            return "nothing is known yet"
        try:
            deed.check(sight)
        except NotAllowed as error:
            return str(error)
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done."""
        return None if action == "give" and self.why_not(str(parameters[0])) else True

    def action_give(self, command: str) -> None:
        """Give a command."""
        sight = self.sight
        if sight is not None and self.why_not(command) is None:
            self.run_worker(DEEDS[command].do(self.white, sight), group="dialog")

    def action_answer(self) -> None:
        """Do what enter means on the board that has the cursor."""
        self.board_of(self.board).roster.action_pick()

    @on(Board.Picked)
    def _pick(self, message: Board.Picked) -> None:
        """Do what enter means for what was picked."""
        match message.board.id:
            case "queue":
                self._answer(message.row)
            case "worlds":
                self.action_board("seats")
            case "seats":
                self.action_give("decide")
            case "msel":
                self.action_give("send")
            case _:
                self.action_give("read")

    def _answer(self, item: QueueItem) -> None:
        """Answer what waits."""
        sight = self.sight
        if sight is not None and self.reader.role == "white":
            self.run_worker(queue.answer(self.white, sight, item), group="dialog")

    def action_board(self, name: str) -> None:
        """Give a board the cursor."""
        self.board = name
        self.board_of(name).roster.focus()

    def action_help(self) -> None:
        """Show the keys."""
        from game.ui.screens.help import HelpScreen

        reasons = {each.id: self.why_not(each.id) for each in self.ALL_COMMANDS}
        live = self.live_keys()
        self.app.push_screen(HelpScreen(self.ALL_COMMANDS, reasons, live, CONSOLE_MOVES))

    def action_leave(self) -> None:
        """Leave; the exercise goes on."""
        self.app.exit()
