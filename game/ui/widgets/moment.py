"""Write a turn of the timeline in full: what was decided, what occurred, what the others did."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from game.ui.desk.seats import SeatMark
from game.ui.glyphs import Glyphs
from game.ui.widgets.marks import seat_content
from game.ui.widgets.rows import fold

HEADS = 14
"""Columns of the headings."""


def moment_rows(
    told: Iterable[tuple[SeatMark | str, str, bool]], width: int, glyphs: Glyphs
) -> list[Content]:
    """Return texts in rows of a width, each beside its heading or seat; the player's are bright."""
    rows = []
    for head, text, own in told:
        lines = fold(text, "$bright" if own else "$soft", max(10, width - HEADS))
        if isinstance(head, str):
            first = Content.assemble((head.ljust(HEADS), "$faint"))
        else:
            first = seat_content(head, glyphs, HEADS)
        rows += [first + lines[0], *(Content(" " * HEADS) + line for line in lines[1:])]
    return rows
