"""Read the geography of a theatre: outlines of areas and known places.

`theatre.json` is derived from Natural Earth 1:10m (public domain), as redistributed by the npm
package world-atlas 2.0.2: the countries between 14° and 40° E and 49° and 60.5° N are cut out at
that box and simplified at 0.015°. Coordinates are hundredths of a degree; each ring is a flat list
of longitude and latitude, the first pair absolute, every later pair the difference to the one
before, and the last point is not repeated. Where the box cuts an area off, the straight edge is no
border. The places are well-known coordinates entered by hand, each with the side on which its label
reads best.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


class Bounds(NamedTuple):
    """A box of longitude and latitude, in degrees."""

    west: float
    """Least longitude."""
    south: float
    """Least latitude."""
    east: float
    """Greatest longitude."""
    north: float
    """Greatest latitude."""

    @property
    def centre(self) -> Point:
        """Give the point in the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


class Area(NamedTuple):
    """A country, or a part of one that lies apart."""

    name: str
    """Its name, as scenarios give it."""
    code: str
    """ISO 3166-1 alpha-3 code of its country."""
    rings: tuple[tuple[Point, ...], ...]
    """Its outlines, not closed; inside is what an odd number of them surround."""


class Place(NamedTuple):
    """A known point."""

    name: str
    """Its name, as scenarios give it."""
    kind: str
    """What it is: capital, city, port, base, corridor, plant or refinery."""
    at: Point
    """Where it is."""
    label: str
    """Side on which its label reads best: left, right, above or below."""


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """The geography of one theatre; two atlases are equal only if they are the same object."""

    bounds: Bounds
    """The box within which the outlines are whole."""
    focus: Bounds
    """What a picture should hold."""
    wide: Bounds
    """What a picture should hold that fades out on its left and fills a screen."""
    areas: tuple[Area, ...]
    """All areas."""
    places: Mapping[str, Place]
    """Name to place."""
    origin: str
    """Where the data come from."""


def read_atlas(text: str) -> Atlas:
    """Read an atlas from JSON of the shape described above.

    Raises:
        ValueError: The text is not JSON.
        KeyError: A part is missing.
    """
    data = json.loads(text)
    places = [
        Place(item["name"], item["kind"], (item["at"][0], item["at"][1]), item["label"])
        for item in data["places"]
    ]
    return Atlas(
        bounds=Bounds(*data["bounds"]),
        focus=Bounds(*data["focus"]),
        wide=Bounds(*data["wide"]),
        areas=tuple(
            Area(item["name"], item["code"], tuple(_ring(flat) for flat in item["rings"]))
            for item in data["areas"]
        ),
        places={place.name: place for place in places},
        origin=data["origin"],
    )


def _ring(flat: list[int]) -> tuple[Point, ...]:
    """Undo the differences of one ring, into degrees."""
    longitudes = accumulate(flat[0::2])
    latitudes = accumulate(flat[1::2])
    return tuple([(x / 100, y / 100) for x, y in zip(longitudes, latitudes, strict=True)])


@lru_cache(maxsize=1)
def theatre_atlas() -> Atlas:
    """Read the atlas that comes with the game, once."""
    return read_atlas(Path(__file__).with_name("theatre.json").read_text(encoding="utf-8"))
