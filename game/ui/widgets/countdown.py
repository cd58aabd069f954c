"""Count down what runs out: a tall digit, what it counts, why, until when, and pips."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.reactive import reactive
from textual.renderables.digits import Digits
from textual.widget import Widget

from game.ui.glyphs import UNICODE, Glyphs, glyphs_of

TALL = 4
"""Rows of the full form; with fewer, the compact form of one row is drawn."""


@dataclass(frozen=True, slots=True)
class Count:
    """One countdown."""

    value: int | None = None
    """What is left, 0 or more; None where no end is in sight."""
    title: str = ""
    """What is counted, such as *turns of reserves*."""
    short: str = ""
    """The same in one word, for the compact form."""
    cause: str = ""
    """Why it runs, with the number behind it."""
    date: str = ""
    """When it is over."""
    accent: str = "bright"
    """Name of the colour of digit and pips."""
    pips: int = 8
    """Pips in all, filled and empty; a value above fills all of them."""


def tall_digits(text: str, glyphs: Glyphs = UNICODE) -> tuple[str, str, str]:
    """Write a number three rows high, three columns a digit; without line glyphs on one row."""
    if not glyphs.dots:
        return text, " " * cell_len(text), " " * cell_len(text)
    pieces = [piece for piece in Digits(text).render(Style()) if isinstance(piece, Segment)]
    first, second, third = (piece.text for piece in pieces if piece.text != "\n")
    return first, second, third


def count_text(value: int | None) -> str:
    """Write what is left; a dash where no end is in sight."""
    return "-" if value is None else str(value)


def _pips(count: Count, between: str, glyphs: Glyphs) -> Content:
    """Draw the pips; where no end is in sight all of them are full."""
    full = count.pips if count.value is None else min(max(count.value, 0), count.pips)
    cells = [(glyphs.full + between, f"${count.accent}")] * full
    cells += [(glyphs.empty + between, "$hairline")] * (count.pips - full)
    return Content.assemble(*cells)


def tall_content(count: Count, width: int, glyphs: Glyphs = UNICODE) -> Content:
    """Draw a countdown in four rows; `width` in cells decides how close the pips stand."""
    digits = tall_digits(count_text(count.value), glyphs)
    beside = ((count.title, "bold $bright"), (count.cause, "$soft"), (count.date, "$faint"))
    gap = "  "
    indent = " " * (cell_len(digits[0]) + len(gap))
    between = " " if len(indent) + 2 * count.pips <= width + 1 else ""
    rows = [
        Content.assemble((digit, f"${count.accent}"), gap, (text, style))
        for digit, (text, style) in zip(digits, beside, strict=True)
    ]
    return Content("\n").join([*rows, Content(indent) + _pips(count, between, glyphs)])


def flat_content(count: Count, width: int, glyphs: Glyphs = UNICODE) -> Content:
    """Draw a countdown in one row; where `width` is short the pips go."""
    head = Content.assemble(
        (count_text(count.value), f"bold ${count.accent}"), (f" {count.short}", "$soft")
    )
    if head.cell_length + 1 + count.pips > width:
        return head
    return head + Content(" ") + _pips(count, "", glyphs)


class Countdown(Widget):
    """Draw a countdown, tall or in one row, as its height says."""

    DEFAULT_CSS = """
    Countdown {
        width: 1fr;
        height: 4;
    }
    """

    count: reactive[Count] = reactive(Count())
    """What is counted."""

    def __init__(
        self, count: Count | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Start with a countdown."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(Countdown.count, count or Count())

    def render(self) -> Content:
        """Draw the form that fits."""
        draw = tall_content if self.size.height >= TALL else flat_content
        return draw(self.count, self.size.width, glyphs_of(self.app))
