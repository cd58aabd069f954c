"""The theatre map: data, projection, raster, painting and the widget's cache."""

from __future__ import annotations

import json

import pytest
from textual.app import App, ComposeResult

from game.scenario.theatre import AREAS, LATITUDES, LONGITUDES, PLACES
from game.ui.canvas import Cell, strip_of
from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.theatre.atlas import Atlas, Bounds, read_atlas, theatre_atlas
from game.ui.theatre.painting import paint
from game.ui.theatre.projection import fit
from game.ui.theatre.raster import owner_dots, rasterise
from game.ui.theatre.view import AreaTint, Caption, Flow, MapView, PlaceMark
from game.ui.theme import DAY, NIGHT, NIGHT_VARIABLES, Palette
from game.ui.widgets.theatre_map import TheatreMap

ISLANDS = {
    "origin": "made up",
    "bounds": [0, -8, 24, 8],
    "focus": [0, -8, 24, 8],
    "wide": [0, -8, 24, 8],
    "areas": [
        {"name": "Home", "code": "HOM", "rings": [[400, 500, 700, 0, 0, -1000, -700, 0]]},
        {"name": "East", "code": "EST", "rings": [[1100, 500, 800, 0, 0, -1000, -800, 0]]},
        {"name": "Outpost", "code": "EST", "rings": [[2100, -600, 200, 0, 0, -100, -200, 0]]},
    ],
    "places": [
        {"name": "Town", "kind": "capital", "at": [7.4, 0.2], "label": "right"},
        {"name": "Port", "kind": "port", "at": [2.2, 6.2], "label": "left"},
        {"name": "Fort", "kind": "base", "at": [15.4, 2.2], "label": "above"},
        {"name": "Far", "kind": "city", "at": [40.0, 3.0], "label": "right"},
    ],
}
"""An atlas of squares on the equator, where a degree is as wide as high."""


@pytest.fixture
def islands() -> Atlas:
    """Give the atlas of squares."""
    return read_atlas(json.dumps(ISLANDS))


def picture(
    atlas: Atlas, view: MapView, size: tuple[int, int] = (24, 8), glyphs: Glyphs = UNICODE
) -> list[list[Cell]]:
    """Paint a view by night."""
    projection = fit(view.focus or atlas.focus, atlas.bounds, size, view.fade)
    land = rasterise(atlas, projection, size, view.home)
    return paint(view, atlas, projection, land, Palette.of(NIGHT_VARIABLES), glyphs)


def text_of(cells: list[list[Cell]]) -> list[str]:
    """Give the characters of a picture, row by row."""
    return ["".join(cell.character for cell in row).rstrip() for row in cells]


def test_home_is_filled_and_has_an_edge_all_around(islands: Atlas) -> None:
    """The home area is halftone; its edge is drawn on every side, coasts and borders elsewhere."""
    assert text_of(picture(islands, MapView(home="Home"))) == HOME_PICTURE


HOME_PICTURE = [
    "",
    "   ⢠⣤⣤⣤⣤⣤⣤⣤⡤⠤⠤⠤⠤⠤⠤⢤",
    "   ⢸⣿⣿⣿⣿⣿⣿⣿⡇      ⢸",
    "   ⢸⣿⣿⣿⣿⣿⣿⣿⡇      ⢸",
    "   ⢸⣿⣿⣿⣿⣿⣿⣿⡇      ⢸",
    "   ⢸⣿⣿⣿⣿⣿⣿⣿⡇      ⢸",
    "   ⠘⠛⠛⠛⠛⠛⠛⠛⠓⠒⠒⠒⠒⠒⠒⠚",
    "                     ⠛⠛",
]


def test_without_braille_the_same_map_is_ascii(islands: Atlas) -> None:
    """The ASCII set draws coasts as dots, home as colons and its edge as per cent signs."""
    rows = text_of(picture(islands, MapView(home="Home"), glyphs=ASCII))
    assert rows == ASCII_PICTURE


ASCII_PICTURE = [
    "",
    "   %%%%%%%%%.......",
    "   %:::::::%      .",
    "   %:::::::%      .",
    "   %:::::::%      .",
    "   %:::::::%      .",
    "   %%%%%%%%%.......",
    "                     ..",
]


