"""Write what stands for seats and changes: shape, name and colour together."""

from __future__ import annotations

from textual.content import Content

from game.ui.desk.seats import SeatMark
from game.ui.glyphs import Glyphs


def seat_content(mark: SeatMark, glyphs: Glyphs, width: int = 0) -> Content:
    """Write a seat's shape and name, padded to `width` cells; nothing for nobody."""
    if mark.index < 0:
        return Content(" " * width)
    text = f"{glyphs.seat(mark.index)} {mark.label}"
    return Content.assemble((text.ljust(width) if width else f"{text}  ", f"${mark.accent}"))


def change_content(text: str, change: float, favourable: bool | None, glyphs: Glyphs) -> Content:
    """Write a change with its arrow: hollow in the player's favour, solid against, none else."""
    if favourable is None:
        return Content.assemble((text, "$bright"))
    arrow = glyphs.trend(change, favourable=favourable)
    return Content.assemble((text, "bold $bright"), (f" {arrow}", "$bright"))


def outcome_sign(good: bool, glyphs: Glyphs) -> str:
    """Return the sign of what came out well or badly; its word stands beside it."""
    if not good:
        return glyphs.cut
    return glyphs.ordered if glyphs.dots else "+"
