"""Two turns side by side: what was decided in each, and every value with its difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content

from game.archive.timeline import Difference, Moment, compare_moments
from game.engine.view import Reading
from game.engine.words import gauge_of
from game.ui.desk.numbers import brief_of, label_of, unit_of, word_of, write_change, write_reading
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.screens.sheet import Sheet
from game.ui.widgets.key_row import Key
from game.ui.widgets.marks import change_content
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import columns, fold

if TYPE_CHECKING:
    from game.archive.game import Game

VALUE, CHANGE = 9, 10
"""Columns of a value and of a difference."""

Side = tuple[str, Moment]
"""A turn with the branch to which it belongs."""


class ComparisonScreen(Sheet[None]):
    """What differs between two turns, of one branch or of two."""

    TITLE_TEXT = "TWO TURNS COMPARED"

    KEYS = (
        Key("{list.up}{list.down}", "read on"),
        Key("{comparison.narrow}", "all or what differs", "narrow"),
    )

    BINDINGS = [bind("comparison.narrow", "narrow"), bind("comparison.leave", "leave")]

    def __init__(self, game: Game, one: Side, other: Side) -> None:
        """Take two turns."""
        super().__init__()
        self.game = game
        self.sides = (one, other)
        self.found = compare_moments(game.rules.scenario, one[1], other[1])
        self.narrow = False

    def remark(self) -> str:
        """Count what differs."""
        differ = sum(each.one != each.other for each in self.found)
        return f"{differ} of {len(self.found)} values differ"

    def compose_body(self) -> ComposeResult:
        """Lay out the values."""
        yield Roster(self.list_entries, id="values")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Roster).focus()

    def action_narrow(self) -> None:
        """Show all values, or only those that differ."""
        self.narrow = not self.narrow
        self.query_one(Roster).show(lambda width, glyphs: self.list_entries(width, glyphs), 0)

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the two turns as a heading, then the values, those in front first."""
        shown = [each for each in self.found if not self.narrow or each.one != each.other]
        name = max(16, min(34, width - 2 * (VALUE + 14) - CHANGE - 4))
        side = (width - name - CHANGE - 3) // 2
        entries = [Entry(tuple(self._heads(name, side)), heading=True, gap=1)]
        entries += [self._entry(each, name, side, glyphs) for each in shown]
        if not shown:
            entries.append(Entry((Content.assemble(("Nothing differs.", "$soft")),)))
        return tuple(entries)

    def _heads(self, name: int, side: int) -> list[Content]:
        """Return date and branch of both turns, and below what was decided in each."""
        blank, heads, decided = Content(""), [], []
        for branch, moment in self.sides:
            which = f"turn {moment.turn}  {moment.date}"
            other = self.sides[0][0] != self.sides[1][0]
            heads.append(Content.assemble((which, "bold $bright"),
                                          (f"  {branch}" if other else "", "$soft")))  # fmt: skip
            told = "; ".join(moment.decided) or ("nothing" if moment.report else "")
            decided.append(fold(told, "$soft", max(8, side - 1)))
        rows = [columns((blank, name), (heads[0], side), (heads[1], side))]
        for place in range(max(map(len, decided))):
            texts = [each[place] if place < len(each) else blank for each in decided]
            head = Content.assemble(("" if place else "decided", "$faint"))
            rows.append(columns((head, name), (texts[0], side), (texts[1], side)))
        return rows

    def _entry(self, each: Difference, name: int, side: int, glyphs: Glyphs) -> Entry:
        """Return one value: both readings with their words, and the difference."""
        scenario = self.game.rules.scenario
        strong = "bold $bright" if each.one != each.other else "$soft"
        told = label_of(scenario, each.name)
        told = told if cell_len(told) <= name else brief_of(scenario, each.name)
        label = Content.assemble((told, strong))
        change, arrow = each.change, Content("")
        if change:
            good = gauge_of(scenario, each.name).good
            favourable = (change > 0) == (good == "high") if good in {"high", "low"} else None
            text = write_change(scenario, each.name, change)
            arrow = change_content(text.rjust(CHANGE - 2), change, favourable, glyphs)
        sides = [self._write(each.name, reading) for reading in (each.one, each.other)]
        return Entry((columns((label, name), (sides[0], side), (sides[1], side)) + arrow,))

    def _write(self, name: str, reading: Reading) -> Content:
        """Write a reading: value, unit and word."""
        scenario = self.game.rules.scenario
        value = write_reading(scenario, name, reading)
        return Content.assemble(
            (value.rjust(VALUE - 3), "$bright"), (f" {unit_of(scenario, name):<5} ", "$faint"),
            (word_of(scenario, name, reading), "$soft"),
        )  # fmt: skip
