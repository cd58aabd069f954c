"""The first row of white's console: the exercise and its clock, what waits, what is unusual."""

from __future__ import annotations

import time

from textual.content import Content
from textual.widget import Widget

from game.exercise.white import WhiteView
from game.ui.exercise.words import count_of, write_elapsed
from game.ui.glyphs import glyphs_of
from game.ui.widgets.rows import cut, spread


class ConsoleHead(Widget):
    """The first row: the exercise, its clock, how much waits."""

    DEFAULT_CSS = "ConsoleHead { height: 1; background: $bar; padding: 0 1; }"

    def __init__(self) -> None:
        """Start with nothing known."""
        super().__init__(id="head")
        self.view: WhiteView | None = None
        self.since = time.monotonic()

    def show(self, view: WhiteView) -> None:
        """Show what white sees."""
        self.view, self.since = view, time.monotonic()
        self.refresh()

    def render(self) -> Content:
        """Draw the row."""
        view, glyphs = self.view, glyphs_of(self.app)
        logo = Content.assemble((f"{glyphs.logo} WHITE", "bold $gold"))
        if view is None:
            return logo
        clock = write_elapsed(view.elapsed + (0 if view.paused else time.monotonic() - self.since))
        waits = count_of(len(view.queue), "thing") + (" waits" if len(view.queue) == 1 else " wait")
        right = Content.assemble(
            (waits, "bold $bright" if view.queue else "$faint"),
            ("   ", ""), _state_of(view), (f" {clock}", "$bright"),
        )  # fmt: skip
        left = logo + Content.assemble((f"   {view.title}", "$soft"))
        # The bar's padding is not its content's.
        width = self.content_size.width
        return spread(cut(left, max(0, width - right.cell_length - 2)), right, width)


def _state_of(view: WhiteView) -> Content:
    """Say how far the exercise is, and what is out of the usual."""
    row = Content("")
    if view.turnout.open:
        turnout = view.turnout
        told = f"survey {turnout.seats}/{turnout.teams}"
        told += f" and {count_of(turnout.observers, 'observer')}" if turnout.observers else ""
        row += Content.assemble((told, "$gold"), "  ")
    if view.idle and view.progress == "running":
        told = f" no host: exercise serve {view.id} "
        row += Content.assemble((told, "bold reverse $bright"), "  ")
    if view.projector.dark:
        row += Content.assemble(("projector dark", "$gold"), "  ")
    if view.practising:
        row += Content.assemble((" PRACTICE ", "bold reverse $bright"), " ")
    if view.progress == "running" and view.paused:
        return row + Content.assemble((" PAUSED ", "bold reverse $bright"))
    word = {"prepared": "not begun", "ended": "ended"}.get(view.progress, "running")
    return row + Content.assemble((f" {word} ", "$soft"))
