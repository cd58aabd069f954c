"""The end: what has come to pass, how the game went, what decided it, who makes what of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from game.archive.folder import SaveFolder
from game.archive.writing import write_whole
from game.engine.luck import format_seed
from game.errors import BufferStateError, SaveError
from game.lab.retrospect import look_back
from game.lab.turning import PointView, describe_points
from game.ui.courtesy import COURTESY
from game.ui.desk.chronicle import courses_of, odds_course
from game.ui.desk.markdown import write_markdown
from game.ui.desk.verdicts import closing_of, draw_lines, opinions_of
from game.ui.glyphs import UNICODE, Glyphs, glyphs_of
from game.ui.messages import LookedBack
from game.ui.requests import PlayGame, ShowTitle
from game.ui.screens.keys import KeysScreen
from game.ui.shelf import begin_again, draw_seed
from game.ui.widgets.curve import Curve, Flag, History
from game.ui.widgets.ending import EndHead, EndName, EndText, SectionHead
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.spark import spark_content
from game.ui.widgets.turn_card import TurnCard
from game.ui.widgets.verdict_board import VerdictBoard

if TYPE_CHECKING:
    from game.archive.game import Game

ALL_KEYS = (
    Key("g, tab", "the next chart; G and shift+tab the one before"),
    Key("y", "copy the line to share"),
    Key("m", "write the game as Markdown, into the current folder or that of the saves"),
    Key("n", "the same scenario and settings with a new seed"),
    Key("s", "the same once more, with the same seed and the same luck"),
    Key("↑↓", "scroll, as page up and page down do"),
    Key("q, esc", "the title"),
)
"""What the keys do, in a sentence each."""

NUMBERS = ("no", "one", "two", "three")
"""Small numbers in words."""

KEYS = (
    Key("g", "charts", "chart(1)"),
    Key("y", "copy", "copy"),
    Key("m", "Markdown", "export"),
    Key("n", "new seed", "again(True)"),
    Key("s", "same seed", "again(False)"),
    Key("↑↓", "scroll"),
    Key("?", "keys", "keys"),
)
"""What stands in the row of keys."""


class EndScreen(Screen[None]):
    """How a game ended."""

    DEFAULT_CSS = """
    EndScreen {
        background: $ground;
    }
    EndScreen #all {
        height: 1fr;
        padding: 1 2 0 2;
        scrollbar-size-vertical: 1;
    }
    EndScreen EndText, EndScreen #chart-head, EndScreen #turn-head, EndScreen #verdict-head {
        margin: 1 0 0 0;
    }
    EndScreen Curve {
        height: 1fr;
        min-height: 6;
        max-height: 18;
    }
    EndScreen #cards {
        height: auto;
    }
    EndScreen TurnCard {
        margin: 0 0 1 0;
    }
    EndScreen.-wide TurnCard {
        margin: 0 2 0 0;
    }
    EndScreen.-wide TurnCard.-last {
        margin: 0;
    }
    EndScreen #cards {
        layout: vertical;
    }
    EndScreen.-wide #cards {
        layout: horizontal;
        height: 5;
    }
    EndScreen.-wide TurnCard {
        height: 5;
    }
    EndScreen.-wide.-high #cards, EndScreen.-wide.-high TurnCard {
        height: 8;
    }
    EndScreen #share {
        height: 2;
        background: $bar;
        padding: 0 2;
    }
    EndScreen.-short #share {
        height: 1;
    }
    EndScreen KeyRow {
        padding: 0 2;
    }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall"), (38, "-high")]

    BINDINGS = [
        Binding("g,tab", "chart(1)", "next chart", show=False, priority=True),
        Binding("G,shift+tab", "chart(-1)", "chart before", show=False, priority=True),
        Binding("y,c", "copy", "copy the line to share", show=False),
        Binding("m", "export", "write Markdown", show=False),
        Binding("n", "again(True)", "new game, new seed", show=False),
        Binding("s", "again(False)", "new game, same seed", show=False),
        Binding("q,escape", "leave", "title", show=False),
        Binding("question_mark,f1", "keys", "keys", show=False),
    ]

    def __init__(self, game: Game, saves: Path | None = None, folder: Path | None = None) -> None:
        """Take a game that is over.

        Args:
            game: The game.
            saves: The folder of saves; without one, the usual.
            folder: Where documents are written; without one, the current folder.
        """
        super().__init__()
        self.game = game
        self.saves = saves
        self.folder = folder
        self.closing = closing_of(game)
        self.courses = courses_of(game)
        self.score_course = self.courses[:1] if game.rules.scenario.score is not None else ()
        self.points: tuple[PointView, ...] = ()
        self.place = 0

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        header = self.game.rules.scenario.scenario
        yield EndHead(header.title, self.closing.date, format_seed(self.game.seed))
        with VerticalScroll(id="all"):
            yield EndName(self.closing)
            yield EndText(self.closing.text)
            if self.courses:
                yield SectionHead("", "", id="chart-head")
                yield Curve()
            if self.game.turns:
                yield SectionHead("", "", id="turn-head")
                yield Horizontal(id="cards")
            yield SectionHead("verdicts", self._afterwards(), id="verdict-head")
            yield VerdictBoard(draw_lines(self.game, opinions_of(self.game)))
        with Vertical(id="share"):
            yield Static(id="share-line")
            yield Static("", id="share-note", markup=False)
        yield KeyRow(*KEYS, last=Key("q", "title", "leave"))

    def on_mount(self) -> None:
        """Draw what changes."""
        self.query_one("#all").focus()
        self.show_course()
        self.query_one("#share-line", Static).update(self._share_content())
        self.tell("same seed, same luck: the next player meets the same dice")
        if self.game.turns:
            self.call_after_refresh(self.look_back)

    @work(thread=True, exclusive=True, group="retrospect")
    def look_back(self) -> None:
        """Find in the background which turns decided the game."""
        game, worker = self.game, get_current_worker()
        if game.state.end is None:
            return
        asked = game.decisions, game.state.end, game.opponents, COURTESY.grant
        for found in look_back(game.rules, game.seat, *asked):
            if worker.is_cancelled:
                return
            self.post_message(LookedBack(found))

    @on(LookedBack)
    async def _take_retrospect(self, message: LookedBack) -> None:
        """Show how far the search is, and at its end the odds and the cards."""
        found, head = message.retrospect, self.query_one("#turn-head", SectionHead)
        if not found.complete:
            share = round(100 * found.done / found.steps)
            head.tell("turns that decided it", f"futures are played: {share}%")
            return
        self.points = describe_points(self.game.rules, found.points)
        self.courses = (odds_course(found.odds), *self.courses)
        self.place = 0
        self.show_course()
        number = NUMBERS[len(self.points)] if self.points else "no"
        head.tell(f"{number} turn{'s' if len(self.points) != 1 else ''} that decided it", "")
        await self._show_cards(self.points)

    async def _show_cards(self, points: tuple[PointView, ...]) -> None:
        cards = [TurnCard(point) for point in points]
        if cards:
            cards[-1].add_class("-last")
            await self.query_one("#cards").mount_all(cards)

    def _afterwards(self) -> str:
        """Say when the verdicts are spoken."""
        beyond = self.closing.turn - self.game.rules.turns
        if beyond <= 0:
            return f"in {self.closing.date}"
        turns = "turn" if beyond == 1 else "turns"
        return f"{beyond} {turns} later, with what was due"

    def show_course(self) -> None:
        """Show the chart in its turn."""
        if not self.courses:
            return
        course = self.courses[self.place]
        flags = tuple(Flag(point.turn, point.letter) for point in self.points)
        history = History(course.values, flags, "gold", course.low, course.high, course.end)
        self.query_one(Curve).history = history
        title = f"{course.label}, {course.unit}" if course.unit else course.label
        remark = f"{course.remark}   chart {self.place + 1} of {len(self.courses)}"
        self.query_one("#chart-head", SectionHead).tell(title, remark)

    def action_chart(self, way: int) -> None:
        """Show the next chart or the one before."""
        if self.courses:
            self.place = (self.place + way) % len(self.courses)
            self.show_course()

    def share_text(self) -> str:
        """Return the line to share."""
        ending = self.game.ending.id if self.game.ending else "no-ending"
        score = "" if self.closing.score is None else str(self.closing.score)
        scenario = self.game.rules.scenario.scenario.id
        parts = (scenario, format_seed(self.game.seed), score, ending, self._spark().plain)
        return " ".join(filter(None, parts))

    def _spark(self, glyphs: Glyphs = UNICODE) -> Content:
        """Return the score's course as a spark."""
        courses = self.score_course
        return spark_content(courses[0].values, glyphs) if courses else Content("")

    def _share_content(self) -> Content:
        """Return the line to share as it is shown."""
        words = self.share_text().removesuffix(self._spark().plain).rstrip()
        line = Content.assemble(("share  ", "$faint"), (f"{words} ", "bold $bright"))
        return line + self._spark(glyphs_of(self.app))

    def tell(self, text: str) -> None:
        """Say what was done."""
        self.query_one("#share-note", Static).update(Content(text))

    def action_copy(self) -> None:
        """Copy the line to share."""
        self.app.copy_to_clipboard(self.share_text())
        self.notify("The line to share is copied.", markup=False)

    def action_export(self) -> None:
        """Write the game as Markdown and say where."""
        try:
            path = self.export()
        except SaveError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return
        self.notify(str(path), title="Written", markup=False)
        self.tell(f"written to {path}")

    def export(self) -> Path:
        """Write the document, into the saves' folder where the current one cannot be written.

        Raises:
            SaveError: Neither can be written.
        """
        data = write_markdown(self.game, self.points).encode("utf-8")
        name = f"{self.game.name}.md"
        path = (self.folder or Path.cwd()) / name
        try:
            write_whole(path, data)
        except SaveError:
            path = SaveFolder(self.saves).path / name
            write_whole(path, data)
        return path

    @work(thread=True, exclusive=True, group="game")
    def action_again(self, fresh: bool) -> None:
        """Begin anew, with a new seed or the same."""
        try:
            game = begin_again(self.game, draw_seed() if fresh else self.game.seed, self.saves)
        except BufferStateError as error:
            self.app.call_from_thread(self.tell, str(error))
        else:
            self.app.call_from_thread(self.post_message, PlayGame(game))

    def action_keys(self) -> None:
        """Show what the keys do here."""
        self.app.push_screen(KeysScreen(ALL_KEYS))

    def action_leave(self) -> None:
        """Go back to the title."""
        self.post_message(ShowTitle())
