"""Sheets over a seat's desk: the briefing, what happened meanwhile, messages, proposals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from game.exercise.matrix import argue, estimate, propose
from game.exercise.messages import send_message
from game.exercise.seats import Proposed, SeatView
from game.ui.exercise.answers import read_number, split_names
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import write_keys
from game.ui.screens.form import Answers, Field
from game.ui.screens.sheet import Sheet, SheetHead
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold, spread

if TYPE_CHECKING:
    from game.ui.exercise.desk import SeatDesk

BROAD = 90
"""The longest row of text, in cells."""


class TextSheet(Sheet[None]):
    """Paragraphs to read."""

    KEYS = (Key("{list.up}{list.down}", "read on"),)

    def __init__(self, title: str, paragraphs: tuple[str, ...], nothing: str) -> None:
        """Show paragraphs under a title; `nothing` stands there if there are none."""
        self.TITLE_TEXT = title
        super().__init__()
        self.paragraphs = paragraphs or (nothing,)

    def compose_body(self) -> ComposeResult:
        """Lay out the text."""
        yield Roster(self._list, id="text")

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(Roster).focus()

    def _list(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        rows = (fold(each, "$soft", min(width, BROAD)) for each in self.paragraphs)
        return tuple(Entry(row, gap=1) for row in rows if row)


class SeatSheet(Sheet[None]):
    """A sheet on which a seat acts; its desk shows on it what the seat sees, as it comes."""

    def __init__(self, desk: SeatDesk) -> None:
        """Lay it over a desk."""
        super().__init__()
        self.desk = desk

    @property
    def seen(self) -> SeatView:
        """What the seat sees."""
        return self.desk.seen

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        yield Roster(self.list_entries, id="rows")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Roster).focus()

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the rows."""
        return ()

    def name_seat(self, seat: str) -> str:
        """Return what people call a seat, or white."""
        known = self.seen.rules.scenario.seat.get(seat)
        return known.label or seat if known else seat

    async def fill_in(
        self, title: str, *fields: Field, deed: Callable[[Answers], object], told: str,
        known: tuple[str, ...] = (), done: str = "done",
    ) -> None:  # fmt: skip
        """Ask for some lines and act on them, as the desk does; who only looks does not act."""
        if self.desk.peeking:
            self.desk.tell("Not now: you only look.")
            return
        await self.desk.fill_in(
            title, *fields, deed=lambda written, seen: deed(written), told=told, known=known,
            done=done,
        )  # fmt: skip

    def renew(self) -> None:
        """Show what the seat sees now; the cursor stays."""
        roster = self.query_one(Roster)
        self.query_one(SheetHead).tell(self.remark())
        # A new function each time: the list is built anew for another one only.
        roster.show(lambda width, glyphs: self.list_entries(width, glyphs), roster.cursor)


