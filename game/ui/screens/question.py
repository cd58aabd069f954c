"""A question before the commit: what silence would answer, and how the game may end."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.engine.words import name_odds
from game.ui.desk.planning import Silence
from game.ui.keyboard.catalogue import bind
from game.ui.screens.overlay import Overlay
from game.ui.widgets.key_row import Key, KeyRow


class QuestionScreen(Overlay[bool]):
    """Whether to commit all the same."""

    DEFAULT_CSS = """
    QuestionScreen {
        align: center middle;
    }
    QuestionScreen > #question {
        width: 64;
        max-width: 100%;
        height: auto;
        background: $card;
        border-left: outer $gold;
        padding: 1 3 1 2;
    }
    QuestionScreen Static {
        height: auto;
        margin: 0 0 1 0;
    }
    """

    BINDINGS = [
        bind("question.commit", "answer(True)"),
        bind("question.back", "answer(False)"),
    ]

    def __init__(
        self,
        silences: tuple[Silence, ...] = (),
        endings: tuple[tuple[str, float], ...] = (),
        title: str = "COMMIT THE TURN?",
        done: str = "commit",
        note: str = "",
    ) -> None:
        """Ask before the turn is given away.

        Args:
            silences: The demands that silence would answer.
            endings: The endings that the game may have, with their odds in per cent.
            title: The question, in capitals.
            done: What yes does, in a word.
            note: What follows from it, where that is not the next turn.
        """
        super().__init__()
        self.silences = silences
        self.endings = endings
        self.heading = title
        self.done = done
        self.note = note

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(id="question"):
            yield Static(Content.assemble((self.heading, "bold $bright")))
            if self.silences:
                yield Static(self._tell_silences())
            if self.endings:
                yield Static(self._tell_endings())
            if self.note:
                yield Static(Content.assemble((self.note, "$soft")))
            yield KeyRow(
                Key("{question.commit}", self.done, "answer(True)"),
                Key("{question.back}", "back", "answer(False)"),
            )

    def _tell_silences(self) -> Content:
        lines = [Content.assemble(("Unanswered; silence means:", "$soft"))]
        for silence in self.silences:
            title = (f"  {silence.title}: ", "$soft")
            lines.append(Content.assemble(title, (silence.answer, "bold $bright")))
        return Content("\n").join(lines)

    def _tell_endings(self) -> Content:
        lines = [Content.assemble(("The game may end with this turn:", "$soft"))]
        for label, odds in self.endings:
            told = (f"  {name_odds(odds)}, about {odds:.0f}%", "$soft")
            lines.append(Content.assemble((f"  {label}", "bold $bright"), told))
        return Content("\n").join(lines)

    def action_answer(self, answer: bool) -> None:
        """Give the answer."""
        self.dismiss(answer)
