"""The themes: what can be read on what, and what the colour-blind tell apart."""

from __future__ import annotations

import itertools

import pytest
from textual.theme import Theme

from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.theme import ACCENTS, CONTRAST, DAY, NIGHT, SIXTEEN, THEMES
from tests.ui.test_drawing_parts import contrast

Lab = tuple[float, float, float]

SIMULATION = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
"""Severe colour blindness as matrices over linear light (Machado, Oliveira and Fernandes 2009)."""


@pytest.mark.parametrize("theme", (NIGHT, DAY, CONTRAST), ids=lambda theme: theme.name)
def test_a_chosen_row_can_be_read(theme: Theme) -> None:
    """Ordinary text, values and accents have 4.5 to 1 on selected rows; faint is not used there."""
    for name in ("soft", "bright", *ACCENTS):
        assert contrast(theme.variables[name], theme.variables["selected"]) >= 4.5, name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_bars_and_the_chip_that_commits_can_be_read(theme: Theme) -> None:
    """Text on header and plan, and the ground's colour on gold, where the chip is reversed."""
    least = 4.0 if theme is SIXTEEN else 4.5
    for name in ("faint", "soft", "bright", "gold"):
        assert contrast(theme.variables[name], theme.variables["bar"]) >= least, name
    assert contrast(theme.variables["bar"], theme.variables["gold"]) >= 4.5


def test_a_chosen_row_can_be_read_in_sixteen_colours() -> None:
    """Its ground is the dark blue that all have; the shape tells whose name stands there."""
    for name in ("faint", "soft", "bright", "gold", "mint"):
        assert contrast(SIXTEEN.variables[name], SIXTEEN.variables["selected"]) >= 4.5, name


def test_high_contrast_keeps_its_word_everywhere() -> None:
    """All text at 7 to 1 or more wherever it stands, accents too but for chosen rows: 5 to 1."""
    for ground in ("ground", "card", "selected"):
        for name in ("faint", "soft", "bright", *ACCENTS):
            least = 5 if ground == "selected" and name in ACCENTS else 7
            found = contrast(CONTRAST.variables[name], CONTRAST.variables[ground])
            assert found >= least, (name, ground)


@pytest.mark.parametrize("sight", SIMULATION)
@pytest.mark.parametrize("theme", (NIGHT, DAY, CONTRAST), ids=lambda theme: theme.name)
def test_accents_stay_apart_for_the_colour_blind(theme: Theme, sight: str) -> None:
    """Any two accents differ by at least 10 (CIE76); the shape stands beside the name anyway."""
    seen = [lab_of(theme.variables[name], sight) for name in ACCENTS]
    nearest = min(
        sum((one - two) ** 2 for one, two in zip(a, b, strict=True)) ** 0.5
        for a, b in itertools.combinations(seen, 2)
    )
    assert nearest >= 10


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=lambda glyphs: glyphs.name)
def test_shapes_tell_without_colour(glyphs: Glyphs) -> None:
    """Rule: nothing is told by colour alone: seats, directions, favour and fill differ in shape."""
    assert len(set(glyphs.seats)) == len(glyphs.seats)
    arrows = (glyphs.favour_up, glyphs.favour_down, glyphs.against_up, glyphs.against_down)
    assert len({*arrows, glyphs.level}) == 5
    assert glyphs.full != glyphs.empty and glyphs.spent != glyphs.left


def lab_of(colour: str, sight: str) -> Lab:
    """Return a colour as someone sees it, in CIE L*a*b* under D65."""
    light = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in light
    ]
    seen = [
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, linear, strict=True))))
        for row in SIMULATION[sight]
    ]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        bend(sum(share * part for share, part in zip(row, seen, strict=True)) / top)
        for row, top in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def bend(part: float) -> float:
    """Return the lightness that the eye makes of a share of light."""
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116
