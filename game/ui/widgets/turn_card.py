"""Draw a turn that decided the game as a card: odds before and after, choice and alternative."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.lab.turning import PointView
from game.lab.wording import write_share
from game.ui.glyphs import UNICODE, Glyphs, glyphs_of
from game.ui.widgets.rows import cut, fold, spread

ROOMY = 8
"""Rows from which on what was chosen may take two."""


def card_content(view: PointView, width: int, height: int, glyphs: Glyphs = UNICODE) -> Content:
    """Draw a card in `width` × `height` cells; what does not fit is left out from below."""
    rows = [_head(view, width, glyphs), cut(Content.assemble((view.title, "$soft")), width)]
    most = 2 if height >= ROOMY else 1
    rows += _option(glyphs.spent, "$gold", view.chosen, "bold $bright", width)[:most]
    if view.alternative:
        rows += _option(glyphs.left, "$soft", f"or {view.alternative}", "$soft", width)[:most]
    text = _fit(view.sentences, width, height - len(rows))
    if len(rows) + len(text) < height:
        rows.append(Content(""))
    return Content("\n").join((*rows, *text)[:height])


def _option(mark: str, accent: str, told: str, style: str, width: int) -> list[Content]:
    """Write what was chosen, or the alternative, behind its mark in rows."""
    first, *more = fold(told, style, width - 2) or (Content(""),)
    return [Content.assemble((f"{mark} ", accent)) + first, *(Content("  ") + row for row in more)]


def _fit(sentences: tuple[str, ...], width: int, height: int) -> tuple[Content, ...]:
    """Return the first sentences in rows, as many as fit whole; the first in any case."""
    for count in range(len(sentences), 1, -1):
        rows = fold(" ".join(sentences[:count]), "$soft", width)
        if len(rows) <= height:
            return rows
    return fold(sentences[0], "$soft", width) if sentences else ()


def _head(view: PointView, width: int, glyphs: Glyphs) -> Content:
    """Write letter, turn, date and the step of the odds."""
    left = Content.assemble(
        (f" {view.letter} ", "bold reverse $bright"),
        (" turn ", "$soft"),
        (str(view.turn), "bold $bright"),
        (f"  {view.date}", "$soft"),
    )
    step = round(view.after) - round(view.before)
    arrow = glyphs.trend(step, favourable=step > 0)
    right = Content.assemble(
        (f"{write_share(view.before)} {glyphs.cursor} ", "$soft"),
        (f"{write_share(view.after)}% {arrow}", "bold $bright"),
    )
    return spread(left, right, width)


class TurnCard(Widget):
    """Draw a card in the room that there is."""

    DEFAULT_CSS = """
    TurnCard {
        width: 1fr;
        height: 8;
        background: $card;
        border-left: outer $gold;
        padding: 0 1;
    }
    TurnCard.-chosen {
        background: $selected;
    }
    """

    @dataclass
    class Opened(Message):
        """A card was clicked."""

        view: PointView
        """What it shows."""

    def __init__(self, view: PointView) -> None:
        """Start with what the card shows."""
        super().__init__()
        self.view = view

    def render(self) -> Content:
        """Draw the card."""
        size = self.size
        return card_content(self.view, max(1, size.width), max(1, size.height), glyphs_of(self.app))

    def on_click(self) -> None:
        """Open the card."""
        self.post_message(self.Opened(self.view))
