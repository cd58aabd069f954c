"""The map of a position: who holds what, where things stand, and what each place tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from game.scenario.models.desk import Map, Marker
from game.scenario.models.desk import Place as PlaceEntry
from game.ui.desk.gauges import GaugeRow, describe_gauge
from game.ui.desk.numbers import brief_of
from game.ui.desk.position import Position
from game.ui.desk.seats import mark_seat
from game.ui.glyphs import Glyphs
from game.ui.theatre.atlas import Atlas, Bounds, Place, theatre_atlas
from game.ui.theatre.view import AreaTint, Flow, MapView, PlaceMark

MOST_GLYPHS = 5
"""The most glyphs of one marker."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place, troops or a line, and the value that it tells."""

    key: str
    """Its name among the marks of the map."""
    sign: str
    """What stands for it on the map."""
    chip: bool
    """Whether the sign is a letter in reverse."""
    accent: str
    """Name of its colour."""
    label: str
    """Its name."""
    brief: str
    """Its name in a word or two."""
    gauge: GaugeRow | None
    """The value that it tells."""


def draw_map(position: Position, glyphs: Glyphs, chosen: str = "") -> MapView:
    """Return the map with one place chosen."""
    map_ = position.scenario.map
    if map_ is None:
        return MapView()
    west, south, east, north = map_.focus or (0.0, 0.0, 0.0, 0.0)
    home = next((name for name, area in map_.areas.items() if area.home), "")
    return MapView(
        areas=tuple(
            AreaTint(name, mark_seat(position.scenario, area.seat).accent)
            for name, area in map_.areas.items()
        ),
        places=(
            *_mark_places(position, map_, glyphs, chosen),
            *_mark_troops(position, map_, glyphs),
        ),
        flows=tuple(
            _draw_flow(position, flow.from_, flow.to, flow.via, flow.lit) for flow in map_.flows
        ),
        home=home,
        focus=Bounds(west, south, east, north) if map_.focus else None,
    )


def extend_atlas(position: Position) -> Atlas:
    """Return the atlas with a place for each marker of the scenario."""
    map_ = position.scenario.map
    return _extend(
        tuple((_key(index), each.at) for index, each in enumerate(map_.markers)) if map_ else ()
    )


@lru_cache(maxsize=8)
def _extend(markers: tuple[tuple[str, tuple[float, float]], ...]) -> Atlas:
    atlas = theatre_atlas()
    extra = {key: Place(key, "troops", at, "right") for key, at in markers}
    return replace(atlas, places={**atlas.places, **extra})


def _key(index: int) -> str:
    return f"marker/{index}"


def _mark_places(position: Position, map_: Map, glyphs: Glyphs, chosen: str) -> list[PlaceMark]:
    marks = []
    for name, place in sorted(map_.places.items(), key=lambda pair: _weight(pair[1])):
        if place.quiet and name != chosen:
            continue
        label = place.label or name
        seat = mark_seat(position.scenario, place.seat)
        marks.append(
            PlaceMark(
                name=name,
                label="" if place.letter else label.upper() if place.capital else label,
                glyph="" if place.letter else _sign(place, seat.index, glyphs),
                accent=seat.accent if place.seat and seat.index else "bright",
                chip=place.letter or "",
                bold=place.capital,
                chosen=name == chosen,
            )
        )
    return marks


def _weight(place: PlaceEntry) -> int:
    """Return the order in which places keep their labels: capitals, letters, seats, others."""
    return 0 if place.capital else 1 if place.letter else 2 if place.seat else 3


def _sign(place: PlaceEntry, index: int, glyphs: Glyphs) -> str:
    return glyphs.seat(index) if place.seat else glyphs.left


def _mark_troops(position: Position, map_: Map, glyphs: Glyphs) -> list[PlaceMark]:
    marks = []
    for index, marker in enumerate(map_.markers):
        seat = mark_seat(position.scenario, marker.seat)
        count = _count(position, marker)
        if count:
            marks.append(
                PlaceMark(
                    _key(index), glyph=glyphs.seat(seat.index), accent=seat.accent, count=count
                )
            )
    return marks


def _count(position: Position, marker: Marker) -> int:
    value = position.view[marker.shows].value
    return min(MOST_GLYPHS, max(0, ceil(value / marker.each - 0.5)))


def _draw_flow(
    position: Position, start: str, end: str, via: tuple[str, ...], lit: str | float | None
) -> Flow:
    known = lit is None or position.standpoint.read(lit).low != 0.0
    return Flow((start, *via, end), lit=known)


def list_places(position: Position, glyphs: Glyphs) -> tuple[PlaceRow, ...]:
    """Return what the map tells: letters, troops by side, lines, then the other places."""
    map_ = position.scenario.map
    if map_ is None:
        return ()
    rows = [_row_of_place(position, name, place, glyphs) for name, place in map_.places.items()]
    lettered = [row for row in rows if row.chip]
    capitals = [row for row in rows if not row.chip]
    return (
        *lettered,
        *_rows_of_flows(position, map_, glyphs),
        *_rows_of_troops(position, map_, glyphs),
        *capitals,
    )


def _row_of_place(position: Position, name: str, place: PlaceEntry, glyphs: Glyphs) -> PlaceRow:
    seat = mark_seat(position.scenario, place.seat)
    label = place.label or name
    return PlaceRow(
        key=name,
        sign=place.letter or _sign(place, seat.index, glyphs),
        chip=place.letter is not None,
        accent=seat.accent if place.seat else "bright",
        label=label,
        brief=label.split(" ")[0],
        gauge=describe_gauge(position, place.shows) if place.shows else None,
    )


def _rows_of_troops(position: Position, map_: Map, glyphs: Glyphs) -> list[PlaceRow]:
    rows: dict[str, PlaceRow] = {}
    for index, marker in enumerate(map_.markers):
        seat = mark_seat(position.scenario, marker.seat)
        gauge = describe_gauge(position, marker.shows)
        brief = brief_of(position.scenario, marker.shows)
        row = PlaceRow(
            _key(index), glyphs.seat(seat.index), False, seat.accent, gauge.label,
            brief.split(" ")[0], gauge,
        )  # fmt: skip
        rows.setdefault(marker.shows, row)
    return list(rows.values())


def _rows_of_flows(position: Position, map_: Map, glyphs: Glyphs) -> list[PlaceRow]:
    rows = []
    for index, flow in enumerate(map_.flows):
        if flow.label:
            gauge = describe_gauge(position, flow.shows) if flow.shows else None
            sign = glyphs.dash
            brief = brief_of(position.scenario, flow.shows) if flow.shows else flow.label
            rows.append(PlaceRow(f"flow/{index}", sign, False, "bright", flow.label, brief, gauge))
    return rows
