"""Describe what a map shows, in plain data: who holds what, where things stand, what flows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from game.ui.theatre.atlas import Bounds


class AreaTint(NamedTuple):
    """Colour one area of the atlas for a seat."""

    name: str
    """Name of the area in the atlas."""
    accent: str = "soft"
    """Name of the accent."""
    strength: float = 1.0
    """Factor on the theme's tint of land; 1 is the usual tint, 0 none."""


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Mark one place of the atlas; without glyph, chip and label nothing is drawn."""

    name: str
    """Name of the place in the atlas."""
    label: str = ""
    """Words beside the mark; dropped where there is no room."""
    glyph: str = ""
    """Shape at the place."""
    accent: str = "bright"
    """Name of the colour of shape and label."""
    chip: str = ""
    """A letter in reverse at the place, in the shape's stead."""
    count: int = 1
    """How often the shape is repeated, side by side: more where more stands."""
    bold: bool = False
    """Whether the label is bold."""
    chosen: bool = False
    """Whether the cursor is on it: its label is reversed, a chip is gold."""


class Flow(NamedTuple):
    """Draw a dotted line through places of the atlas, in their order."""

    points: tuple[str, ...]
    """Names of the places, two or more."""
    lit: bool = True
    """Whether something flows; a cut flow is faint and crossed out in its middle."""
    accent: str = "bright"
    """Name of the colour of a lit flow."""


class Caption(NamedTuple):
    """Write text over the map at a fixed cell; its blanks let the map through."""

    column: int
    """First column; a negative one counts from the right edge to the text's end."""
    row: int
    """Row from the top; a negative one counts from the bottom."""
    text: str
    """One row of text."""
    accent: str = "bright"
    """Name of the colour."""
    bold: bool = False
    """Whether it is bold."""


@dataclass(frozen=True, slots=True)
class MapView:
    """Hold everything that a map shows."""

    areas: tuple[AreaTint, ...] = ()
    """Areas with a seat's tint; the others are neutral land."""
    places: tuple[PlaceMark, ...] = ()
    """Places to mark, the most important first: they keep their labels."""
    flows: tuple[Flow, ...] = ()
    """Lines of transit."""
    home: str = ""
    """Name of the area that is filled with the halftone."""
    focus: Bounds | None = None
    """What must be in the picture; None takes the atlas' own, the wide one if the map fades."""
    fade: float = 0.0
    """Share of the width, from the left, over which the map comes up out of the ground."""
    captions: tuple[Caption, ...] = ()
    """Text over the map."""
