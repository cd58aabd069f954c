"""The theatre as the title shows it: art, not the state of any game."""

from __future__ import annotations

from game.ui.glyphs import Glyphs
from game.ui.theatre.view import AreaTint, Caption, Flow, MapView, PlaceMark

AREAS = (
    AreaTint("Belarus", "gold"),
    AreaTint("Russia", "vermilion"),
    AreaTint("Kaliningrad", "vermilion"),
    AreaTint("Poland", "mint"),
    AreaTint("Lithuania", "mint"),
    AreaTint("Latvia", "mint"),
    AreaTint("Estonia", "mint"),
    AreaTint("Ukraine", "soft", 0.75),
)
"""Who stands where."""

FLOWS = (Flow(("Klaipeda", "Vilnius", "Minsk", "Mozyr")),)
"""The road to the port."""

CROWDED = ("Kaliningrad", "Kyiv")
"""Places that stand among the texts where the picture is small."""


def draw_cover(glyphs: Glyphs, captions: tuple[Caption, ...] = (), *, roomy: bool) -> MapView:
    """Return the picture with texts over it; where it is not roomy some places are left out."""
    places = (
        PlaceMark("Minsk", "M I N S K", glyphs.seat(0), "bright", bold=True),
        PlaceMark("Moscow", "Moscow", glyphs.seat(1), "vermilion"),
        PlaceMark("Suwalki Gap", chip="S"),
        PlaceMark("Smolensk Gate", chip="G"),
        PlaceMark("Klaipeda", glyph=glyphs.left),
        PlaceMark("Vilnius", "Vilnius", glyphs.seat(4), "mint"),
        PlaceMark("Warsaw", "Warsaw", glyphs.seat(4), "mint"),
        PlaceMark("Kyiv", "Kyiv", glyphs.seat(5), "soft"),
        PlaceMark("Kaliningrad", glyph=glyphs.seat(1), accent="vermilion", count=3),
    )
    shown = tuple(place for place in places if roomy or place.name not in CROWDED)
    return MapView(AREAS, shown, FLOWS, home="Belarus", fade=0.58, captions=captions)
