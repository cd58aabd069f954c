"""Palette, glyphs, dots and block letters."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.theme import Theme

from game.ui.braille import DotGrid, braille, walk
from game.ui.glyphs import ASCII, UNICODE, Glyphs, glyphs_of
from game.ui.theme import (
    ACCENTS,
    CONTRAST,
    MIXES,
    NIGHT,
    PAINTED,
    SIXTEEN,
    THEMES,
    Palette,
    accent_for,
    blend,
)
from game.ui.widgets.rows import fold
from game.ui.wordmark import LETTERS, block_content, fitted, large, small, width


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_defines_every_colour_and_share(theme: Theme) -> None:
    """A theme can replace all colours, so it must give all of them."""
    assert set(PAINTED) | set(MIXES) <= set(theme.variables)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_and_accents_can_be_read_on_ground_and_card(theme: Theme) -> None:
    """Every text level and accent has a contrast of 4.5 to 1 on ground and card.

    The blue of sixteen colours is what the terminal has: 4 to 1.
    """
    least = 4.0 if theme is SIXTEEN else 4.5
    for name in ("faint", "soft", "bright", *ACCENTS):
        for ground in ("ground", "card"):
            assert contrast(theme.variables[name], theme.variables[ground]) >= least


def test_the_contrast_theme_keeps_its_word() -> None:
    """High contrast: every text at 9 to 1 or more."""
    for name in ("faint", "soft", "bright"):
        assert contrast(CONTRAST.variables[name], CONTRAST.variables["card"]) >= 9


def contrast(text: str, ground: str) -> float:
    """Give the contrast ratio of WCAG 2."""
    lights = []
    for colour in (text, ground):
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(colour).normalized
        )
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_seats_take_the_accents_in_order() -> None:
    """Seats take the accents in order; those after the fourth are soft."""
    assert [accent_for(index) for index in range(6)] == [
        "gold",
        "vermilion",
        "blue",
        "mint",
        "soft",
        "soft",
    ]


def test_land_is_the_ground_mixed_with_a_twelfth_of_the_accent() -> None:
    """By night land is the ground mixed with 8.5 per cent of the accent."""
    palette = Palette.of(NIGHT.variables)
    assert palette.tint("vermilion", "mix-land") == (33, 27, 36)
    assert palette.tint("vermilion", "mix-land", strength=0) == palette.colour("ground")
    assert palette.colour("no such colour") == palette.colour("soft")


def test_blending_stops_at_both_colours() -> None:
    """A share beyond 0 and 1 is cut off."""
    assert blend((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert blend((0, 0, 0), (200, 100, 50), 2.0) == (200, 100, 50)
    assert blend((0, 0, 0), (200, 100, 50), -1.0) == (0, 0, 0)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=lambda glyphs: glyphs.name)
def test_every_glyph_is_one_cell_wide(glyphs: Glyphs) -> None:
    """Screens count cells, so a glyph has one."""
    for field in fields(glyphs):
        value = getattr(glyphs, field.name)
        if field.name in {"name", "dots"}:
            continue
        assert all(cell_len(glyph) == 1 for glyph in value), field.name


def test_the_ascii_set_is_ascii() -> None:
    """The second set has no character beyond ASCII."""
    texts = (getattr(ASCII, field.name) for field in fields(ASCII))
    assert all("".join(text).isascii() for text in texts if not isinstance(text, bool))


def test_seats_differ_by_shape_in_both_sets() -> None:
    """The shape always stands beside the name, since accents are shared."""
    for glyphs in (UNICODE, ASCII):
        assert len(set(glyphs.seats)) == len(glyphs.seats)
    assert [UNICODE.seat(index) for index in (0, 1, 99)] == ["◉", "■", "▽"]


def test_a_trend_is_hollow_in_your_favour_and_solid_against_you() -> None:
    """The arrow is the direction; hollow is in your favour, solid against you."""
    assert UNICODE.trend(3, favourable=True) == "△"
    assert UNICODE.trend(3, favourable=False) == "▲"
    assert UNICODE.trend(-3, favourable=True) == "▽"
    assert UNICODE.trend(-3, favourable=False) == "▼"
    assert UNICODE.trend(0, favourable=False) == "─"


def test_an_application_chooses_its_glyphs() -> None:
    """Widgets read the attribute `glyphs`; an application without one gets the default."""

    class Chosen:
        glyphs = ASCII

    assert glyphs_of(Chosen()) is ASCII
    assert glyphs_of(object()) is UNICODE
    assert ASCII.signed("−1") == "−1"
    assert UNICODE.signed("-1") == "−1"


def test_dots_fill_cells_two_across_and_four_down() -> None:
    """A cell holds two dots across and four down."""
    grid = DotGrid(2, 1)
    for x, y in ((0, 0), (1, 3), (2, 1), (3, 2), (9, 9), (-1, 0)):
        grid.dot(x, y)
    assert grid.text(0) == "⢁⠢"
    assert braille(0) == " "
    assert braille(0xFF) == "⣿"


def test_a_walk_includes_both_ends() -> None:
    """A line has no holes."""
    assert list(walk((0, 0), (3, 1))) == [(0, 0), (1, 0), (2, 1), (3, 1)]
    assert list(walk((2, 2), (2, 2))) == [(2, 2), (2, 2)]


def test_large_letters_are_five_rows_of_double_pixels() -> None:
    """The title's letters take two columns and one row per pixel."""
    assert large("It") == (
        "██  ██████████",
        "██      ██",
        "██      ██",
        "██      ██",
        "██      ██",
    )


