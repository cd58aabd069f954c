"""Draw a fan: the history of a value, then the bands in which eight, and half, of futures lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from game.ui.braille import DOTS_ACROSS, DOTS_DOWN, DotGrid, braille
from game.ui.canvas import Cell, strip_of
from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.theme import Palette, Rgb

SCALE = 5
"""Columns left of the plot, for the scale."""

BESIDE = 11
"""Columns right of the plot, for the name of the threshold, where there is room."""

BROAD = 60
"""From so many columns on there is room for it."""

PARTS = 8
"""Into so many steps a row is divided."""

STRONG = 1.0
"""How strong the inner band is tinted; the outer one half as much."""

SPARSE = 3
"""Every so many columns of dots the other plan has one."""


@dataclass(frozen=True, slots=True)
class FanPicture:
    """What a fan shows."""

    history: tuple[float, ...] = ()
    """The values until now, a turn apart; the last is that of now."""
    bands: tuple[tuple[float, ...], ...] = ()
    """Lowest, low, middle, high and highest value after each turn from now on."""
    rival: tuple[float, ...] = ()
    """The middle of another plan; empty where it is the same."""
    low: float = 0.0
    """The foot of the scale."""
    high: float = 100.0
    """The top of the scale."""
    threshold: float | None = None
    """A value that is marked."""
    threshold_label: str = ""
    """What lies beyond it."""
    accent: str = "gold"
    """Name of the colour."""
    ticks: tuple[tuple[int, str], ...] = ()
    """Places on the axis, counted in turns from the start, with what is written there."""
    wide: bool = True
    """Whether the outer band is drawn."""


class _Plot:
    """Paint one fan into rows of cells: scale on the left, threshold's name on the right."""

    def __init__(
        self, picture: FanPicture, size: tuple[int, int], palette: Palette, glyphs: Glyphs
    ) -> None:
        """Start with an empty picture of `size` columns × rows."""
        self.picture = picture
        self.palette = palette
        self.glyphs = glyphs
        self.beside = BESIDE if size[0] >= BROAD else 0
        self.columns = size[0] - SCALE - self.beside
        self.rows = size[1] - (1 if picture.ticks else 0)
        self.ground = palette.colour("ground")
        self.tinted = palette.shares["mix-land"] > 0 and glyphs.dots
        blank = Cell(" ", palette.colour("soft"), self.ground)
        self.cells = [[blank] * size[0] for _ in range(size[1])]
        self.now = len(picture.history) - 1
        self.last = max(1, self.now + len(picture.bands[2] if picture.bands else ()))

    def paint(self) -> list[list[Cell]]:
        """Paint everything, from back to front."""
        self._write_scale()
        self._draw_bands()
        self._draw_threshold()
        self._draw_now()
        self._draw_lines()
        self._write_axis()
        return self.cells

    def column_of(self, place: float) -> float:
        """Give the column of a place in time, counted from the plot's left."""
        return place / self.last * (self.columns - 1)

    def height_of(self, value: float, steps: int) -> int:
        """Give the height of a value above the foot, in so many steps a row."""
        span = self.picture.high - self.picture.low
        part = (value - self.picture.low) / span if span > 0 else 0.5
        return round(min(1.0, max(0.0, part)) * (self.rows * steps - 1))

    def write(self, column: int, row: int, text: str, colour: Rgb) -> None:
        """Write a text on the ground that is there; what leaves the picture is cut off."""
        for offset, character in enumerate(text):
            if 0 <= row < len(self.cells) and 0 <= column + offset < len(self.cells[row]):
                ground = self.cells[row][column + offset].ground
                self.cells[row][column + offset] = Cell(character, colour, ground)

    def _write_scale(self) -> None:
        for row, value in ((0, self.picture.high), (self.rows - 1, self.picture.low)):
            self.write(0, row, f"{value:.0f}".rjust(SCALE - 1), self.palette.colour("faint"))

    def _draw_bands(self) -> None:
        """Fill the plot right of now with the bands, in steps of an eighth of a row."""
        first = round(self.column_of(self.now))
        for column in range(first + 1, self.columns):
            place = column / max(1, self.columns - 1) * self.last
            edges = [
                self.height_of(
                    interpolate((self.picture.history[-1], *line), place - self.now), PARTS
                )
                for line in self.picture.bands
            ]
            for row in range(self.rows):
                foot = (self.rows - 1 - row) * PARTS
                self._fill(column, row, [self._level(foot + part, edges) for part in range(PARTS)])

    def _level(self, height: int, edges: Sequence[int]) -> int:
        """Tell in which band a height lies: 0 in none, 1 in the outer, 2 in the inner one."""
        if edges[1] <= height <= edges[3]:
            return 2
        return 1 if self.picture.wide and edges[0] <= height <= edges[4] else 0

    def _fill(self, column: int, row: int, levels: Sequence[int]) -> None:
        """Fill a cell whose lower part may lie in another band than its upper part."""
        under, over = levels[0], levels[-1]
        if not self.tinted:
            shades = " ░▒" if self.glyphs.dots else " .:"
            shade = shades[levels[PARTS // 2]]
            self.write(SCALE + column, row, shade, self.palette.colour("faint"))
            return
        part = sum(1 for level in levels if level == under)
        whole = under == over
        character = " " if whole else self.glyphs.steps[max(1, min(part, PARTS - 1)) - 1]
        top = max(levels) if whole else over
        self.cells[row][SCALE + column] = Cell(character, self._tint(under), self._tint(top))

    def _tint(self, level: int) -> Rgb:
        return self.palette.tint(self.picture.accent, "mix-halftone", STRONG * level / 2)

    def _draw_threshold(self) -> None:
        value = self.picture.threshold
        if value is None or not self.picture.low <= value <= self.picture.high:
            return
        row = self.rows - 1 - self.height_of(value, 1)
        colour = self.palette.colour("faint")
        for column in range(SCALE, SCALE + self.columns):
            if self.cells[row][column].character == " ":
                self.write(column, row, self.glyphs.dash, colour)
        if self.beside:
            label = self.picture.threshold_label[: self.beside - 1]
            self.write(SCALE + self.columns + 1, row, label, self.palette.colour("soft"))

    def _draw_now(self) -> None:
        column = SCALE + round(self.column_of(self.now))
        for row in range(self.rows):
            self.write(column, row, self.glyphs.now, self.palette.colour("hairline"))

    def _draw_lines(self) -> None:
        """Draw the other plan, the middle of the futures and the history as dots, in this order."""
        start = self.picture.history[-1]
        if self.picture.rival:
            self._draw_line((start, *self.picture.rival), self.now, "soft", SPARSE, ".")
        if self.picture.bands:
            middle = self.picture.bands[2]
            self._draw_line((start, *middle), self.now, self.picture.accent, 1, "*")
        self._draw_line(self.picture.history, 0, "bright", 1, "*")

    def _draw_line(
        self, values: Sequence[float], begin: int, colour: str, every: int, plain: str
    ) -> None:
        grid = DotGrid(self.columns, self.rows)
        width = self.columns * DOTS_ACROSS
        first = round(self.column_of(begin) * DOTS_ACROSS)
        final = round(self.column_of(begin + len(values) - 1) * DOTS_ACROSS) + 1
        for x in range(first + (every > 1), min(width, final + 1), every):
            place = x / max(1, width - 1) * self.last - begin
            height = self.height_of(interpolate(values, place), DOTS_DOWN)
            grid.dot(x, self.rows * DOTS_DOWN - 1 - height)
        for row in range(self.rows):
            for column in range(self.columns):
                mask = grid.mask(column, row)
                if mask:
                    self._dot(column, row, braille(mask) if self.glyphs.dots else plain, colour)

    def _dot(self, column: int, row: int, character: str, colour: str) -> None:
        """Set dots into a cell; of two bands in it, the dots stand on the stronger one."""
        cell = self.cells[row][SCALE + column]
        split = cell.character in self.glyphs.steps and self.tinted
        ground = max((cell.ground, cell.colour), key=sum) if split else cell.ground
        if self.tinted and split and cell.ground == self.ground:
            ground = cell.colour
        self.cells[row][SCALE + column] = Cell(character, self.palette.colour(colour), ground)

    def _write_axis(self) -> None:
        taken: set[int] = set()
        for place, text in self.picture.ticks:
            middle = SCALE + round(self.column_of(place))
            start = min(max(SCALE, middle - len(text) // 2), SCALE + self.columns - len(text))
            span = range(start - 2, start + len(text) + 2)
            if taken.isdisjoint(span):
                now = place == self.now
                self.write(
                    start, self.rows, text, self.palette.colour("bright" if now else "faint")
                )
                taken.update(span)


def interpolate(values: Sequence[float], place: float) -> float:
    """Return the value at a place between whole ones; beyond the ends, that of the end."""
    place = min(max(place, 0.0), len(values) - 1.0)
    left = min(int(place), max(0, len(values) - 2))
    right = min(left + 1, len(values) - 1)
    return values[left] + (values[right] - values[left]) * (place - left)


def fan_cells(
    picture: FanPicture, size: tuple[int, int], palette: Palette, glyphs: Glyphs
) -> list[list[Cell]]:
    """Paint a fan into `size` columns × rows of cells; too little room stays blank."""
    if not picture.history or size[0] < SCALE + 8 or size[1] < 3:
        return []
    return _Plot(picture, size, palette, glyphs).paint()


class FanChart(Widget):
    """Draw a fan in whatever room there is; painted once and then cached."""

    DEFAULT_CSS = """
    FanChart {
        width: 1fr;
        height: 1fr;
        background: $ground;
    }
    """

    picture: reactive[FanPicture] = reactive(FanPicture())
    """What is drawn."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._strips: tuple[object, Sequence[Strip]] | None = None

    def render_line(self, y: int) -> Strip:
        """Give one row of the picture."""
        strips = self._paint()
        if y < len(strips):
            return strips[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _paint(self) -> Sequence[Strip]:
        """Paint the picture, unless nothing that it shows has changed."""
        glyphs = glyphs_of(self.app)
        key = (self.size, self.picture, self.app.theme, glyphs)
        if self._strips is None or self._strips[0] != key:
            palette = Palette.of(self.app.theme_variables)
            cells = fan_cells(self.picture, self.size, palette, glyphs)
            self._strips = (key, [strip_of(row) for row in cells])
        return self._strips[1]
