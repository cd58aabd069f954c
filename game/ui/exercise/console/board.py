"""A board of the console: a heading above rows, each of which stands for something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from game.ui.widgets.roster import Build, Roster


class BoardRows(Roster):
    """The rows of a board."""

    def action_pick(self) -> None:
        """Tell what stands under the cursor now, and not when the message is read."""
        board = self.parent
        if isinstance(board, Board) and board.under is not None:
            board.post_message(Board.Picked(board, board.under))


class Board(Vertical):
    """A heading and a list; what its rows stand for is handed down, what is picked is told."""

    DEFAULT_CSS = """
    Board { height: 1fr; }
    Board > .heading { height: 1; padding: 0 0 0 3; color: $soft; text-style: bold; }
    """

    @dataclass
    class Picked(Message):
        """A row was chosen with enter or a click."""

        board: Board
        """The board."""
        row: Any
        """What the row stands for."""

    def __init__(self, name: str, title: str) -> None:
        """Start empty."""
        super().__init__(id=name, classes="board")
        self.title = title
        self.rows: tuple[Any, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out both."""
        yield Static(Content(self.title), classes="heading")
        yield BoardRows(id=f"{self.id}-rows")

    @property
    def roster(self) -> Roster:
        """The list."""
        return self.query_one(Roster)

    @property
    def under(self) -> Any:
        """What the cursor rests on; none where there are no rows."""
        cursor = self.roster.cursor
        return self.rows[cursor] if cursor < len(self.rows) else None

    def head(self, text: str) -> None:
        """Change the heading."""
        self.query_one(".heading", Static).update(Content(text))

    def show(self, rows: tuple[Any, ...], build: Build) -> None:
        """Show other rows; the cursor stays where it is.

        Args:
            rows: What they stand for.
            build: Builds their entries.
        """
        self.rows = rows
        self.roster.show(build, self.roster.cursor)

    def follow(self, rows: tuple[Any, ...]) -> None:
        """Let the cursor stay at what it rests on, wherever that stands among other rows."""
        if self.under in rows:
            self.roster.set_reactive(Roster.cursor, rows.index(self.under))
