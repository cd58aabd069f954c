"""Show shares on a line: odds, a price between two offers, and a plan beside its alternative."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.ui.glyphs import UNICODE, Glyphs, glyphs_of


@dataclass(frozen=True, slots=True)
class Share:
    """A share in a seat's colour."""

    share: float = 0.0
    """Between 0 and 1."""
    accent: str = "gold"
    """Name of the colour."""


def odds_content(
    share: float, width: int = 6, accent: str = "soft", glyphs: Glyphs = UNICODE
) -> Content:
    """Fill a track of `width` cells by a share between 0 and 1, to half a cell.

    A share above nothing shows half a cell at least, one below all leaves half a cell at least.
    """
    halves = round(min(1.0, max(0.0, share)) * width * 2)
    if 0 < share < 1:
        halves = min(max(halves, 1), width * 2 - 1)
    filled = glyphs.share * (halves // 2) + glyphs.share_end * (halves % 2)
    return Content.assemble(
        (filled, f"${accent}"), (glyphs.track * (width - len(filled)), "$hairline")
    )


def price_content(
    share: float, width: int = 12, accent: str = "gold", glyphs: Glyphs = UNICODE
) -> Content:
    """Draw a scale from what is paid now to what could be, filled by a share between 0 and 1."""
    inner = max(1, width - 2)
    filled = round(min(1.0, max(0.0, share)) * inner)
    return Content.assemble(
        (glyphs.spent + glyphs.share * filled, f"${accent}"),
        (glyphs.track * (inner - filled), "$faint"),
        (glyphs.left, "$bright"),
    )


def pair_content(plan: float, other: float, width: int = 12, glyphs: Glyphs = UNICODE) -> Content:
    """Set a plan and its alternative, shares between 0 and 1, on one line; the plan is on top."""
    cells = [(glyphs.track, "$hairline")] * width
    for share, shape, style in ((other, glyphs.left, "$bright"), (plan, glyphs.spent, "$gold")):
        cells[round(min(1.0, max(0.0, share)) * (width - 1))] = (shape, style)
    return Content.assemble(*cells)


class OddsBar(Widget):
    """Draw odds as a filled share of the widget's width."""

    DEFAULT_CSS = """
    OddsBar {
        width: 6;
        height: 1;
    }
    """

    share: reactive[Share] = reactive(Share())
    """What is filled, and its colour."""

    def __init__(self, share: Share | None = None, *, id: str | None = None) -> None:
        """Start with a share."""
        super().__init__(id=id)
        self.set_reactive(OddsBar.share, share or Share())

    def render(self) -> Content:
        """Draw the track."""
        width = max(1, self.size.width)
        return odds_content(self.share.share, width, self.share.accent, glyphs_of(self.app))


class PriceScale(Widget):
    """Draw how far a price has come between two offers."""

    DEFAULT_CSS = """
    PriceScale {
        width: 12;
        height: 1;
    }
    """

    share: reactive[Share] = reactive(Share())
    """How far it has come, and its colour."""

    def __init__(self, share: Share | None = None, *, id: str | None = None) -> None:
        """Start with a share."""
        super().__init__(id=id)
        self.set_reactive(PriceScale.share, share or Share())

    def render(self) -> Content:
        """Draw the scale."""
        width = max(3, self.size.width)
        return price_content(self.share.share, width, self.share.accent, glyphs_of(self.app))
