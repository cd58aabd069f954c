"""The map: names and points that its theatre has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from game.scenario.checks.facts import Facts
from game.scenario.models import Map
from game.scenario.positions import Path
from game.scenario.theatre import AREAS, LATITUDES, LONGITUDES, PLACES

KNOWN: dict[str, Sequence[str]] = {"area": AREAS, "place": PLACES}
"""What has a name, by what it is called."""


def check_theatre(facts: Facts) -> None:
    """Note areas and places that the theatre lacks, and markers beyond its edge."""
    map_ = facts.scenario.map
    if map_ is None:
        return
    for what, name, path in _named(map_):
        if name not in KNOWN[what]:
            facts.findings.report(
                "unknown-place",
                path,
                f"the map has no {what} `{name}`",
                part="key" if path[-1] == name else "value",
                suggestion=facts.findings.suggest(name, KNOWN[what]),
            )
    for index, marker in enumerate(map_.markers):
        _check_point(facts, marker.at, ("map", "markers", index, "at"))


def _named(map_: Map) -> Iterator[tuple[Literal["area", "place"], str, Path]]:
    """Iterate over the areas and places that are named, and where."""
    for name in map_.areas:
        yield "area", name, ("map", "areas", name)
    for name in map_.places:
        yield "place", name, ("map", "places", name)
    for index, flow in enumerate(map_.flows):
        path: Path = ("map", "flows", index)
        yield "place", flow.from_, (*path, "from")
        yield "place", flow.to, (*path, "to")
        for number, name in enumerate(flow.via):
            yield "place", name, (*path, "via", number)


def _check_point(facts: Facts, at: tuple[float, float], path: Path) -> None:
    """A point is longitude, then latitude; the other way round is what most people write."""
    if _lies_inside(*at):
        return
    longitude, latitude = at
    facts.findings.report(
        "off-the-map",
        path,
        f"the map reaches from {LONGITUDES[0]:g} to {LONGITUDES[1]:g} degrees east and from "
        f"{LATITUDES[0]:g} to {LATITUDES[1]:g} north; this lies outside",
        suggestion=f"longitude goes first: `[{latitude:g}, {longitude:g}]`"
        if _lies_inside(latitude, longitude)
        else None,
    )


def _lies_inside(longitude: float, latitude: float) -> bool:
    east, north = LONGITUDES, LATITUDES
    return east[0] <= longitude <= east[1] and north[0] <= latitude <= north[1]
