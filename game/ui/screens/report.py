"""The report of the turn: one page that any key but the committing one lays aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content

from game.engine import Report
from game.ui.desk.account import Luck, Page, describe_report
from game.ui.desk.conduct import Conduct
from game.ui.desk.correspondence import Letter, Reply
from game.ui.desk.deeds import Deed, Effect
from game.ui.desk.ledger import Settled
from game.ui.desk.numbers import write_number
from game.ui.desk.seats import SeatMark, mark_seat
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.screens.sheet import Sheet, SheetHead
from game.ui.settings.preferences import setting_of
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.marks import change_content, outcome_sign, seat_content
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import columns, cut, fold, spread

if TYPE_CHECKING:
    from game.archive.game import Game

BRIEF = 2
"""How many parts of the report a brief one has."""

ROOMY = 34
"""From so many rows of the terminal on, a blank row stands between two parts of the page."""

MOST_NAME, MOVES = 16, 11
"""Columns of the longest seat's name and of the moves in the ledger."""


class ReportScreen(Sheet[None]):
    """What the turn has brought, and why."""

    DEFAULT_CSS = """
    ReportScreen.-wide > #sheet {
        width: 100;
    }
    ReportScreen.-wide.-high > #sheet {
        height: 1fr;
        max-height: 34;
        margin: 2 0;
    }
    """

    BINDINGS = [
        bind("report.next", "next", priority=True),
        bind("report.before", "turn_page(-1)"),
        bind("report.after", "turn_page(1)"),
    ]

    KEYS = (Key("{report.next}", "go on", "next"), Key("{list.up}{list.down}", "read on"))

    def __init__(self, game: Game, reports: tuple[Report, ...]) -> None:
        """Take the reports of the turns that a commit has played, one or more."""
        super().__init__()
        self.game = game
        self.pages = tuple(describe_report(game, report) for report in reports)
        self.place = 0

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self.place]

    def compose_body(self) -> ComposeResult:
        """Lay out the page."""
        yield Roster(id="page")

    def on_mount(self) -> None:
        """Show the first page."""
        self.query_one(Roster).focus()
        self.show_page(0)

    def show_page(self, place: int) -> None:
        """Show the page of a turn."""
        self.place = place
        page, game = self.page, self.game
        head = self.query_one(SheetHead)
        head.title = "AFTERWARDS" if page.silent else "REPORT"
        head.tell(f"{page.date}  turn {page.turn}")
        air = 1 if self.size.height >= ROOMY else 0
        brief = setting_of(self.app, "report") == "brief"
        self.query_one(Roster).show(
            lambda width, glyphs: list_rows(game, page, width, glyphs, air, brief=brief), 0
        )
        if len(self.pages) > 1:
            turns = Key("{report.before}{report.after}", f"{place + 1} of {len(self.pages)}")
            self.query_one(KeyRow).keys = (*self.KEYS, turns)

    def action_turn_page(self, way: int) -> None:
        """Show the page of the turn before or after."""
        self.show_page(max(0, min(len(self.pages) - 1, self.place + way)))

    def action_next(self) -> None:
        """Go on to the next page, or back to the desk."""
        if self.place + 1 < len(self.pages):
            self.show_page(self.place + 1)
        else:
            self.dismiss(None)


def list_rows(
    game: Game, page: Page, width: int, glyphs: Glyphs, air: int = 0, *, brief: bool = False
) -> tuple[Entry, ...]:
    """Return a page as rows: what moved most, then who said and did what.

    Args:
        game: The game.
        page: The page.
        width: The cells of a row.
        glyphs: The set of glyphs.
        air: Blank rows between two parts.
        brief: Whether what moved most and the dispatches are enough.
    """
    sections = (
        ("WHAT MOVED MOST", _deed_rows(game, page, width, glyphs)),
        ("DISPATCHES", [_letter_row(game, each, width, glyphs) for each in page.letters]),
        ("WHAT THEY DID", _conduct_rows(game, page.conduct, width, glyphs)),
        ("THE LEDGER", [_ledger_row(game, each, width, glyphs) for each in page.ledger]),
        ("LUCK", [_luck_row(each, width) for each in page.luck]),
    )
    entries: list[Entry] = []
    for title, rows in sections[:BRIEF] if brief else sections:
        if rows:
            entries.append(Entry((Content.assemble((title, "bold $soft")),), heading=True))
            entries.extend(Entry(tuple(row)) for row in rows[:-1])
            entries.append(Entry(tuple(rows[-1]), gap=air))
    if not entries:
        return (Entry((Content.assemble(("A quiet turn.", "$soft")),)),)
    return tuple(entries)


Row = list[Content]
"""The lines of one entry."""


def _deed_rows(game: Game, page: Page, width: int, glyphs: Glyphs) -> list[Row]:
    """Return the weightiest entries, the player's own bright."""
    rows = [_deed_row(game, deed, width, glyphs) for deed in page.deeds]
    if page.further:
        noun = "cause" if page.further == 1 else "causes"
        rows.append([Content.assemble((f"and {page.further} smaller {noun}", "$faint"))])
    return rows