class MailScreen(SeatSheet):
    """The messages of a seat, the newest first."""

    TITLE_TEXT = "MESSAGES"
    KEYS = (Key("{mail.write}", "write", "write"), Key("{list.up}{list.down}", "read on"))
    BINDINGS = [bind("mail.write", "write")]

    def remark(self) -> str:
        """Count the messages."""
        count = len(self.seen.messages)
        return f"{count} message{'' if count == 1 else 's'}"

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the messages."""
        if not self.seen.messages:
            told = write_keys("No message yet; {mail.write} writes one.", self.app)
            return (Entry((Content.assemble((told, "$soft")),)),)
        entries = []
        for each in reversed(self.seen.messages):
            held = "  waits for white" if each.held else ""
            to = ", ".join(self.name_seat(seat) for seat in each.to)
            head = Content.assemble(
                (self.name_seat(each.sender), "bold $bright"), (f" to {to}", "$faint"),
                (held, "reverse $bright"),
            )  # fmt: skip
            when = Content.assemble((f"{each.time.astimezone():%H:%M}", "$faint"))
            text = fold(each.text, "$soft", min(width, BROAD))
            entries.append(Entry((spread(head, when, width), *text), gap=1))
        return tuple(entries)

    @work(group="dialog", exclusive=True)
    async def action_write(self) -> None:
        """Write a message."""
        others = [name for name in self.seen.rules.seats if name != self.seen.seat]
        await self.fill_in(
            "A MESSAGE",
            Field("to", f"to (of white, {', '.join(others)})", "white"), Field("text", "text"),
            deed=lambda written: send_message(
                self.desk.exercise, self.desk.reader, to=list(split_names(written["to"])),
                text=written["text"], world=self.seen.world,
            ),
            told="The message is sent.",
            done="send",
        )  # fmt: skip


class ArgueScreen(SeatSheet):
    """Proposals beyond the rules: what is argued and estimated, how white ruled."""

    TITLE_TEXT = "PROPOSALS"
    KEYS = (
        Key("{argue.propose}", "propose", "propose"), Key("{argue.for}", "for", "argue('pro')"),
        Key("{argue.against}", "against", "argue('con')"),
        Key("{argue.estimate}", "estimate", "estimate"),
    )  # fmt: skip
    BINDINGS = [
        bind("argue.propose", "propose"),
        bind("argue.for", "argue('pro')"),
        bind("argue.against", "argue('con')"),
        bind("argue.estimate", "estimate"),
    ]

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the proposals with their arguments and how white ruled."""
        room = min(width, BROAD)
        entries = [self._proposal_entry(each, room) for each in self.seen.proposals]
        if not entries:
            told = (
                "No proposal; {argue.propose} makes one: what you intend, by what means, "
                "why it should work."
            )
            return (Entry(fold(write_keys(told, self.app), "$soft", room)),)
        return tuple(entries)

    @property
    def proposal(self) -> Proposed | None:
        """The proposal under the cursor."""
        place = self.query_one(Roster).cursor
        return self.seen.proposals[place] if place < len(self.seen.proposals) else None

    @work(group="dialog", exclusive=True)
    async def action_propose(self) -> None:
        """Propose something."""
        await self.fill_in(
            "A PROPOSAL",
            Field("intent", "what shall happen"), Field("means", "by what means"),
            Field("reasons", "why it should succeed"),
            deed=lambda written: propose(
                self.desk.exercise, self.desk.reader, written["intent"], written["means"],
                written["reasons"], world=self.seen.world,
            ),
            told="White has your proposal.",
            done="propose",
        )  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_argue(self, side: str) -> None:
        """Say what speaks for or against a proposal."""
        proposal = self.proposal
        if proposal is None:
            return
        await self.fill_in(
            f"WHAT SPEAKS {'FOR' if side == 'pro' else 'AGAINST'} IT", Field("text", "because"),
            deed=lambda written: argue(
                self.desk.exercise, self.desk.reader, proposal.ref,
                side="pro" if side == "pro" else "con", text=written["text"],
            ),
            told="It is noted.",
            known=(proposal.intent,),
        )  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_estimate(self) -> None:
        """Estimate the odds of a proposal."""
        proposal = self.proposal
        if proposal is None:
            return
        await self.fill_in(
            "YOUR ESTIMATE", Field("odds", "odds that it succeeds, in per cent"),
            deed=lambda written: estimate(
                self.desk.exercise, self.desk.reader, proposal.ref,
                read_number(written["odds"], "the odds"),
            ),
            told="White has your estimate.",
            known=(proposal.intent,),
        )  # fmt: skip

    def _proposal_entry(self, each: Proposed, width: int) -> Entry:
        """Return a proposal with its arguments."""
        rows = [Content.assemble((f"{self.name_seat(each.by)} proposes", "bold $bright"))]
        for label, text in (("", each.intent), ("by ", each.means), ("since ", each.reasons)):
            rows.extend(fold(f"{label}{text}" if text else "", "$soft", width))
        for argument in each.arguments:
            sign = "+" if argument.side == "pro" else "−"
            rows.extend(
                fold(f"{sign} {self.name_seat(argument.by)}: {argument.text}", "$soft", width)
            )
        if each.estimate is not None:
            rows.append(Content.assemble((f"your estimate: {each.estimate:.0f}%", "$faint")))
        if each.succeeded is not None:
            word = "it succeeds" if each.succeeded else "it fails"
            rows.append(Content.assemble((f"White has ruled: {word}", "bold $bright")))
            rows.extend(fold(each.rationale, "$soft", width))
        return Entry(tuple(rows), gap=1)