def test_small_letters_are_three_rows_of_half_blocks() -> None:
    """The headings' letters take one column and half a row per pixel."""
    assert small("end") == (
        "█▀▀▀ █▄ █ █▀▀▄",
        "█▀▀  █ ▀█ █  █",
        "▀▀▀▀ ▀  ▀ ▀▀▀",
    )
    assert small("end", ASCII) == ("END",)


def test_a_name_is_written_as_large_as_it_fits() -> None:
    """A wordmark never breaks a narrow screen."""
    assert width("end") == 14
    assert fitted("end", 28) == large("end")
    assert fitted("end", 27) == small("end")
    assert fitted("end", 13) == ("end",)


def test_blocks_have_their_colour_behind_them() -> None:
    """A full block's ground has its colour too, so no seam shows between rows."""
    content = block_content(("█ █",), "gold")
    assert content.plain == "█ █"
    assert [str(span.style) for span in content.spans] == [
        "$gold on $gold",
        "$gold",
        "$gold on $gold",
    ]


@given(st.text(alphabet="".join(LETTERS), min_size=1, max_size=12))
def test_letters_never_leave_their_width(text: str) -> None:
    """All rows of a text fit in the width that is announced."""
    assert all(cell_len(row) <= 2 * width(text) for row in large(text))
    assert all(cell_len(row) <= width(text) for row in small(text))
    assert len(large(text)) == 5
    assert len(small(text)) == 3


def test_marks_of_emphasis_are_not_shown() -> None:
    """Rule: a word between asterisks is a word; what multiplies stays."""
    rows = fold("the word *fraternal*, as *in* 2 * 3 * 4 and a*b*c", "", 60)
    assert [row.plain for row in rows] == ["the word fraternal, as in 2 * 3 * 4 and a*b*c"]


def test_an_amount_is_not_broken_from_what_it_changes() -> None:
    """Rule: a row ends before the word to which an amount belongs, not before the amount."""
    rows = fold("Sign a step +120.4, Raise tariffs +75, Tanker −40", "", 34)
    assert [row.plain for row in rows] == ["Sign a step +120.4, Raise", "tariffs +75, Tanker −40"]
    assert [row.plain for row in fold("Tanker −40", "", 8)] == ["Tanker", "−40"]
