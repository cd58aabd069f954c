"""Show the turns as a line: what is past, now, and what is known to come."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.ui.glyphs import UNICODE, Glyphs, glyphs_of
from game.ui.widgets.label_row import LabelRow

ACT_GAP = 3
"""Cells between two acts, where there is room; within an act there is one."""


@dataclass(frozen=True, slots=True)
class TurnWindow:
    """A stretch of turns to come in which something may happen."""

    first: int
    """First turn, from 1."""
    last: int
    """Last turn."""
    label: str
    """What may happen."""


@dataclass(frozen=True, slots=True)
class TurnMark:
    """A turn to come in which something ends or is due."""

    turn: int
    """The turn, from 1; one after the last turn is not drawn."""
    label: str
    """What ends."""
    accent: str = "bright"
    """Name of the colour."""


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """The turns of a game."""

    turns: int = 1
    """Number of turns."""
    now: int = 1
    """Present turn, from 1; after the last turn the game is over."""
    first: str = ""
    """Date of the first turn."""
    last: str = ""
    """Date of the last turn."""
    acts: tuple[int, ...] = ()
    """Turns that open an act, without the first."""
    windows: tuple[TurnWindow, ...] = ()
    """Stretches drawn in dashes."""
    marks: tuple[TurnMark, ...] = ()
    """What is marked below the line, the weightiest first."""


def segments(line: ThreadLine, width: int) -> list[tuple[int, int]]:
    """Place the turns on `width` cells: first cell and length of each; a turn has one at least.

    Lengths differ by one at most, so that the line ends at the right edge.
    """
    gaps = [0] + [ACT_GAP if turn in line.acts else 1 for turn in range(2, line.turns + 1)]
    if (width - sum(gaps)) // line.turns < 2:
        gaps = [0] + [1 if turn in line.acts else 0 for turn in range(2, line.turns + 1)]
    room = max(line.turns, width - sum(gaps))
    ends = [round(turn * room / line.turns) for turn in range(line.turns + 1)]
    return [
        (start + offset, end - start)
        for (start, end), offset in zip(pairwise(ends), accumulate(gaps), strict=True)
    ]


def line_content(
    line: ThreadLine, width: int, glyphs: Glyphs = UNICODE, *, marks: bool = False
) -> Content:
    """Draw the line itself; with `marks` the marked turns begin with their mark."""
    row: list[tuple[str, str]] = []
    column = 0
    marked = {mark.turn: mark for mark in reversed(line.marks)} if marks else {}
    for turn, (start, length) in enumerate(segments(line, width), start=1):
        cell, style = _look(line, turn, glyphs)
        row.append((" " * (start - column), ""))
        if turn in marked and turn > line.now:
            row.append((glyphs.mark, f"${marked[turn].accent}"))
            row.append((cell * (length - 1), style))
        else:
            row.append((cell * length, style))
        column = start + length
    return Content.assemble(*row)


def _look(line: ThreadLine, turn: int, glyphs: Glyphs) -> tuple[str, str]:
    """Give a turn's cell and colour: past, now, in a window, or ahead."""
    if turn == line.now:
        return glyphs.share, "$gold"
    if turn < line.now:
        return glyphs.share, "$faint"
    if any(window.first <= turn <= window.last for window in line.windows):
        return glyphs.dash, "$soft"
    return glyphs.track, "$hairline"


def labels_content(line: ThreadLine, width: int, glyphs: Glyphs = UNICODE) -> Content:
    """Write what stands below the line: now, marks, windows, and the dates where there is room."""
    places = segments(line, width)
    labels = LabelRow(width)
    if 1 <= line.now <= line.turns:
        _put_mark(labels, places[line.now - 1], TurnMark(line.now, "now", "gold"), glyphs)
    inside = [mark for mark in line.marks if 1 <= mark.turn <= line.turns]
    for mark in sorted(inside, key=lambda mark: -mark.turn):
        _put_mark(labels, places[mark.turn - 1], mark, glyphs)
    for window in line.windows:
        if window.last > line.now and window.first <= line.turns:
            _put_window(labels, places[max(window.first, line.now + 1) - 1][0], window.label)
    labels.put(0, line.first, "$faint")
    labels.put(sum(places[-1]) - cell_len(line.last), line.last, "$faint")
    return labels.content()


def _put_mark(labels: LabelRow, place: tuple[int, int], mark: TurnMark, glyphs: Glyphs) -> None:
    """Write a mark: at its turn's start with the words to its right, or at its end, or alone."""
    start, length = place
    style = f"${mark.accent}"
    to_right, to_left = f"{glyphs.mark} {mark.label}", f"{mark.label} {glyphs.mark}"
    end = start + length - cell_len(to_left)
    if not labels.put(start, to_right, style) and not labels.put(end, to_left, style):
        labels.put(start, glyphs.mark, style)


def _put_window(labels: LabelRow, start: int, label: str) -> None:
    """Write a window's label at its first turn, or up to half its length before."""
    for column in range(start, start - cell_len(label) // 2, -1):
        if labels.put(column, label, "$soft"):
            return


class Thread(Widget):
    """Draw the turns in two rows, line and labels, or the line alone in one."""

    DEFAULT_CSS = """
    Thread {
        width: 1fr;
        height: 2;
    }
    """

    line: reactive[ThreadLine] = reactive(ThreadLine())
    """The turns."""

    def __init__(
        self, line: ThreadLine | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Start with a line of turns."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(Thread.line, line or ThreadLine())

    def render(self) -> Content:
        """Draw the form that fits."""
        width, glyphs = max(1, self.size.width), glyphs_of(self.app)
        if self.size.height < 2:
            return line_content(self.line, width, glyphs, marks=True)
        line = line_content(self.line, width, glyphs)
        return Content("\n").join([line, labels_content(self.line, width, glyphs)])
