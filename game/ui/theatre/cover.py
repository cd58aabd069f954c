"""The theatre as the title shows it: art, not the state of any game."""

from __future__ import annotations

from game.ui.theatre.view import AreaTint, Flow, MapView, PlaceMark

COVER = MapView(
    areas=(
        AreaTint("Belarus", "gold"),
        AreaTint("Russia", "vermilion"),
        AreaTint("Kaliningrad", "vermilion"),
        AreaTint("Poland", "mint"),
        AreaTint("Lithuania", "mint"),
        AreaTint("Latvia", "mint"),
        AreaTint("Estonia", "mint"),
        AreaTint("Ukraine", "soft", 0.75),
    ),
    places=(
        PlaceMark("Minsk", "M I N S K", "◉", "bright", bold=True),
        PlaceMark("Moscow", "Moscow", "■", "vermilion"),
        PlaceMark("Suwalki Gap", chip="S"),
        PlaceMark("Smolensk Gate", chip="G"),
        PlaceMark("Klaipeda", glyph="○"),
        PlaceMark("Vilnius", "Vilnius", "◇", "mint"),
        PlaceMark("Warsaw", "Warsaw", "◇", "mint"),
        PlaceMark("Kyiv", "Kyiv", "△", "soft"),
        PlaceMark("Kaliningrad", glyph="■", accent="vermilion", count=3),
    ),
    flows=(Flow(("Klaipeda", "Vilnius", "Minsk", "Mozyr")),),
    home="Belarus",
    fade=0.64,
)
"""Who holds what, the two corridors, the port and the road to it."""
