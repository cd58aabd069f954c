"""Name the glyphs of the desk in two sets: one of Unicode shapes, one of plain ASCII.

Shape stands beside colour everywhere, so that nothing is told by colour alone. The second set
serves terminals and fonts in which the first is missing or has an ambiguous width.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of glyphs; every one is a single cell wide."""

    name: str
    """Name of the set, as in the settings."""
    seats: tuple[str, ...]
    """One shape per seat, in the order of the seats."""
    favour_up: str
    """A value rises, which is in your favour."""
    favour_down: str
    """A value falls, which is in your favour."""
    against_up: str
    """A value rises, which is against you."""
    against_down: str
    """A value falls, which is against you."""
    level: str
    """A value stays, or a threshold."""
    full: str
    """A countdown's pip that is left."""
    empty: str
    """A countdown's pip that is gone."""
    spent: str
    """Attention spent; the plan on a scale."""
    left: str
    """Attention left; the alternative on a scale; a port."""
    ordered: str
    """An order that is in the plan."""
    cursor: str
    """The row that keys act on; a place beyond the map's edge."""
    mark: str
    """A place in time, pointed at from below."""
    share: str
    """One cell of a filled share."""
    share_end: str
    """Half a cell of a filled share."""
    track: str
    """One cell of an empty track."""
    dash: str
    """One cell of a threshold or of a window in time."""
    now: str
    """One cell of the vertical line of the present."""
    pole: str
    """One cell of the vertical line below a flag."""
    cut: str
    """A flow that is cut."""
    minus: str
    """The sign of a negative number."""
    steps: str
    """Eight heights of a bar, lowest first."""
    logo: str
    """The sign before the game's name."""
    dots: bool
    """Whether braille cells may be drawn."""
    block: str
    """A full cell of the wordmark."""

    def seat(self, index: int) -> str:
        """Give the shape of the seat at `index`, counted from 0; the last one serves all beyond."""
        return self.seats[min(max(index, 0), len(self.seats) - 1)]

    def trend(self, change: float, *, favourable: bool) -> str:
        """Give the arrow of a change: its direction, hollow in your favour and solid against."""
        if change == 0:
            return self.level
        if change > 0:
            return self.favour_up if favourable else self.against_up
        return self.favour_down if favourable else self.against_down

    def signed(self, text: str) -> str:
        """Write a number's text with this set's minus sign."""
        return text.replace("-", self.minus)


UNICODE = Glyphs(
    name="unicode",
    seats=("◉", "■", "●", "◆", "◇", "△", "□", "○", "▷", "▽"),
    favour_up="△",
    favour_down="▽",
    against_up="▲",
    against_down="▼",
    level="─",
    full="■",
    empty="□",
    spent="●",
    left="○",
    ordered="✓",
    cursor="▸",
    mark="▲",
    share="━",
    share_end="╸",
    track="─",
    dash="╌",
    now="┆",
    pole="│",
    cut="×",
    minus="−",
    steps="▁▂▃▄▅▆▇█",
    logo="▚",
    dots=True,
    block="█",
)
"""The default set."""

ASCII = Glyphs(
    name="ascii",
    seats=("@", "#", "o", "*", "+", "^", "$", "&", ">", "v"),
    favour_up="^",
    favour_down="v",
    against_up="A",
    against_down="V",
    level="-",
    full="#",
    empty=".",
    spent="o",
    left=".",
    ordered="x",
    cursor=">",
    mark="^",
    share="=",
    share_end="-",
    track="-",
    dash="-",
    now=":",
    pole="|",
    cut="x",
    minus="-",
    steps="__.-=+*#",
    logo="#",
    dots=False,
    block="#",
)
"""The set for terminals without the shapes; in trends a capital is against you."""


def glyphs_of(app: object) -> Glyphs:
    """Read the set that an application has chosen in its attribute `glyphs`; the default else."""
    chosen = getattr(app, "glyphs", UNICODE)
    return chosen if isinstance(chosen, Glyphs) else UNICODE
