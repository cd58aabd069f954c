"""Draw verdicts in one or two columns: judge, word, bar, sentence."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.ui.glyphs import UNICODE, Glyphs, glyphs_of
from game.ui.widgets.bar import odds_content
from game.ui.widgets.rows import columns, fold

JUDGE, WORD, BAR = 21, 15, 7
"""Cells of the judge's name, of the word and of the bar."""

TWO = 96
"""From so many columns on, verdicts stand in two columns."""

BESIDE = 70
"""From so many cells of one column on, the sentence stands beside the bar, not below."""


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One verdict."""

    judge: str
    """The judge's name."""
    place: int
    """The judge's place among the glyphs of seats."""
    accent: str
    """Name of the judge's colour."""
    word: str
    """The verdict in a word; may be empty."""
    share: float | None
    """Where it stands on its scale, 0 to 1."""
    sentence: str
    """The verdict in a sentence."""


def verdict_rows(line: VerdictLine, width: int, glyphs: Glyphs = UNICODE) -> tuple[Content, ...]:
    """Return one verdict as rows of `width` cells."""
    judge = Content.assemble((f"{glyphs.seat(line.place)} {line.judge}", f"${line.accent}"))
    bar = Content("")
    if line.share is not None:
        bar = odds_content(line.share, BAR, line.accent, glyphs)
    word = Content.assemble((line.word, "bold $bright"))
    head = columns((judge, JUDGE), (word, WORD), (bar, BAR))
    if width >= BESIDE:
        rest = fold(line.sentence, "$soft", width - head.cell_length - 1)
        blank = Content(" " * (head.cell_length + 1))
        first = head + " " + rest[0] if rest else head
        return (first, *(blank + row for row in rest[1:]))
    return (head, *(Content("  ") + row for row in fold(line.sentence, "$soft", width - 2)))


def board_content(lines: tuple[VerdictLine, ...], width: int, glyphs: Glyphs = UNICODE) -> Content:
    """Draw all verdicts; in two columns the first half stands on the left."""
    if width < TWO:
        rows = [row for line in lines for row in verdict_rows(line, width, glyphs)]
        return Content("\n").join(rows)
    inner = (width - 3) // 2
    half = (len(lines) + 1) // 2
    rows = []
    for place in range(half):
        left = list(verdict_rows(lines[place], inner, glyphs))
        right = []
        if place + half < len(lines):
            right = list(verdict_rows(lines[place + half], inner, glyphs))
        blank = Content("")
        for at in range(max(len(left), len(right))):
            start = left[at] if at < len(left) else blank
            end = right[at] if at < len(right) else blank
            rows.append(start.pad_right(max(0, inner + 3 - start.cell_length)) + end)
    return Content("\n").join(rows)


class VerdictBoard(Widget):
    """Draw verdicts in the width that there is."""

    DEFAULT_CSS = """
    VerdictBoard {
        width: 1fr;
        height: auto;
    }
    """

    lines: reactive[tuple[VerdictLine, ...]] = reactive(())
    """The verdicts."""

    def __init__(self, lines: tuple[VerdictLine, ...] = (), *, id: str | None = None) -> None:
        """Start with verdicts."""
        super().__init__(id=id)
        self.set_reactive(VerdictBoard.lines, lines)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the rows that the verdicts take."""
        return board_content(self.lines, width, glyphs_of(self.app)).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the board."""
        return board_content(self.lines, max(20, self.size.width), glyphs_of(self.app))
