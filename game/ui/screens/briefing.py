"""The briefing: what a seat is told before its first turn, and whenever it asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from game.archive.briefing import brief
from game.ui.desk.lessons import split_emphasis
from game.ui.glyphs import Glyphs
from game.ui.keyboard.keyboard import write_keys
from game.ui.screens.sheet import Sheet
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold

if TYPE_CHECKING:
    from game.archive.game import Game

BROAD = 80
"""The longest row of text, in cells."""

TURN = (
    "In a turn you answer what is asked and give orders. Nothing moves before {desk.commit} "
    "commits them; until then {desk.undo} takes back, and {desk.forecast} shows what they lead to. "
    "{app.help} tells all keys, and how to come back to this page."
)
"""How a turn is played."""


class BriefingScreen(Sheet[None]):
    """What the seat is told."""

    TITLE_TEXT = "BRIEFING"

    KEYS = (Key("{list.pick}", "to the desk"), Key("{list.up}{list.down}", "read on"))

    def __init__(self, game: Game, course: str = TURN) -> None:
        """Brief the seat of a game, and say how a turn goes, with names of keys in braces."""
        super().__init__()
        self.briefing = brief(game)
        self.course = course

    def remark(self) -> str:
        """Say who is briefed, and where."""
        return f"{self.briefing.title}  {self.briefing.side}"

    def compose_body(self) -> ComposeResult:
        """Lay out the text."""
        yield Roster(self._list, id="text")

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(Roster).focus()

    @on(Roster.Picked)
    def _go_on(self) -> None:
        self.dismiss(None)

    def _list(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        room = min(width, BROAD)
        told = [*self.briefing.paragraphs, self.briefing.outlook]
        paragraphs = [
            Content.assemble(
                *((piece, "bold $bright" if weighty else "$soft") for piece, weighty in pieces)
            ).wrap(room)
            for pieces in map(split_emphasis, filter(None, told))
        ]
        endings = tuple(self._list_endings(room, glyphs))
        if endings:
            paragraphs.append([Content.assemble(("HOW IT MAY END", "bold $soft")), *endings])
        paragraphs.append(list(fold(write_keys(self.course, self.app), "$soft", room)))
        return tuple(Entry(tuple(rows), gap=1) for rows in paragraphs)

    def _list_endings(self, width: int, glyphs: Glyphs) -> Iterator[Content]:
        """List the endings, those of a kind together, each kind with its sign and word."""
        for sign, word, labels in (
            (glyphs.trend(1.0, favourable=True), "good", self.briefing.good),
            (" ", "open", self.briefing.open),
            (glyphs.trend(-1.0, favourable=False), "bad", self.briefing.bad),
        ):
            for index, row in enumerate(fold(", ".join(labels), "$bright", width - 8)):
                head = f"{sign} {word}" if not index else ""
                yield Content.assemble((f"{head:8}", "$faint")) + row
