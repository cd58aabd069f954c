"""Draw the history of a share turn by turn, with flags on the turns that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from game.ui.braille import DOTS_ACROSS, DOTS_DOWN, FULL, DotGrid, braille
from game.ui.canvas import Cell, strip_of
from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.theme import Palette, Rgb

SCALE = 4
"""Columns left of the plot, for the scale."""

THICK = 2
"""Thickness of the line in dots."""

ABOVE = 2
"""Rows between a flag and the line, where there is room."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A turn to point at."""

    turn: int
    """The turn, from 1."""
    letter: str
    """One letter."""


@dataclass(frozen=True, slots=True)
class History:
    """One value per turn."""

    values: tuple[float, ...] = ()
    """Values, the first turn's first."""
    flags: tuple[Flag, ...] = ()
    """Turns with a flag."""
    accent: str = "gold"
    """Name of the colour."""
    low: float = 0.0
    """Value at the foot of the scale."""
    high: float = 100.0
    """Value at its top."""
    end: str = ""
    """What the last place is called; empty where it is a turn."""


class _Plot:
    """Paint one history into rows of cells: scale on the left, turns below."""

    def __init__(
        self, history: History, size: tuple[int, int], palette: Palette, glyphs: Glyphs
    ) -> None:
        """Start with an empty picture of `size` columns × rows."""
        self.history = history
        self.palette = palette
        self.glyphs = glyphs
        self.columns, self.rows = size[0] - SCALE, size[1] - 1
        self.ground = palette.colour("ground")
        blank = Cell(" ", palette.colour("soft"), self.ground)
        self.cells = [[blank] * size[0] for _ in range(size[1])]
        self.line = [self._dot_row(x) for x in range(self.columns * DOTS_ACROSS)]

    def _dot_row(self, x: int) -> int:
        """Give the upper row of dots of the line at a column of dots."""
        values = self.history.values
        place = x / max(1, self.columns * DOTS_ACROSS - 1) * (len(values) - 1)
        turn = min(int(place), max(0, len(values) - 2))
        step = values[min(turn + 1, len(values) - 1)] - values[turn]
        value = values[turn] + step * (place - turn)
        part = (value - self.history.low) / (self.history.high - self.history.low)
        return round((1 - min(1.0, max(0.0, part))) * (self.rows - 1) * DOTS_DOWN) + 1

    def write(self, column: int, row: int, text: str, colour: Rgb, **style: bool) -> None:
        """Write a text; what leaves the picture is cut off."""
        for offset, character in enumerate(text):
            if 0 <= column + offset < len(self.cells[row]):
                self.cells[row][column + offset] = Cell(character, colour, self.ground, **style)

    def paint(self) -> list[list[Cell]]:
        """Paint everything."""
        self._scale()
        self._area()
        for flag in self.history.flags:
            if 1 <= flag.turn <= len(self.history.values):
                self._flag(flag)
        self._turns()
        return self.cells

    def _scale(self) -> None:
        """Write the scale and draw its thresholds."""
        low, high = self.history.low, self.history.high
        for part in (0.0, 0.5, 1.0):
            row = round((1 - part) * (self.rows - 1))
            text = f"{low + (high - low) * part:.0f}".rjust(SCALE - 1)
            self.write(0, row, text, self.palette.colour("faint"))
            if part > 0:
                dashes = self.glyphs.dash * self.columns
                self.write(SCALE, row, dashes, self.palette.colour("hairline"))

    def _area(self) -> None:
        """Draw the line and the halftone below it."""
        grid = DotGrid(self.columns, self.rows)
        before = self.line[0]
        for x, top in enumerate(self.line):
            for y in range(min(top, before + 1), max(top + THICK, before)):
                grid.dot(x, y)
            before = top
        bright = self.palette.colour(self.history.accent)
        pale = self.palette.tint(self.history.accent, "mix-halftone")
        for column in range(self.columns):
            foot = max(self.line[column * DOTS_ACROSS : (column + 1) * DOTS_ACROSS])
            for row in range(self.rows):
                mask = grid.mask(column, row)
                if mask:
                    self.write(SCALE + column, row, self._dots(mask, "*"), bright)
                elif row * DOTS_DOWN > foot:
                    self.write(SCALE + column, row, self._dots(FULL, ":"), pale)

    def _dots(self, mask: int, plain: str) -> str:
        """Give a cell of dots, or a plain character where braille may not be drawn."""
        return braille(mask) if self.glyphs.dots else plain

    def column_of(self, turn: int) -> int:
        """Give the column of a turn, counted from the picture's left."""
        last = max(1, len(self.history.values) - 1)
        return SCALE + round((turn - 1) / last * (self.columns - 1))

    def _flag(self, flag: Flag) -> None:
        """Plant a flag above the line, higher where another one stands."""
        column = self.column_of(flag.turn)
        at = min((column - SCALE) * DOTS_ACROSS, len(self.line) - 1)
        row = max(0, self.line[at] // DOTS_DOWN - ABOVE)
        start = min(max(SCALE, column - 1), SCALE + self.columns - 3)
        while row > 0 and any(cell.reverse for cell in self.cells[row][start : start + 3]):
            row -= 1
        bright = self.palette.colour("bright")
        for below in range(row + 1, self.rows):
            if not self.cells[below][column].reverse:
                self.write(column, below, self.glyphs.pole, bright)
        self.write(start, row, f" {flag.letter} ", bright, bold=True, reverse=True)

    def _turns(self) -> None:
        """Number the turns, the flagged ones bright and first; the others where there is room."""
        flagged = {flag.turn for flag in self.history.flags}
        turns = range(1, len(self.history.values) + 1)
        taken: set[int] = set()
        for turn in sorted(turns, key=lambda turn: (turn not in flagged, turn)):
            text = self.history.end if turn == turns[-1] and self.history.end else str(turn)
            start = min(self.column_of(turn), SCALE + self.columns - len(text))
            span = range(start - 1, start + len(text) + 1)
            if taken.isdisjoint(span):
                colour = self.palette.colour("bright" if turn in flagged else "faint")
                self.write(start, self.rows, text, colour, bold=turn in flagged)
                taken.update(span)


def curve_cells(
    history: History, size: tuple[int, int], palette: Palette, glyphs: Glyphs
) -> list[list[Cell]]:
    """Paint a history into `size` columns × rows of cells; too little room stays blank."""
    if not history.values or size[0] < SCALE + 3 or size[1] < 3:
        return []
    return _Plot(history, size, palette, glyphs).paint()


class Curve(Widget):
    """Draw a history in whatever room there is; painted once and then cached."""

    DEFAULT_CSS = """
    Curve {
        width: 1fr;
        height: 8;
        background: $ground;
    }
    """

    history: reactive[History] = reactive(History())
    """What is drawn."""

    def __init__(
        self, history: History | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Start with a history."""
        super().__init__(id=id, classes=classes)
        self._strips: tuple[object, Sequence[Strip]] | None = None
        self.set_reactive(Curve.history, history or History())

    def render_line(self, y: int) -> Strip:
        """Give one row of the picture."""
        strips = self._painted()
        if y < len(strips):
            return strips[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _painted(self) -> Sequence[Strip]:
        """Paint the picture, unless nothing that it shows has changed."""
        glyphs = glyphs_of(self.app)
        key = (self.size, self.history, self.app.theme, glyphs)
        if self._strips is None or self._strips[0] != key:
            palette = Palette.of(self.app.theme_variables)
            cells = curve_cells(self.history, self.size, palette, glyphs)
            self._strips = (key, [strip_of(row) for row in cells])
        return self._strips[1]