def test_the_box_cuts_no_coast() -> None:
    """Where the box cuts an area off, the straight edge is no border."""
    atlas = theatre_atlas()
    rows = text_of(picture(atlas, MapView(focus=atlas.bounds), (80, 40)))
    assert rows[-1][40:50].strip() == ""


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("Minsk", "Belarus"),
        ("Moscow", "Russia"),
        ("Vilnius", "Lithuania"),
        ("Klaipeda", "Lithuania"),
        ("Warsaw", "Poland"),
        ("Orzysz", "Poland"),
        ("Kyiv", "Ukraine"),
        ("Kaliningrad", "Kaliningrad"),
        ("Yelnya", "Russia"),
        ("Adazi", "Latvia"),
        ("Tapa", "Estonia"),
    ],
)
def test_places_lie_in_their_countries(place: str, area: str) -> None:
    """Outlines and places agree."""
    atlas = theatre_atlas()
    projection = fit(atlas.bounds, atlas.bounds, (240, 100))
    owners = owner_dots(atlas.areas, projection, 480, 400)
    x, y = projection.dots(atlas.places[place].at)
    assert atlas.areas[owners[int(y)][int(x)] - 1].name == area


def test_check_knows_what_the_map_has() -> None:
    """The names and the edges that `check` goes by are those of the data."""
    atlas = theatre_atlas()
    assert sorted(area.name for area in atlas.areas) == list(AREAS)
    assert sorted(atlas.places) == list(PLACES)
    west, south, east, north = atlas.bounds
    assert ((west, east), (south, north)) == (LONGITUDES, LATITUDES)


def test_the_data_name_their_origin() -> None:
    """The project may contain the data with their note of origin."""
    assert "Natural Earth 1:10m (public domain)" in theatre_atlas().origin


def test_a_degree_north_is_as_long_as_one_east_at_the_middle() -> None:
    """The projection is true at the middle: there 60° N halves the degrees of longitude."""
    box = Bounds(0, 55, 20, 65)
    projection = fit(box, box, (40, 20))
    assert projection.across == pytest.approx(projection.down / 2)


@pytest.mark.parametrize("size", [(20, 5), (62, 16), (120, 40), (200, 60), (200, 20), (30, 60)])
def test_the_picture_never_leaves_the_data(size: tuple[int, int]) -> None:
    """On a screen of any shape the map fills its room."""
    atlas = theatre_atlas()
    projection = fit(atlas.focus, atlas.bounds, size)
    east = projection.west + size[0] * 2 / projection.across
    south = projection.north - size[1] * 4 / projection.down
    assert projection.west >= atlas.bounds.west - 1e-9
    assert east <= atlas.bounds.east + 1e-9
    assert south >= atlas.bounds.south - 1e-9
    assert projection.north <= atlas.bounds.north + 1e-9


def test_a_fading_map_ends_where_its_focus_ends() -> None:
    """At the title the map bleeds off the right edge, however wide the screen is."""
    atlas = theatre_atlas()
    for size in ((80, 24), (120, 40), (200, 60)):
        projection = fit(atlas.wide, atlas.bounds, size, fade=0.55)
        assert projection.west + size[0] * 2 / projection.across == pytest.approx(atlas.wide.east)


def test_a_fading_map_comes_up_out_of_the_ground(islands: Atlas) -> None:
    """The left of a fading map is ground, its right is land in its full tint."""
    view = MapView(areas=(AreaTint("Home", "gold"), AreaTint("East", "mint")), fade=0.5)
    palette = Palette.of(NIGHT_VARIABLES)
    row = picture(islands, view)[4]
    assert row[4].ground == palette.colour("ground")
    assert row[16].ground == palette.tint("mint", "mix-land")


def test_a_part_of_a_country_takes_its_tint(islands: Atlas) -> None:
    """Kaliningrad is red with Russia unless it is named itself."""
    palette = Palette.of(NIGHT_VARIABLES)
    cells = picture(islands, MapView(areas=(AreaTint("East", "vermilion", 2.0),)))
    assert cells[4][15].ground == palette.tint("vermilion", "mix-land", 2.0)
    assert cells[7][22].ground == cells[4][15].ground
    assert cells[4][7].ground == palette.tint("soft", "mix-land", 0.75)
    assert cells[0][23].ground == palette.colour("ground")


def test_marks_and_labels_stand_at_their_places(islands: Atlas) -> None:
    """A label stands on its place's best side, and repeated marks are centred."""
    places = (
        PlaceMark("Town", "Town", "◉", bold=True),
        PlaceMark("Port", "A", "○"),
        PlaceMark("Fort", "Fort", "■", "vermilion", count=3),
    )
    cells = picture(islands, MapView(places=places))
    rows = [row.rstrip() for row in text_of(cells)]
    assert rows[0][:3] == "A ○"
    assert rows[1][13:17] == "Fort"
    assert rows[2][14:17] == "■■■"
    assert rows[3][7:13] == "◉ Town"
    assert cells[3][9].bold
    assert not cells[1][13].bold


