"""Promises: what was promised and threatened, by whom, until when, and what contradicts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from game.ui.desk.ledger import (
    Commitment,
    Settled,
    open_commitments,
    settled_commitments,
)
from game.ui.desk.numbers import write_number
from game.ui.desk.seats import mark_seat
from game.ui.glyphs import Glyphs
from game.ui.screens.sheet import Sheet
from game.ui.widgets.key_row import Key
from game.ui.widgets.marks import outcome_sign
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold, spread

if TYPE_CHECKING:
    from game.archive.game import Game


class PromisesScreen(Sheet[None]):
    """The ledger."""

    TITLE_TEXT = "PROMISES AND THREATS"

    KEYS = (Key("{list.up}{list.down}", "read on"),)

    def __init__(self, game: Game) -> None:
        """Take the ledger of a game."""
        super().__init__()
        self.game = game
        self.open = open_commitments(game)
        self.settled = settled_commitments(game)

    def remark(self) -> str:
        """Count what is open and what has become of the rest."""
        kept = sum(1 for each in self.settled if each.move == "kept")
        broken = sum(1 for each in self.settled if each.move in {"broken", "exposed"})
        return f"{len(self.open)} open  {kept} kept  {broken} broken"

    def compose_body(self) -> ComposeResult:
        """Lay out the ledger."""
        yield Roster(self.list_entries, id="ledger")

    def on_mount(self) -> None:
        """Begin in the ledger."""
        self.query_one(Roster).focus()

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the ledger as entries: what is open, then what is closed."""
        if not self.open and not self.settled:
            nothing = "Nobody has promised or threatened anything yet."
            return (Entry((Content.assemble((nothing, "$soft")),)),)
        entries = [self._open_entry(each, width, glyphs) for each in self.open]
        if self.settled:
            head = Content.assemble(("What became of the others", "bold $bright"))
            entries.append(Entry((head,), heading=True))
            entries.extend(self._settled_entry(each, width, glyphs) for each in self.settled)
        return tuple(entries)

    def _between(self, promiser: str, partner: str, glyphs: Glyphs) -> Content:
        """Write who gives and to whom."""
        scenario = self.game.rules.scenario
        giver, taker = mark_seat(scenario, promiser), mark_seat(scenario, partner)
        arrow = "→" if glyphs.dots else "->"
        text = f"{glyphs.seat(giver.index)} {giver.label} {arrow} "
        return Content.assemble(
            (text, f"${giver.accent}"),
            (f"{glyphs.seat(taker.index)} {taker.label}", f"${taker.accent}"),
        )

    def _open_entry(self, each: Commitment, width: int, glyphs: Glyphs) -> Entry:
        """Return one open promise: heading, deadline, content, contradictions."""
        kind = "threat" if each.threat else "promise"
        sight = "public" if each.public else "between the two"
        head = Content.assemble((each.label, "bold $bright"))
        urgent = each.left <= 1 and not each.kept
        when = Content.assemble(
            (" this turn ", "bold reverse $bright") if urgent
            else ("kept" if each.kept else f"by {each.date}", "$soft")
        )  # fmt: skip
        facts = self._between(each.promiser, each.partner, glyphs) + Content.assemble(
            (f"   {kind}, {sight}{', put off once' if each.stalled else ''}", "$faint")
        )
        lines = [spread(head, when, width), facts, *fold(each.text, "$soft", width)]
        lines.extend(fold(tell_deadline(each), "$soft", width))
        if each.rivals:
            lines.extend(fold(tell_rivals(each, glyphs), "bold $bright", width))
        accent = mark_seat(self.game.rules.scenario, each.promiser).accent
        return Entry(tuple(lines), accent=accent, gap=1)

    def _settled_entry(self, each: Settled, width: int, glyphs: Glyphs) -> Entry:
        """Return one closed promise on a row."""
        good = each.move in {"kept", "averted"}
        sign = outcome_sign(good, glyphs)
        style = "bold $soft" if good else "bold $bright"
        what = Content.assemble((f"{sign} {each.move:12}", style), (each.label, "$soft"))
        end = self._between(each.promiser, each.partner, glyphs)
        return Entry((spread(what, end + Content.assemble((f"  {each.date}", "$faint")), width),))


def tell_deadline(each: Commitment) -> str:
    """Say when a promise is judged and which orders can still help, or that one has kept it."""
    if each.kept:
        return f"An order has kept it; it is counted in turn {each.due}, {each.date}."
    judged = f"Judged in turn {each.due}, {each.date}"
    if each.left <= 0:
        return f"{judged}: as this turn begins. No order can help any more."
    return f"{judged}; the last orders that can help are those of turn {each.last}."


def tell_rivals(each: Commitment, glyphs: Glyphs) -> str:
    """Say what a promise contradicts and how likely it is to come out."""
    text = f"{glyphs.cut} contradicts: {', '.join(each.rivals)}"
    if each.exposure is None:
        return f"{text}; it does not come out by itself"
    low, high = (write_number(odds, 0) for odds in each.exposure)
    if low == high == "100":
        return f"{text}; both are public, so it comes out at the next opening"
    odds = f"{low}%" if low == high else f"{low} to {high}%"
    return f"{text}; odds that it comes out: {odds} a turn"
