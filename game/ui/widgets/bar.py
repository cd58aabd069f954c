"""Show shares on a line: odds, and a price between two offers."""

from __future__ import annotations

from textual.content import Content

from game.ui.glyphs import UNICODE, Glyphs


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