def test_a_chip_is_a_letter_in_reverse(islands: Atlas) -> None:
    """Chips are seen without colours: they are reversed."""
    cell = picture(islands, MapView(places=(PlaceMark("Town", chip="S"),)))[3][7]
    assert (cell.character, cell.reverse, cell.bold) == ("S", True, True)


def test_the_chosen_place_is_reversed(islands: Atlas) -> None:
    """The cursor on the map is seen without colours."""
    view = MapView(places=(PlaceMark("Town", "Town", "◉", chosen=True),))
    assert [cell.reverse for cell in picture(islands, view)[3][7:14]] == [
        False,
        False,
        True,
        True,
        True,
        True,
        False,
    ]


def test_labels_give_way_and_are_dropped_last(islands: Atlas) -> None:
    """What comes first keeps its label; another moves to a free side or goes."""
    places = (
        PlaceMark("Town", "A long name of it", "◉"),
        PlaceMark("Fort", "Fort of the many words", "■"),
        PlaceMark("Port", "twenty-five cells are too many", "○"),
    )
    rows = text_of(picture(islands, MapView(places=places)))
    assert rows[1] == "Fort of the many words"
    assert rows[4].startswith("A long name of it")
    assert "twenty" not in "".join(rows)


def test_a_place_beyond_the_east_is_pointed_at(islands: Atlas) -> None:
    """A named place outside the picture stands at its edge with a pointer."""
    rows = text_of(picture(islands, MapView(places=(PlaceMark("Far", "Far", "■"),))))
    assert rows[2].endswith("Far ▸")


def test_unknown_places_are_left_out(islands: Atlas) -> None:
    """A name that the atlas does not know draws nothing."""
    bare = text_of(picture(islands, MapView()))
    lost = MapView(places=(PlaceMark("Nowhere", "x", "■"),), flows=(Flow(("Town", "Nowhere")),))
    assert text_of(picture(islands, lost)) == bare


def test_a_cut_flow_is_crossed_out(islands: Atlas) -> None:
    """Lit or cut is told by a cross, not by colour alone."""
    lit = "".join(text_of(picture(islands, MapView(flows=(Flow(("Port", "Fort")),)))))
    cut = "".join(text_of(picture(islands, MapView(flows=(Flow(("Port", "Fort"), lit=False),)))))
    assert "×" not in lit
    assert cut.count("×") == 1


def test_captions_count_from_both_ends_and_keep_the_land_behind(islands: Atlas) -> None:
    """Text over the map: negative places count from the end, blanks let the map through."""
    view = MapView(captions=(Caption(-2, -1, "a b", "faint"), Caption(6, 3, "█", "gold")))
    bare, cells = picture(islands, MapView()), picture(islands, view)
    assert [cells[7][column].character for column in (20, 22)] == ["a", "b"]
    assert cells[7][21] == bare[7][21]
    assert cells[7][22].ground == bare[7][22].ground
    assert cells[3][6].ground == Palette.of(NIGHT_VARIABLES).colour("gold")


def test_a_strip_has_one_segment_per_look() -> None:
    """Cells of one look are joined."""
    plain, bright = (1, 2, 3), (4, 5, 6)
    strip = strip_of([Cell("a", plain, plain), Cell("b", plain, plain), Cell("c", bright, plain)])
    assert [segment.text for segment in strip] == ["ab", "c"]
    assert strip.cell_length == 3


class MapApp(App[None]):
    """Show one map."""

    def __init__(self) -> None:
        """Register two themes."""
        super().__init__()
        self.register_theme(NIGHT)
        self.register_theme(DAY)
        self.theme = NIGHT.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the night's colours where a theme has none."""
        return NIGHT_VARIABLES

    def compose(self) -> ComposeResult:
        """Show a map of Minsk."""
        yield TheatreMap(MapView(places=(PlaceMark("Minsk", "MINSK", "◉"),), home="Belarus"))


async def test_the_map_paints_again_only_when_something_changes() -> None:
    """A repaint is taken from the cache until view, theme or size change."""
    app = MapApp()
    async with app.run_test(size=(62, 16)) as pilot:
        theatre = app.query_one(TheatreMap)
        first = theatre.render_line(7)
        assert "◉ MINSK" in first.text
        assert theatre.render_line(7) is first
        app.theme = DAY.name
        await pilot.pause()
        assert theatre.render_line(7) is not first
        theatre.view = MapView()
        await pilot.pause()
        assert "MINSK" not in "".join(theatre.render_line(row).text for row in range(16))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert theatre.render_line(0).cell_length == 80
