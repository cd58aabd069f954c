"""A turn that decided the game in full: what was chosen, what else could have been, both fates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.lab.retrospect import TurningPoint
from game.lab.turning import PointView
from game.lab.wording import write_share
from game.ui.desk.position import Position
from game.ui.desk.prognosis import list_fates
from game.ui.glyphs import glyphs_of
from game.ui.keyboard.catalogue import bind
from game.ui.screens.doors import open_report
from game.ui.screens.sheet import Sheet
from game.ui.widgets.key_row import Key
from game.ui.widgets.odds_board import OddsBoard, OddsView
from game.ui.widgets.rows import fold
from game.ui.widgets.turn_card import card_content

if TYPE_CHECKING:
    from game.archive.game import Game


class PointScreen(Sheet[bool]):
    """A turning point; answered with whether to replay from there."""

    DEFAULT_CSS = """
    PointScreen #point { height: auto; padding: 0 0 1 3; }
    PointScreen OddsBoard { width: 1fr; padding: 0 0 0 3; }
    """

    TITLE_TEXT = "A TURN THAT DECIDED IT"

    KEYS = (
        Key("{point.replay}", "replay from there", "answer(True)"),
        Key("{point.report}", "report", "report"),
    )

    BINDINGS = [bind("point.replay", "answer(True)"), bind("point.report", "report")]

    def __init__(self, game: Game, view: PointView, point: TurningPoint) -> None:
        """Take a turning point, in words and in numbers."""
        super().__init__()
        self.game = game
        self.view = view
        self.point = point

    def remark(self) -> str:
        """Say from how much the odds come."""
        return f"{self.point.chosen.futures} futures of each plan, as this turn opened"

    def compose_body(self) -> ComposeResult:
        """Lay out what was chosen, and how it ends with both plans."""
        yield Static(id="point")
        chosen, other = self.point.chosen, self.point.alternative
        if other is not None:
            fates = list_fates(Position.of(self.game), chosen, other.forecast)
            fates = tuple(each for each in fates if each.odds or each.rival)
            good, rival = chosen.good, other.forecast.good
            board = OddsBoard()
            board.view = OddsView(fates, good, rival, "other", movers=(), bands=None)
            yield board

    def on_resize(self) -> None:
        """Write what was chosen into the width that there is."""
        width = max(20, self.query_one("#sheet").content_size.width - 3)
        rows = card_content(self.view, width, 12, glyphs_of(self.app)).split("\n")
        told = Content("\n").join((*rows, *fold(self._tell_step(), "$faint", width)))
        self.query_one("#point", Static).update(told)

    def _tell_step(self) -> str:
        """Say what the step of the odds holds beside the choice."""
        before, after = (write_share(each) for each in (self.point.before, self.point.after))
        return (
            f"From this opening to the next the odds of a good ending went from {before}% to "
            f"{after}%; what others did, and luck, is in that."
        )

    def action_answer(self, replay: bool) -> None:
        """Go back to the end, or on to the question whether to replay."""
        self.dismiss(replay)

    def action_report(self) -> None:
        """Read the report of the turn."""
        reports = tuple(each for each in self.game.reports if each.turn == self.point.turn)
        self.app.push_screen(open_report(self.game, reports))
