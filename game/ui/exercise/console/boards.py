"""The boards of the console, all side by side where there is room, else one at a time."""

from __future__ import annotations

import time

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from game.exercise.white import WhiteView
from game.ui.exercise.console.board import Board
from game.ui.exercise.console.rows import (
    WAYS,
    list_injects,
    list_log,
    list_queue,
    list_seats,
    list_worlds,
)
from game.ui.exercise.console.white import Sight
from game.ui.widgets.roster import Roster

BOARDS = {"worlds": "worlds", "seats": "seats", "queue": "waiting", "msel": "injects", "log": "log"}
"""The boards in the order of their keys, and what they are called in the row of tabs."""

LEAST_LOG = 9
"""Rows that the log has in any case where all boards stand side by side, its heading included."""

WIDE, TALL = 116, 34
"""Columns and rows from which on all boards stand side by side."""


class Boards(Vertical):
    """All boards; each is drawn from what white sees."""

    DEFAULT_CSS = "Boards { height: 1fr; }"

    board: var[str] = var("worlds")
    """The board that has the cursor."""

    def __init__(self) -> None:
        """Start with nothing known."""
        super().__init__(id="boards")
        self.view: WhiteView | None = None
        self.since = time.monotonic()

    def compose(self) -> ComposeResult:
        """Lay out all boards; the stylesheet decides which are shown where."""
        yield Static("", id="tabs")
        with Horizontal(id="upper"):
            with Vertical(id="west"):
                yield Board("worlds", "WORLDS")
                yield Board("seats", "SEATS")
            with Vertical(id="east"):
                yield Board("queue", "WHAT WAITS")
                yield Board("msel", "INJECTS")
        yield Board("log", "LOG")

    def __getitem__(self, name: str) -> Board:
        """Return a board by its name."""
        return self.query_one(f"#{name}", Board)

    def on_mount(self) -> None:
        """Begin at the worlds."""
        self["worlds"].roster.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the boards for the room that there is."""
        width, height = self.app.size
        wide = width >= WIDE and height >= TALL
        self.set_class(wide, "-wide")
        self.set_class(not wide, "-tabs")
        self._share_rows()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Note which board has the cursor."""
        if event.widget.parent is not None and event.widget.parent.id in BOARDS:
            self.board = event.widget.parent.id

    def watch_board(self, board: str) -> None:
        """Show the board where there is room for one alone."""
        tabs = Content("")
        for number, (name, word) in enumerate(BOARDS.items(), start=1):
            self.set_class(name == board, f"-board-{name}")
            here = "bold reverse $bright" if name == board else "$soft"
            tabs += Content.assemble((f" {number}", "$gold"), (f" {word} ", here), "  ")
        self.query_one("#tabs", Static).update(tabs)

    def show(self, view: WhiteView, own: bool) -> None:
        """Show what white sees; cursors stay at what they are on.

        Args:
            view: What white sees.
            own: Whether something was done here since the last view.
        """
        self.view, self.since = view, time.monotonic()
        # Who reads the newest entry reads on with what comes; who has gone down stays there.
        if self["log"].roster.cursor:
            self["log"].follow(view.log[::-1])
        self._share_rows()
        self.tell_time()
        self._show_seats()
        self.show_queue(keep=self.board == "queue" and not own)
        self["msel"].show(view.injects, lambda width, _: list_injects(view, width))
        self["log"].show(view.log[::-1], lambda width, _: list_log(view, width))

    def show_queue(self, keep: bool) -> None:
        """Show what waits.

        What is answered elsewhere just when white is about to answer it must not put the next thing
        under the key.

        Args:
            keep: Whether what has gone from under the cursor stays there, marked as gone.
        """
        board, waiting = self["queue"], self.view.queue if self.view else ()
        items, under, cursor = waiting, board.under, board.roster.cursor
        if keep and under not in waiting and under is not None and under.kind in WAYS:
            items = (*waiting[:cursor], under, *waiting[cursor:])
        board.follow(items)
        board.show(items, lambda width, _: list_queue(items, waiting, width))

    def _share_rows(self) -> None:
        """Give the boards the rows that they fill, where all stand side by side; the log the rest.

        Each board has a heading above its rows and a blank row below them.
        """
        view, wide = self.view, self.has_class("-wide")
        if view is None:
            return
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

    def tell_time(self) -> None:
        """Let the clocks of the worlds go on."""
        view, passed = self.view, time.monotonic() - self.since
        if view is not None:
            self["worlds"].show(view.worlds, lambda width, _: list_worlds(view, width, passed))

    @on(Roster.Moved, "#worlds-rows")
    def _show_seats(self) -> None:
        """Show the seats of the world under the cursor."""
        if self.view is None:
            return
        world, asked = self["worlds"].under, self.view.turnout.open
        self["seats"].head(f"SEATS of {world.label}")
        self["seats"].show(
            world.seats, lambda width, glyphs: list_seats(world, asked, width, glyphs)
        )

    def sight(self, shown: int) -> Sight | None:
        """Return what is before white's eyes; none before anything was shown.

        Args:
            shown: The last entry of the log that was shown.
        """
        if self.view is None:
            return None
        world, seat, item, inject, entry = (self[name].under for name in BOARDS)
        entry = entry if self.board == "log" else None
        return Sight(self.view, shown, world, seat, item, inject, entry)

    def go_to(self, name: str) -> None:
        """Give a board the cursor."""
        self.board = name
        self[name].roster.focus()