def _deed_row(game: Game, deed: Deed, width: int, glyphs: Glyphs) -> Row:
    """Return an entry and what it did, as much as fits."""
    own = deed.seat == game.seat
    mark = mark_seat(game.rules.scenario, deed.seat)
    shape = glyphs.seat(mark.index) if mark.index >= 0 else " "
    words = Content.assemble(
        (f"{shape} ", f"${mark.accent}"), (deed.words, "bold $bright" if own else "$soft")
    )
    effects = _effect_content(deed.effects[0], glyphs)
    for effect in deed.effects[1:]:
        piece = Content("  ") + _effect_content(effect, glyphs)
        if words.cell_length + effects.cell_length + piece.cell_length + 2 > width:
            break
        effects += piece
    return [spread(cut(words, width - effects.cell_length - 2), effects, width)]


def _effect_content(effect: Effect, glyphs: Glyphs) -> Content:
    """Write an effect: the value's short name, the amount, the arrow."""
    change = change_content(effect.text, effect.amount, effect.favourable, glyphs)
    return Content.assemble((f"{effect.label} ", "$soft")) + change


def _name(game: Game, mark: SeatMark, glyphs: Glyphs) -> Content:
    """Return a seat's name in a column that holds all of them."""
    marks = (mark_seat(game.rules.scenario, seat) for seat in game.rules.scenario.seat)
    width = min(MOST_NAME, 3 + max((cell_len(each.label) for each in marks), default=0))
    return columns((seat_content(mark, glyphs, width), width))


def _letter_row(game: Game, letter: Letter, width: int, glyphs: Glyphs) -> Row:
    """Return a dispatch with what was answered."""
    head = _name(game, letter.mark, glyphs)
    head += Content.assemble((letter.title, "$bright"))
    room = width - head.cell_length - 2
    end = Content.assemble((_tell_replies(letter, room), "$soft"))
    return [spread(head, cut(end, max(room, width // 3)), width)]


def _tell_replies(letter: Letter, room: int) -> str:
    """Say what was answered: by whom, if that fits; the first answer alone, if not."""
    if not letter.replies:
        return "still open" if letter.asks else ""
    named = [f"{reply.mark.label}: {_tell_reply(reply)}" for reply in letter.replies]
    first = _tell_reply(letter.replies[0])
    for text in ("; ".join(named), named[0], first):
        if cell_len(text) <= room:
            return text
    return first


def _tell_reply(reply: Reply) -> str:
    """Say what was answered."""
    return f"{reply.label} (silence)" if reply.silent else reply.label


def _conduct_rows(
    game: Game, conduct: tuple[Conduct, ...], width: int, glyphs: Glyphs
) -> list[Row]:
    """Return what each capital did and what it says about why; those that waited on one row."""
    rows: list[Row] = []
    waiting = []
    for each in conduct:
        mark = mark_seat(game.rules.scenario, each.seat)
        for given in each.deeds:
            what = Content.assemble((given.label, "$bright"))
            name = _name(game, mark, glyphs)
            rows.append(_with_reason(name, what, given.reasons, width))
        if not each.deeds:
            waiting.append(mark.label)
    if waiting:
        rows.append([Content.assemble((f"{', '.join(waiting)} gave no order", "$faint"))])
    return rows


def _with_reason(name: Content, what: Content, reasons: tuple[str, ...], width: int) -> Row:
    """Set reasons beside what was done, as many as fit; below it where not even one fits."""
    row = name + what
    for count in range(len(reasons), 0, -1):
        why = f"“{'; '.join(reasons[:count])}”"
        if row.cell_length + cell_len(why) + 2 <= width:
            return [spread(row, Content.assemble((why, "$soft")), width)]
    if not reasons:
        return [row]
    indent = name.cell_length
    told = fold(f"“{reasons[0]}”", "$soft", width - indent)
    return [row, *(Content(" " * indent) + line for line in told)]


def _ledger_row(game: Game, each: Settled, width: int, glyphs: Glyphs) -> Row:
    """Return a move in the ledger."""
    bad = each.move in {"broken", "exposed", "carried out"}
    sign = outcome_sign(not bad, glyphs)
    mark = mark_seat(game.rules.scenario, each.promiser)
    partner = mark_seat(game.rules.scenario, each.partner)
    kind = "threat" if each.threat else "promise"
    move = Content.assemble((f"{sign} {each.move:{MOVES}}", "bold $bright"))
    label = Content.assemble((each.label, "$bright"))
    between = Content.assemble((f"{kind} of {mark.label} to {partner.label}", "$soft"))
    return [spread(move + label, between, width)]


def _luck_row(luck: Luck, width: int) -> Row:
    """Return a roll with its odds."""
    odds = write_number(luck.odds, 0 if 1.0 <= luck.odds <= 99.0 else 1)
    what = Content.assemble((f"{luck.what}: ", "$soft"), (luck.outcome, "$bright"))
    return [
        spread(what, Content.assemble((f"{odds}", "$bright"), ("% odds of this", "$faint")), width)
    ]
