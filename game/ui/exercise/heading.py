"""The first row of a seat's desk: who, the phase with its clock, what was handed in, the date."""

from __future__ import annotations

import time

from textual.content import Content
from textual.reactive import reactive

from game.exercise.seats import SeatView
from game.ui.desk.header import describe_heading
from game.ui.desk.position import Position
from game.ui.exercise.words import PHASES, clock_content
from game.ui.keyboard.keyboard import write_keys
from game.ui.panels.heading import HeadingBar
from game.ui.panels.row import Row

STEPS = {
    "": "white begins soon", "brief": "read; orders come next",
    "lock": "orders are closed", "adjudicate": "white looks at the turn",
    "release": "read what came of it",
}  # fmt: skip
"""What a seat does in each phase, where it is not plain."""


class SeatHeading(HeadingBar):
    """Says what the seat must know of the exercise, always."""

    seen: reactive[SeatView | None] = reactive(None)
    """What the seat sees."""
    changed: reactive[bool] = reactive(False)
    """Whether the plan is another than the one that was handed in."""
    unread: reactive[int] = reactive(0)
    """Messages and dispatches that came since they were looked at."""

    seen_at = 0.0
    """When that was, in seconds of a steady clock."""

    def watch_seen(self) -> None:
        """Start counting from here."""
        self.seen_at = time.monotonic()

    def draw(self, position: Position, width: int) -> Content:
        """Draw the row."""
        seen, margin = self.seen, 1 if self.compact else 2
        if seen is None:
            return super().draw(position, width)
        row = Row(width).put(margin, f"{self.glyphs.logo} {seen.label}", "bold $gold")
        column = margin + min(20 if self.compact else 28, len(seen.label) + 5)
        stage = Content.assemble((f"{PHASES.get(seen.phase, seen.phase)} ", "$soft"))
        if seen.over or seen.ended:
            word = "game" if seen.over else "exercise"
            stage = Content.assemble((f"the {word} is over", "bold $bright"))
        elif seen.phase:
            stage += clock_content(self._left(seen), seen.paused)
        stage += Content("  ") + self._orders(seen)
        heading = describe_heading(position)
        date = [(heading.date, "bold $bright"), ("  turn ", "$faint")]
        turn = min(heading.turn, seen.turns)
        turns = [(str(turn), "bold $bright"), (f" of {seen.turns}", "$faint")]
        if seen.practising:
            date, turns = [(" practice, does not count ", "bold reverse $bright")], []
        if seen.asked and not seen.survey:
            date.insert(0, (write_keys("{desk.survey}", self.app), "bold $gold"))
            date.insert(1, (" survey  ", "$soft"))
        if seen.debating:
            date.insert(0, (write_keys("{desk.argue}", self.app), "bold $gold"))
            date.insert(1, (" argue  ", "$soft"))
        if self.unread:
            date.insert(0, (f" {self.unread} new ", "reverse $bright"))
            date.insert(1, ("  ", ""))
        right = Content.assemble(*date, *turns)
        step = Content.assemble((f"  {self._next_step(seen)}", "$faint"))
        room = width - margin - column - stage.cell_length - right.cell_length - 2
        row.put(column, stage + step if step.cell_length <= room else stage)
        return row.end(width - margin, right).content()

    def _next_step(self, seen: SeatView) -> str:
        """Say what is to be done now."""
        if seen.over or seen.ended or seen.bot:
            return ""
        if seen.phase == "plan" and seen.submitted is None:
            return write_keys("{desk.commit} hands your orders in", self.app)
        return STEPS.get(seen.phase, "")

    def _left(self, seen: SeatView) -> float | None:
        if seen.remaining is None or seen.paused:
            return seen.remaining
        return seen.remaining - (time.monotonic() - self.seen_at)

    def _orders(self, seen: SeatView) -> Content:
        """Say whether orders are handed in, and whether they are the plan."""
        if seen.bot:
            return Content.assemble(("a bot plays this seat", "bold $bright"))
        if seen.submitted is not None:
            word = "changed since" if self.changed else "handed in"
            return Content.assemble((f"{self.glyphs.ordered} {word}", "bold $gold"))
        if seen.grace is not None and seen.grace > 0:
            return Content.assemble((f"grace {seen.grace:.0f} s", "bold reverse $bright"))
        return (
            Content.assemble((f"{self.glyphs.ordered} ready", "$gold"))
            if seen.ready
            else Content("")
        )
