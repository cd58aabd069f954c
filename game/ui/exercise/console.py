"""White's console: every world at a glance, what waits, the MSEL, the log, each action on a key."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.lease import Lease
from game.exercise.sessions import Session
from game.exercise.white import InjectLine, QueueItem, SeatLine, WhiteView, WorldView, white_view
from game.ui.commands import HELP, Command
from game.ui.exercise.boards import list_injects, list_log, list_queue, list_seats, list_worlds
from game.ui.exercise.commands import ANALYST_ROW, CONSOLE_COMMANDS, CONSOLE_MOVES, CONSOLE_ROW
from game.ui.exercise.console_head import ConsoleHead
from game.ui.exercise.control import Control
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.roster import Build, Roster

T = TypeVar("T")
"""A row of a board."""

BOARDS = ("worlds", "seats", "queue", "msel", "log")
"""The boards, in the order of their keys."""

LEAST_LOG = 9
"""Rows that the log has in any case where all boards stand side by side, its heading included."""

WIDE, TALL = 116, 34
"""Columns and rows from which on all boards stand side by side."""


class Board(Vertical):
    """A heading and a list."""

    DEFAULT_CSS = """
    Board { height: 1fr; }
    Board > .heading { height: 1; padding: 0 0 0 3; color: $soft; text-style: bold; }
    """

    def __init__(self, name: str, title: str) -> None:
        """Start empty."""
        super().__init__(id=name, classes="board")
        self.title = title

    def compose(self) -> ComposeResult:
        """Lay out both."""
        yield Static(Content(self.title), classes="heading")
        yield Roster(id=f"{self.id}-rows")

    @property
    def roster(self) -> Roster:
        """The list."""
        return self.query_one(Roster)

    def head(self, text: str) -> None:
        """Change the heading."""
        self.query_one(".heading", Static).update(Content(text))


class ConsoleScreen(Control):
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
        before, self.seen, self.seen_at = self.seen, found, time.monotonic()
        if before is not None:
            self._follow("queue", before.queue, found.queue)
            # Who reads the newest entry reads on with what comes; who has gone down stays there.
            if self.board_of("log").roster.cursor:
                self._follow("log", before.log[::-1], found.log[::-1])
        self.draw_boards()

    def _follow(self, name: str, before: tuple[Any, ...], now: tuple[Any, ...]) -> None:
        """Let a board's cursor stay at its row, wherever that stands now."""
        roster = self.board_of(name).roster
        if roster.cursor < len(before) and before[roster.cursor] in now:
            roster.set_reactive(Roster.cursor, now.index(before[roster.cursor]))

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

    def draw_boards(self) -> None:
        """Draw every board."""
        view = self.seen
        if view is None:
            return
        self._draw_head()
        self._share_rows(view)
        self._fill_worlds(view)
        self._fill_seats()
        self._fill("queue", lambda width, _: list_queue(view, width))
        self._fill("msel", lambda width, _: list_injects(view, width))
        self._fill("log", lambda width, _: list_log(view, width))

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
        self._fill("worlds", lambda width, _: list_worlds(view, width, passed))

    def _fill_seats(self) -> None:
        world, asked = self.world, self.seen is not None and self.seen.turnout.open
        self.board_of("seats").head(f"SEATS of {world.label}" if world else "SEATS")
        self._fill("seats", lambda width, glyphs: list_seats(world, asked, width, glyphs))

    def _fill(self, name: str, build: Build) -> None:
        roster = self.board_of(name).roster
        roster.show(build, roster.cursor)

    @on(Roster.Moved, "#worlds-rows")
    def _follow_world(self) -> None:
        """Show the seats of the world under the cursor."""
        if self.seen is not None:
            self._fill_seats()

    @on(Roster.Picked)
    async def _pick(self, message: Roster.Picked) -> None:
        """Do what enter means on a board."""
        await self.run_action("answer")

    # ------------------------------------------------------------------ under the cursors

    def _under(self, name: str, rows: tuple[T, ...]) -> T | None:
        cursor = self.board_of(name).roster.cursor
        return rows[cursor] if 0 <= cursor < len(rows) else None

    @property
    def world(self) -> WorldView | None:
        """The world under the cursor."""
        return self._under("worlds", self.seen.worlds) if self.seen else None

    @property
    def seat(self) -> SeatLine | None:
        """The seat under the cursor."""
        world = self.world
        return self._under("seats", world.seats) if world else None

    @property
    def item(self) -> QueueItem | None:
        """What waits, under the cursor."""
        return self._under("queue", self.seen.queue) if self.seen else None

    @property
    def inject(self) -> InjectLine | None:
        """The inject under the cursor."""
        return self._under("msel", self.seen.injects) if self.seen else None

    @property
    def entry(self) -> Event | None:
        """The entry under the log's cursor, while that board has it."""
        if self.seen is None or self.board != "log":
            return None
        return self._under("log", self.seen.log[::-1])

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
