"""Intents: what the other capitals may do this turn, and what they did in the last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from game.ui.desk.conduct import Chance, Given, Outlook, outlooks
from game.ui.desk.seats import mark_seat
from game.ui.glyphs import Glyphs
from game.ui.screens.doors import open_sheet
from game.ui.screens.sheet import Sheet
from game.ui.widgets.bar import odds_content
from game.ui.widgets.key_row import Key
from game.ui.widgets.marks import seat_content
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold, spread

if TYPE_CHECKING:
    from game.archive.game import Game

BAR, WORD = 12, 10
"""Cells of the bar and of the word for odds."""


class IntentsScreen(Sheet[None]):
    """What they may do."""

    TITLE_TEXT = "THEY MAY"

    KEYS = (Key("{list.pick}", "its rules"), Key("{list.up}{list.down}", "read on"))

    HINTS = {"list.pick": "the rules on the move under the cursor, and what moves its odds"}

    def __init__(self, game: Game) -> None:
        """Take the published intents of a game."""
        super().__init__()
        self.game = game
        self.outlooks = outlooks(game)

    def remark(self) -> str:
        """Say what the odds mean."""
        return "odds that it is their first order this turn"

    def compose_body(self) -> ComposeResult:
        """Lay out the capitals."""
        yield Roster(self.list_entries, id="capitals")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Roster).focus()

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return for each capital a heading, and a row for each of its moves."""
        return tuple(
            entry for each in self.outlooks for entry in self._entries(each, width, glyphs)
        )

    def _entries(self, each: Outlook, width: int, glyphs: Glyphs) -> Iterator[Entry]:
        mark = mark_seat(self.game.rules.scenario, each.seat)
        full = self.game.rules.scenario.seat[each.seat].label
        shape = seat_content(mark, glyphs).plain[:2]
        head = Content.assemble((f"{shape}{full}", f"bold ${mark.accent}"))
        yield Entry((head,), heading=True)
        silent = Content.assemble(("  tells nothing of what it intends", "$faint"))
        moves = [_chance_row(chance, mark.accent, width, glyphs) for chance in each.chances]
        *before, closing = moves or [silent]
        yield from (Entry((move,), mark.accent) for move in before)
        last = _last_rows(each.last, width, bool(self.game.reports))
        yield Entry((closing, *last), mark.accent, open=bool(moves), gap=1)

    @on(Roster.Picked)
    def _show_rules(self, message: Roster.Picked) -> None:
        """Open the atlas at the move under the cursor."""
        actions: list[str | None] = []
        for each in self.outlooks:
            actions += [None, *(chance.action for chance in each.chances)]
            actions += [] if each.chances else [None]
        self.app.push_screen(open_sheet("atlas", self.game, actions[message.index]))


def _chance_row(chance: Chance, accent: str, width: int, glyphs: Glyphs) -> Content:
    """Return a move with its odds as a bar, a word and a number."""
    odds = Content(" ").join(
        (
            odds_content(chance.odds / 100, BAR, accent, glyphs),
            Content.assemble((chance.word.ljust(WORD), "$soft")),
            Content.assemble((f"{chance.odds:3.0f}", "bold $bright"), ("%", "$faint")),
        )
    )
    return spread(Content.assemble((f"  {chance.label}", "$bright")), odds, width)


def _last_rows(last: tuple[Given, ...], width: int, played: bool) -> list[Content]:
    """Return what a capital did in the last turn, and why."""
    if not played:
        return []
    if not last:
        return [Content.assemble(("  last turn: no order", "$faint"))]
    rows: list[Content] = []
    for given in last:
        why = f", because {'; '.join(given.reasons)}" if given.reasons else ""
        told = fold(f"last turn: {given.label}{why}", "$soft", max(1, width - 2))
        rows.extend(Content("  ") + row for row in told)
    return rows
