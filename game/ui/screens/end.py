"""The end: what has come to pass, how the game went, what decided it, who makes what of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from game.archive.folder import SaveFolder
from game.archive.notes import GameNotes
from game.engine.luck import format_seed
from game.errors import BufferStateError, SaveError
from game.lab.hindsight import Hindsight
from game.lab.retrospect import Retrospect
from game.lab.rivals import Rivals
from game.lab.turning import PointView, describe_points
from game.lab.wording import explain_rivals
from game.ui.courtesy import COURTESY
from game.ui.desk.chronicle import courses_of, odds_course
from game.ui.desk.document import Account, write_document
from game.ui.desk.verdicts import closing_of, draw_lines, opinions_of
from game.ui.glyphs import UNICODE, Glyphs, glyphs_of
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import write_keys
from game.ui.messages import Compared, LookedBack
from game.ui.requests import PlayGame, ShowKeys, ShowTitle
from game.ui.screens.doors import open_timeline
from game.ui.screens.guided import GuidedScreen
from game.ui.shelf import begin_again, draw_seed
from game.ui.widgets.curve import Curve, Flag, History
from game.ui.widgets.ending import EndHead, EndName, EndText, SectionHead
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.rows import spread
from game.ui.widgets.spark import spark_content
from game.ui.widgets.turn_card import TurnCard
from game.ui.widgets.verdict_board import VerdictBoard

if TYPE_CHECKING:
    from game.archive.game import Game

NUMBERS = ("no", "one", "two", "three")
"""Small numbers in words."""

KEYS = (
    Key("{end.point}", "turning point", "point"),
    Key("{end.replay}", "replay", "replay"),
    Key("{end.next-chart}", "charts", "chart(1)"),
    Key("{end.timeline}", "timeline", "timeline"),
    Key("{app.help}", "keys", "help"),
    Key("{end.markdown}", "Markdown", "export('md')"),
    Key("{end.web-page}", "web page", "export('html')"),
    Key("{end.new-seed}", "new seed", "again(True)"),
    Key("{end.same-seed}", "same seed", "again(False)"),
)
"""What stands in the row of keys."""

CHIP = "   {end.copy} copy   "
"""The gold chip."""

BETTER = "better than"
"""What the help calls the games with which the score is compared."""


class EndScreen(GuidedScreen[None]):
    """How a game ended."""

    CSS_PATH = "end.tcss"

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall"), (38, "-high")]

    BINDINGS = [
        bind("end.point", "point"),
        bind("end.previous", "choose(-1)", priority=True),
        bind("end.next", "choose(1)", priority=True),
        bind("end.replay", "replay"),
        bind("end.next-chart", "chart(1)", priority=True),
        bind("end.chart-before", "chart(-1)", priority=True),
        bind("end.timeline", "timeline"),
        bind("end.copy", "copy"),
        bind("end.markdown", "export('md')"),
        bind("end.web-page", "export('html')"),
        bind("end.new-seed", "again(True)"),
        bind("end.same-seed", "again(False)"),
        bind("end.leave", "leave"),
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
        self.found = Retrospect()
        self.points: tuple[PointView, ...] = ()
        self.rivals: Rivals | None = None
        self.chosen = 0
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
            share = Static(id="share-line")
            share.auto_links = False
            yield share
            yield Static("", id="share-note", markup=False)
        yield KeyRow(*KEYS, last=Key("{end.leave}", "title", "leave"))

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
        """Find in the background which turns decided the game, then play others like it."""
        game, worker = self.game, get_current_worker()
        if game.state.end is None:
            return
        hindsight = Hindsight(
            game.rules, game.seat, game.seed, game.decisions, game.state.end, game.opponents,
            GameNotes(game), COURTESY.grant,
        )  # fmt: skip
        for found in hindsight.look_back():
            if worker.is_cancelled:
                return
            self.post_message(LookedBack(found))
        for rivals in hindsight.compare():
            if worker.is_cancelled:
                return
            COURTESY.grant()
            self.post_message(Compared(rivals))

    @on(Compared)
    def _take_rivals(self, message: Compared) -> None:
        """Say how many games of others came to less."""
        self.rivals = message.rivals
        self.query_one(EndName).rivals = message.rivals

    @on(LookedBack)
    async def _take_retrospect(self, message: LookedBack) -> None:
        """Show how far the search is, and at its end the odds and the cards."""
        found, head = message.retrospect, self.query_one("#turn-head", SectionHead)
        if not found.complete:
            share = round(100 * found.done / found.steps)
            head.tell("turns that decided it", f"futures are played: {share}%")
            return
        self.found, self.points = found, describe_points(self.game.rules, found.points)
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

    def action_choose(self, way: int) -> None:
        """Light up the next turning point or the one before; the first key lights up the first."""
        cards = list(self.query(TurnCard))
        if not cards:
            return
        lit = any(card.has_class("-chosen") for card in cards)
        self.chosen = (self.chosen + way) % len(cards) if lit else self.chosen
        for place, card in enumerate(cards):
            card.set_class(place == self.chosen, "-chosen")
        cards[self.chosen].scroll_visible(animate=False)

    @on(TurnCard.Opened)
    def _open_card(self, message: TurnCard.Opened) -> None:
        self.chosen = self.points.index(message.view)
        self.action_point()

    def action_point(self) -> None:
        """Open the chosen turning point."""
        from game.ui.screens.point import PointScreen

        if not self.points:
            self.tell("the turning points are still being found")
            return
        view, point = self.points[self.chosen], self.found.points[self.chosen]
        self.app.push_screen(PointScreen(self.game, view, point), self._leave_point)

    def _leave_point(self, replay: bool | None) -> None:
        if replay:
            self.action_replay()

    def action_replay(self) -> None:
        """Ask whether to go back to the chosen turning point, and play on from there."""
        if not self.points:
            self.tell("the turning points are still being found")
            return
        turn = self.points[self.chosen].turn
        self.app.push_screen(open_timeline(self.game, self.game.draft, turn))

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
        """Return the line to share as it is shown, with the chip that copies it."""
        words = self.share_text().removesuffix(self._spark().plain).rstrip()
        line = Content.assemble(("share  ", "$faint"), (f"{words} ", "bold $bright"))
        chip = Content.assemble(
            (write_keys(CHIP, self.app), "bold reverse $gold @click=screen.copy")
        )
        return spread(line + self._spark(glyphs_of(self.app)), chip, max(1, self.size.width - 4))

    def on_resize(self) -> None:
        """Keep the chip at the right edge."""
        self.query_one("#share-line", Static).update(self._share_content())

    def tell(self, text: str) -> None:
        """Say what was done."""
        self.query_one("#share-note", Static).update(Content(text))

    def action_copy(self) -> None:
        """Copy the line to share."""
        self.app.copy_to_clipboard(self.share_text())
        self.notify("The line to share is copied.", markup=False)

    def action_export(self, ending: str) -> None:
        """Write the game as a document, `md` or `html`, and say where."""
        try:
            path = write_document(
                self.game, Account(self.points, self.courses, self.rivals), ending,
                (self.folder or Path.cwd(), SaveFolder(self.saves).path),
            )  # fmt: skip
        except SaveError as error:
            self.notify(str(error), title="Not written", severity="error", markup=False)
            return
        self.notify(str(path), title="Written", markup=False)
        self.tell(f"written to {path}")

    @work(thread=True, exclusive=True, group="game")
    def action_again(self, fresh: bool) -> None:
        """Begin anew, with a new seed or the same."""
        try:
            game = begin_again(self.game, draw_seed() if fresh else self.game.seed, self.saves)
        except BufferStateError as error:
            self.app.call_from_thread(self.tell, str(error))
        else:
            self.app.call_from_thread(self.post_message, PlayGame(game, fresh=fresh))

    def action_timeline(self) -> None:
        """Show the timeline."""
        self.app.push_screen(open_timeline(self.game, self.game.draft))

    def action_help(self) -> None:
        """Show what the keys do here, and whom the planned games beside the score are."""
        more = (Key(BETTER, explain_rivals(self.rivals, self.game.seed)),) if self.rivals else ()
        self.post_message(ShowKeys((*self.tell_keys(), *more)))

    def action_leave(self) -> None:
        """Go back to the title."""
        self.post_message(ShowTitle())
