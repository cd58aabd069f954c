"""Give the desk its palette: four themes, the accents of seats, and colours resolved for painting.

Colour says who, never good or bad; brightness says weight. Every colour of the desk is one of the
variables below, so a theme can replace them all. The shares (`mix-…`) say how much of an accent is
blended onto the ground where the map and the curve are painted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from textual.color import Color
from textual.theme import Theme

Rgb = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""

ACCENTS = ("gold", "vermilion", "blue", "mint")
"""Names of the accents, in the order in which seats take them."""

PAINTED = (
    "ground",
    "bar",
    "card",
    "selected",
    "hairline",
    "faint",
    "soft",
    "bright",
    *ACCENTS,
)
"""Names of all colours that a theme must define."""

MIXES = ("mix-land", "mix-border", "mix-coast", "mix-halftone", "mix-edge")
"""Names of the shares that a theme must define, as percentages without a sign."""

NIGHT_VARIABLES = {
    "ground": "#0D1320",
    "bar": "#141C2B",
    "card": "#1A2537",
    "selected": "#24324A",
    "hairline": "#33445F",
    "faint": "#8591A5",
    "soft": "#B4BCC9",
    "bright": "#EDE8DC",
    "gold": "#F2C65C",
    "vermilion": "#F96F50",
    "blue": "#6F9FFF",
    "mint": "#9AEFD0",
    "mix-land": "8.5",
    "mix-border": "48",
    "mix-coast": "62",
    "mix-halftone": "30",
    "mix-edge": "92",
}

DAY_VARIABLES = {
    "ground": "#F6F2E8",
    "bar": "#ECE6D6",
    "card": "#E9E2D0",
    "selected": "#DBD2BA",
    "hairline": "#B5AA90",
    "faint": "#615D4F",
    "soft": "#403F3A",
    "bright": "#14161B",
    "gold": "#7A4F00",
    "vermilion": "#A81030",
    "blue": "#1F49AD",
    "mint": "#0A614D",
    "mix-land": "10",
    "mix-border": "55",
    "mix-coast": "70",
    "mix-halftone": "34",
    "mix-edge": "92",
}

CONTRAST_VARIABLES = {
    "ground": "#000000",
    "bar": "#000000",
    "card": "#141414",
    "selected": "#333333",
    "hairline": "#8A8A8A",
    "faint": "#D2D2D2",
    "soft": "#EFEFEF",
    "bright": "#FFFFFF",
    "gold": "#FFD84A",
    "vermilion": "#FF8A70",
    "blue": "#8FB6FF",
    "mint": "#8CFFDD",
    "mix-land": "0",
    "mix-border": "80",
    "mix-coast": "90",
    "mix-halftone": "45",
    "mix-edge": "100",
}

SIXTEEN_VARIABLES = {
    "ground": "#000000",
    "bar": "#000000",
    "card": "#000000",
    "selected": "#0000AA",
    "hairline": "#555555",
    "faint": "#AAAAAA",
    "soft": "#AAAAAA",
    "bright": "#FFFFFF",
    "gold": "#FFFF55",
    "vermilion": "#FF5555",
    "blue": "#5555FF",
    "mint": "#55FFFF",
    "mix-land": "0",
    "mix-border": "100",
    "mix-coast": "100",
    "mix-halftone": "40",
    "mix-edge": "100",
}


def _theme(name: str, variables: Mapping[str, str], *, dark: bool) -> Theme:
    """Build a Textual theme whose own roles follow the palette."""
    return Theme(
        name=name,
        primary=variables["gold"],
        secondary=variables["blue"],
        accent=variables["gold"],
        warning=variables["gold"],
        error=variables["vermilion"],
        success=variables["mint"],
        foreground=variables["soft"],
        background=variables["ground"],
        surface=variables["card"],
        panel=variables["bar"],
        dark=dark,
        variables={
            **variables,
            "block-cursor-background": variables["selected"],
            "block-cursor-foreground": variables["bright"],
            "border": variables["hairline"],
            "footer-key-foreground": variables["gold"],
            "input-selection-background": variables["selected"],
            "scrollbar": variables["hairline"],
            "scrollbar-background": variables["ground"],
            "scrollbar-corner-color": variables["ground"],
        },
    )


NIGHT = _theme("map-table-at-night", NIGHT_VARIABLES, dark=True)
"""The default: a map table at night."""

DAY = _theme("paper-by-day", DAY_VARIABLES, dark=False)
"""The light theme."""

CONTRAST = _theme("high-contrast", CONTRAST_VARIABLES, dark=True)
"""Black ground, no tints of land, every text at 9 to 1 or more."""

SIXTEEN = _theme("sixteen-colours", SIXTEEN_VARIABLES, dark=True)
"""Only colours that a terminal of sixteen has, so that none is rounded into another."""

THEMES = (NIGHT, DAY, CONTRAST, SIXTEEN)
"""All themes of the desk, the default first."""


def accent_for(index: int) -> str:
    """Name the accent of the seat at `index`, counted from 0; seats after the fourth are soft."""
    return ACCENTS[index] if 0 <= index < len(ACCENTS) else "soft"


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """Hold the colours of the theme in force, resolved for painting cell by cell."""

    colours: Mapping[str, Rgb]
    """Name of a colour to its components; has every name in `PAINTED`."""
    shares: Mapping[str, float]
    """Name of a share to its value between 0 and 1; has every name in `MIXES`."""

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Palette:
        """Resolve a palette from theme variables; those missing are taken from the night theme."""
        full = {**NIGHT_VARIABLES, **variables}
        return cls(
            {name: Color.parse(full[name]).rgb for name in PAINTED},
            {name: float(full[name]) / 100 for name in MIXES},
        )

    def colour(self, name: str) -> Rgb:
        """Look a colour up; an unknown name is soft."""
        return self.colours.get(name, self.colours["soft"])

    def tint(self, name: str, mix: str, strength: float = 1.0) -> Rgb:
        """Blend an accent onto the ground by the share `mix`, times `strength`."""
        return blend(self.colours["ground"], self.colour(name), self.shares[mix] * strength)


@lru_cache(maxsize=8192)
def blend(under: Rgb, over: Rgb, share: float) -> Rgb:
    """Mix two colours; 0 gives `under`, 1 gives `over`, and beyond is cut off."""
    part = min(1.0, max(0.0, share))
    red, green, blue = (
        round(low + (high - low) * part) for low, high in zip(under, over, strict=True)
    )
    return red, green, blue
