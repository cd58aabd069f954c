"""Advisers: what each office recommends, why, and how often it was right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from game.ui.desk.counsel import Counsel, list_counsel
from game.ui.glyphs import Glyphs
from game.ui.screens.sheet import Sheet
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import cut, fold, spread

if TYPE_CHECKING:
    from game.archive.game import Game


class AdvisersScreen(Sheet[None]):
    """What they recommend."""

    TITLE_TEXT = "ADVISERS"

    KEYS = (Key("{list.up}{list.down}", "read on"),)

    def __init__(self, game: Game) -> None:
        """Ask the advisers of a game."""
        super().__init__()
        self.counsel = list_counsel(game)

    def remark(self) -> str:
        """Say what they are."""
        return "they disagree; each serves a faction"

    def compose_body(self) -> ComposeResult:
        """Lay out the offices."""
        yield Roster(self.list_entries, id="offices")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Roster).focus()

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return an entry for each office."""
        if not self.counsel:
            return (Entry((Content.assemble(("This seat has no advisers.", "$soft")),)),)
        return tuple(_office_entry(each, width) for each in self.counsel)


def _office_entry(each: Counsel, width: int) -> Entry:
    """Return one office: who speaks, what is recommended, the reason, the record."""
    score = each.record.score if each.record else ""
    head = spread(
        Content.assemble(
            (f"{each.letter}  ", "bold $gold"),
            (each.office, "bold $bright"),
            (f"  {each.faction}", "$faint"),
        ),
        Content.assemble((score, "$bright")),
        width,
    )
    told = each.record.tell() if each.record and score else "no prediction of it can be judged yet"
    record = tuple(Content("   ") + row for row in fold(told, "$faint", max(1, width - 3)))
    if not each.sayings:
        silent = Content.assemble(("   recommends nothing this turn", "$soft"))
        return Entry((head, silent, *record), gap=1)
    inner = max(1, width - 3)
    rows: list[Content] = []
    for saying in each.sayings:
        rows += [_advised("order", order, inner) for order in saying.orders]
        rows += [_advised("answer", answer, inner) for answer in saying.answers]
        rows += fold(f"“{saying.why}”", "$soft", inner)
    return Entry((head, *(Content("   ") + row for row in rows), *record), gap=1)


def _advised(kind: str, what: str, width: int) -> Content:
    """Return one recommendation on a row."""
    return cut(Content.assemble((f"{kind:7}", "$faint"), (what, "$bright")), width)
