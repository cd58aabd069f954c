"""Paint a map: land, coasts and home first, then flows, marks, labels and captions over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from game.ui.braille import DotGrid, braille, walk
from game.ui.canvas import Cell
from game.ui.glyphs import Glyphs
from game.ui.theatre.atlas import Atlas, Place
from game.ui.theatre.projection import Projection
from game.ui.theatre.raster import SEA, Ink, LandCell
from game.ui.theatre.view import AreaTint, Caption, Flow, MapView, PlaceMark
from game.ui.theme import Palette, Rgb, blend

NEUTRAL = 0.75
"""Factor on the tint of land that no seat's accent colours: 6 to 7 per cent by night."""

FADE_START = 0.4
"""Part of the faded width that stays ground entirely."""

FADE_STEPS = 16
"""In so many steps the map comes up: too fine to be seen, and few enough colours to be quick."""

LIT_DOTS, LIT_STEP = 2, 5
"""A lit flow shows so many dots of so many."""

CUT_DOTS, CUT_STEP = 1, 6
"""A cut flow shows so many dots of so many."""

ASCII_INK = {Ink.NONE: " ", Ink.BORDER: ".", Ink.COAST: ".", Ink.HALFTONE: ":", Ink.EDGE: "%"}
"""Characters of the bare map where braille may not be drawn."""

MIX_OF_INK = {
    Ink.NONE: "mix-border",
    Ink.BORDER: "mix-border",
    Ink.COAST: "mix-coast",
    Ink.HALFTONE: "mix-halftone",
    Ink.EDGE: "mix-edge",
}
"""How strongly the dots of each kind take their area's accent."""


@dataclass(slots=True)
class Painter:
    """Paint one picture; `cells` is the picture so far."""

    view: MapView
    """What to show."""
    atlas: Atlas
    """Where it is."""
    projection: Projection
    """Degrees to dots."""
    land: list[list[LandCell]]
    """The bare map, rows of cells."""
    palette: Palette
    """Colours in force."""
    glyphs: Glyphs
    """Set of glyphs in force."""
    cells: list[list[Cell]]
    """Rows of painted cells."""
    taken: set[tuple[int, int]]
    """Columns and rows that hold a mark or a label."""

    @property
    def columns(self) -> int:
        """Give the width in cells."""
        return len(self.cells[0]) if self.cells else 0

    def put(self, column: int, row: int, character: str, colour: Rgb, **style: bool) -> None:
        """Set a character on the land's ground; outside the picture nothing happens."""
        if 0 <= row < len(self.cells) and 0 <= column < self.columns:
            ground = self.cells[row][column].ground
            self.cells[row][column] = Cell(character, colour, ground, **style)

    def fill(self, column: int, row: int, colour: Rgb) -> None:
        """Set the colour behind a character."""
        if 0 <= row < len(self.cells) and 0 <= column < self.columns:
            self.cells[row][column] = self.cells[row][column]._replace(ground=colour)

    def write(self, column: int, row: int, text: str, colour: Rgb, **style: bool) -> None:
        """Write a text and take its cells; the halftone stays one cell away."""
        end = column + cell_len(text)
        for beside in (column - 1, end):
            if 0 <= row < len(self.land) and 0 <= beside < self.columns:
                self._clear_halftone(beside, row)
        for offset, character in enumerate(text):
            self.put(column + offset, row, character, colour, **style)
            self.taken.add((column + offset, row))

    def _clear_halftone(self, column: int, row: int) -> None:
        """Blank a cell if it holds nothing but the halftone."""
        if self.land[row][column].ink is Ink.HALFTONE and (column, row) not in self.taken:
            self.put(column, row, " ", self.palette.colour("bright"))


