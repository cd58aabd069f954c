"""How a fan is drawn, cell by cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.theme import CONTRAST_VARIABLES, NIGHT_VARIABLES, Palette
from game.ui.widgets.fan import SCALE, FanPicture, fan_cells, interpolate

NIGHT = Palette.of(NIGHT_VARIABLES)

PICTURE = FanPicture(
    history=(50.0, 50.0, 50.0),
    bands=((20.0, 0.0), (40.0, 25.0), (50.0, 50.0), (60.0, 75.0), (80.0, 100.0)),
    rival=(50.0, 10.0),
    low=0.0,
    high=100.0,
    threshold=0.0,
    threshold_label="gone",
    ticks=((2, "now"), (0, "Q1"), (4, "Q5")),
)
"""Level until now; then bands that open evenly."""


def draw(
    picture: FanPicture, glyphs: Glyphs = UNICODE, width: int = 72, palette: Palette = NIGHT
) -> list[str]:
    """Return the rows of a picture nine rows high."""
    cells = fan_cells(picture, (width, 9), palette, glyphs)
    return ["".join(cell.character for cell in row).rstrip() for row in cells]


def test_a_place_between_two_values_is_on_the_line_between_them() -> None:
    """Beyond the ends the end itself goes on."""
    assert [interpolate((0.0, 10.0, 4.0), place) for place in (-1.0, 0.25, 1.5, 9.0)] == [
        0.0, 2.5, 7.0, 4.0,
    ]  # fmt: skip


def test_scale_threshold_and_axis_are_written() -> None:
    """Ends of the scale at the left, the worst part at the right, now and the dates below."""
    rows = draw(PICTURE)
    assert rows[0].startswith(" 100") and rows[7].startswith("   0")
    assert rows[7].endswith("gone")
    assert rows[7][SCALE : SCALE + 20] == "╌" * 20
    assert rows[8].split() == ["Q1", "now", "Q5"]


def test_the_history_stands_left_of_now_and_the_bands_right_of_it() -> None:
    """Nothing is tinted before now; at the end the bands fill the whole height."""
    cells = fan_cells(PICTURE, (72, 9), NIGHT, UNICODE)
    now = next(at for at, cell in enumerate(cells[0]) if cell.character == "┆")
    ground = NIGHT.colour("ground")
    assert all(cell.ground == ground for row in cells for cell in row[:now])
    last = [row[SCALE + 55] for row in cells[:8]]
    tints = {NIGHT.tint("gold", "mix-halftone", part) for part in (0.5, 1.0)}
    assert {cell.ground for cell in last} == tints
    assert [cell.ground for cell in last] == [cell.ground for cell in reversed(last)]


def test_without_the_outer_band_only_half_of_the_futures_is_shown() -> None:
    """The pale band can be left out, the bright one never."""
    cells = fan_cells(replace(PICTURE, wide=False), (72, 9), NIGHT, UNICODE)
    pale = NIGHT.tint("gold", "mix-halftone", 0.5)
    strong = NIGHT.tint("gold", "mix-halftone", 1.0)
    grounds = {cell.ground for row in cells for cell in row}
    assert pale not in grounds and strong in grounds


@pytest.mark.parametrize(
    ("glyphs", "palette", "shades"),
    [(UNICODE, Palette.of(CONTRAST_VARIABLES), "░▒"), (ASCII, NIGHT, ".:")],
)
def test_without_tints_the_bands_are_signs(glyphs: Glyphs, palette: Palette, shades: str) -> None:
    """Nothing is told by colour alone; no cell has a ground of its own then."""
    shown = "".join(draw(PICTURE, glyphs, palette=palette))
    assert set(shades) <= set(shown)
    cells = fan_cells(PICTURE, (72, 9), palette, glyphs)
    assert {cell.ground for row in cells for cell in row} == {palette.colour("ground")}


def test_in_a_narrow_place_the_name_of_the_threshold_goes_first() -> None:
    """Below sixty columns the plot takes all; where there is no room, nothing is drawn."""
    assert "gone" not in "".join(draw(PICTURE, width=44))
    assert fan_cells(PICTURE, (10, 9), NIGHT, UNICODE) == []
    assert fan_cells(FanPicture(), (72, 9), NIGHT, UNICODE) == []
