"""Why a game cannot go on under the scenario that was just saved, line by line."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from game.archive.rereading import Proof
from game.scenario.diagnostics import Diagnostic
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.screens.sheet import Sheet
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold


class ProofScreen(Sheet[bool]):
    """What is wrong; answered with whether to go back to the last turn that fits."""

    TITLE_TEXT = "THE SCENARIO AS IT WAS SAVED"

    BINDINGS = [bind("proof.shorten", "shorten")]

    def __init__(self, proof: Proof) -> None:
        """Take what came of reading the scenario again."""
        super().__init__()
        self.proof = proof
        back = (Key("{proof.shorten}", "back to what fits", "shorten"),) if proof.shorter else ()
        self.KEYS = (Key("{list.up}{list.down}", "read on"), *back)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what goes back where there is no way back."""
        return action != "shorten" or self.proof.shorter is not None

    def remark(self) -> str:
        """Say what is played meanwhile."""
        return "the game goes on with the version before"

    def compose_body(self) -> ComposeResult:
        """Lay out the reason and the problems."""
        yield Roster(self.list_entries, id="problems")

    def on_mount(self) -> None:
        """Begin at the first problem."""
        self.query_one(Roster).focus()

    def list_entries(self, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the reason, or every problem with its place."""
        proof = self.proof
        if proof.problems:
            return tuple(_problem_entry(problem, width) for problem in proof.problems)
        lines = list(fold(proof.reason, "$bright", width))
        if proof.shorter is not None:
            key = keyboard_of(self.app).spell("proof.shorten")
            turn = f"With {key} the game goes back: {proof.shorter.label}."
            lines += [Content(""), *fold(turn, "$soft", width)]
        return (Entry(tuple(lines)),)

    def action_shorten(self) -> None:
        """Go back to the last turn that fits."""
        if self.proof.shorter is not None:
            self.dismiss(True)


def _problem_entry(problem: Diagnostic, width: int) -> Entry:
    """Return one problem: its message, then place, source line and help as they are printed."""
    _, *rest = problem.render().split("\n")
    head = fold(f"{problem.severity}({problem.key}): {problem.message}", "bold $bright", width)
    lines = (Content.assemble((line, "$soft")).truncate(width) for line in rest)
    return Entry((*head, *lines), gap=1)