def paint(
    view: MapView,
    atlas: Atlas,
    projection: Projection,
    land: list[list[LandCell]],
    palette: Palette,
    glyphs: Glyphs,
) -> list[list[Cell]]:
    """Paint a view over the bare map; gives rows of cells of the same shape as `land`."""
    painter = Painter(view, atlas, projection, land, palette, glyphs, [], set())
    painter.cells = _land_cells(painter)
    for flow in view.flows:
        _paint_flow(painter, flow)
    captions = _place_captions(painter)
    seen = [(mark, atlas.places[mark.name]) for mark in view.places if mark.name in atlas.places]
    placed = [(mark, place, _paint_mark(painter, mark, place)) for mark, place in seen]
    for mark, place, span in placed:
        if mark.label:
            _paint_label(painter, mark, place, span)
    _paint_captions(painter, captions)
    return painter.cells


def _land_cells(painter: Painter) -> list[list[Cell]]:
    """Paint the bare map; cells of one kind at one depth of the fade are painted once."""
    columns, fade = len(painter.land[0]) if painter.land else 0, painter.view.fade
    tints = _tints(painter.atlas, painter.view)
    fades = [_fade(column, columns, fade) for column in range(columns)]
    painted: dict[tuple[LandCell, float], Cell] = {}
    rows = []
    for line in painter.land:
        row = []
        for key in zip(line, fades, strict=True):
            cell = painted.get(key)
            if cell is None:
                cell = painted[key] = _land_cell(painter, tints, *key)
            row.append(cell)
        rows.append(row)
    return rows


def _land_cell(painter: Painter, tints: list[AreaTint], land: LandCell, fade: float) -> Cell:
    """Paint a cell of the bare map, of which so much is seen."""
    palette = painter.palette
    colour, behind = _look(palette, tints, land)
    if fade < 1:
        ground = palette.colour("ground")
        colour, behind = blend(ground, colour, fade), blend(ground, behind, fade)
    character = _character(land, painter.glyphs)
    return Cell(character, behind if character == " " else colour, behind)


def _character(land: LandCell, glyphs: Glyphs) -> str:
    """Give the character of a cell of the bare map."""
    return braille(land.mask) if glyphs.dots else ASCII_INK[land.ink]


def _tints(atlas: Atlas, view: MapView) -> list[AreaTint]:
    """List the tint of every owner's number; parts without one take that of their country."""
    named = {tint.name: tint for tint in view.areas}
    codes = {area.code: named[area.name] for area in atlas.areas if area.name in named}
    neutral = AreaTint("", "soft")
    return [neutral, *(named.get(area.name, codes.get(area.code, neutral)) for area in atlas.areas)]


def _look(palette: Palette, tints: list[AreaTint], land: LandCell) -> tuple[Rgb, Rgb]:
    """Give the colours of a cell of the bare map: its dots and its ground."""
    owner, inked = tints[land.owner], tints[land.inked]
    strength = owner.strength * (NEUTRAL if owner.accent == "soft" else 1.0)
    if land.owner == SEA:
        behind = palette.colour("ground")
    else:
        behind = palette.tint(owner.accent, "mix-land", strength)
    return palette.tint(inked.accent, MIX_OF_INK[land.ink]), behind


def _fade(column: int, columns: int, fade: float) -> float:
    """Say how much of the map is seen in a column, 0 to 1."""
    if fade <= 0:
        return 1.0
    begin, end = columns * fade * FADE_START, columns * fade
    part = min(1.0, max(0.0, (column - begin) / max(1.0, end - begin)))
    return round((1 - (1 - part) ** 2) * FADE_STEPS) / FADE_STEPS


