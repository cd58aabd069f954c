"""What a seat sees when its game is over: the ending, and what its judges make of it."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from game.ui.desk.verdicts import Closing, Opinion, closing_of, draw_lines, opinions_of
from game.ui.exercise.game import SeatGame
from game.ui.keyboard.catalogue import bind
from game.ui.screens.guided import GuidedScreen
from game.ui.widgets.ending import EndHead, EndName, EndText, SectionHead
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.verdict_board import VerdictBoard


class SeatEnd(GuidedScreen[bool]):
    """How a seat's game ended; answered with whether the survey is wanted."""

    DEFAULT_CSS = """
    SeatEnd { background: $ground; }
    SeatEnd #all {
        height: 1fr; padding: 1 0 0 2; scrollbar-gutter: stable; scrollbar-size-vertical: 1;
    }
    SeatEnd #all > * { padding: 0 1 0 0; }
    SeatEnd EndText, SeatEnd SectionHead { margin: 1 0 0 0; }
    SeatEnd KeyRow { padding: 0 2; }
    """

    BINDINGS = [
        bind("seat-end.survey", "answer(True)"),
        bind("seat-end.leave", "answer(False)"),
    ]

    def __init__(self, game: SeatGame) -> None:
        """Take the game of a seat as it stands at its end."""
        super().__init__()
        self.game = game
        self.closing = close_seat(game)

    def compose(self) -> ComposeResult:
        """Lay out the ending, the verdicts and the keys."""
        opinions = opinions_for(self.game)
        yield EndHead(self.game.seen.label, self.closing.date)
        with VerticalScroll(id="all"):
            yield EndName(self.closing)
            yield EndText(self.closing.text)
            if opinions:
                yield SectionHead("verdicts", "" if self.game.ending else "as things stand")
                yield VerdictBoard(draw_lines(self.game, opinions))
        survey = "survey" if self.game.seen.asked else "survey, once white opens it"
        yield KeyRow(
            Key("{seat-end.survey}", survey, "answer(True)"), Key("↑↓", "scroll"),
            last=Key("{seat-end.leave}", "desk", "answer(False)"),
        )  # fmt: skip

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#all").focus()

    def action_answer(self, survey: bool) -> None:
        """Go back to the desk, or on to the survey."""
        self.dismiss(survey)


def close_seat(game: SeatGame) -> Closing:
    """Return how a game ended for a seat, without the score, which measures one seat alone.

    An exercise may end before its game does: then no ending is claimed.
    """
    closing = replace(closing_of(game), score=None)
    if game.ending is not None:
        return closing
    last = max((report.turn for report in game.reports), default=0)
    played = f"It was played to turn {last} of {game.seen.turns}" if last else "No turn was played"
    return replace(
        closing, name="The exercise is over", rank="no ending was reached",
        text=f"{played}; the rules have come to no ending.", date=game.date_of(max(last, 1)),
    )  # fmt: skip


def opinions_for(game: SeatGame) -> tuple[Opinion, ...]:
    """Return the seat's own verdict and those of judges that are no seats.

    What other seats make of it is measured by what only they know.
    """
    others = set(game.rules.scenario.seat) - {game.seat}
    return tuple(each for each in opinions_of(game) if each.by not in others)