def _paint_flow(painter: Painter, flow: Flow) -> None:
    """Paint a dotted line through places; a cut one has a cross in its middle."""
    places = painter.atlas.places
    stops = [painter.projection.dots(places[name].at) for name in flow.points if name in places]
    dots = list(_path(stops))
    shown, step = (LIT_DOTS, LIT_STEP) if flow.lit else (CUT_DOTS, CUT_STEP)
    grid = DotGrid(painter.columns, len(painter.cells))
    for index, (x, y) in enumerate(dots):
        if index % step < shown:
            grid.dot(x, y)
    colour = painter.palette.colour(flow.accent if flow.lit else "faint")
    for row, masks in enumerate(grid.masks):
        for column, mask in enumerate(masks):
            if mask:
                dotted = braille(mask) if painter.glyphs.dots else painter.glyphs.dash
                painter.put(column, row, dotted, colour)
    if dots and not flow.lit:
        x, y = dots[len(dots) // 2]
        painter.write(x // 2, y // 4, painter.glyphs.cut, painter.palette.colour("bright"))


def _path(stops: list[tuple[float, float]]) -> Iterator[tuple[int, int]]:
    """Yield the dots of a line through all stops."""
    for start, end in pairwise(stops):
        yield from walk((int(start[0]), int(start[1])), (int(end[0]), int(end[1])))


def _paint_mark(painter: Painter, mark: PlaceMark, place: Place) -> tuple[int, int, int]:
    """Paint a place's chip or shapes; gives its row, first column and column after the last."""
    column, row = painter.projection.cell(place.at)
    if mark.chip:
        colour = painter.palette.colour("gold" if mark.chosen else "bright")
        painter.write(column, row, mark.chip, colour, bold=True, reverse=True)
        return row, column, column + 1
    shapes = mark.glyph * max(1, mark.count)
    first = column - len(shapes) // 2
    if shapes:
        painter.write(first, row, shapes, painter.palette.colour(mark.accent))
    return row, first, first + len(shapes)


def _paint_label(
    painter: Painter, mark: PlaceMark, place: Place, span: tuple[int, int, int]
) -> None:
    """Paint a label on the first side where it fits; a place beyond the east gets a pointer."""
    row, first, end = span
    text, length = mark.label, cell_len(mark.label)
    colour = painter.palette.colour(mark.accent)
    if first >= painter.columns:
        text, length = f"{text} {painter.glyphs.cursor}", length + 2
        spots = [(painter.columns - length - 1, row)]
    else:
        spots = _spots(place.label, row, (first, end), length)
    for column, line in spots:
        if _free(painter, column, line, length):
            if first < end and line == row:
                painter.write(min(end, column), row, "", colour)
            painter.write(column, line, text, colour, bold=mark.bold, reverse=mark.chosen)
            return


def _spots(side: str, row: int, span: tuple[int, int], length: int) -> list[tuple[int, int]]:
    """List where a label may begin, the preferred side first."""
    first, end = span
    gap = 1 if end > first else 0
    spots = {
        "right": (end + gap, row),
        "left": (first - gap - length, row),
        "above": (max(0, end - length), row - 1),
        "below": (max(0, end - length), row + 1),
    }
    return [spots[side], *(spot for name, spot in spots.items() if name != side)]


def _free(painter: Painter, column: int, row: int, length: int) -> bool:
    """Say whether a label fits in the picture without touching another."""
    if row < 0 or row >= len(painter.cells) or column < 0 or column + length > painter.columns:
        return False
    return not any((at, row) in painter.taken for at in range(column, column + length))


def _place_captions(painter: Painter) -> list[tuple[int, int, Caption]]:
    """Find the cells of the captions and keep labels off them."""
    found = []
    for caption in painter.view.captions:
        length = cell_len(caption.text)
        row = caption.row if caption.row >= 0 else len(painter.cells) + caption.row
        column = caption.column
        if column < 0:
            column = painter.columns + column + 1 - length
        painter.taken.update((at, row) for at in range(column, column + length))
        found.append((column, row, caption))
    return found


def _paint_captions(painter: Painter, captions: list[tuple[int, int, Caption]]) -> None:
    """Write the captions; their blanks let the map through, their blocks have no seams."""
    for column, row, caption in captions:
        colour = painter.palette.colour(caption.accent)
        for offset, character in enumerate(caption.text):
            if character == " ":
                continue
            painter.put(column + offset, row, character, colour, bold=caption.bold)
            if character == painter.glyphs.block and painter.glyphs.dots:
                painter.fill(column + offset, row, colour)
