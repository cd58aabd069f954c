"""Draw a turn that mattered as a card: its letter, its date, what it did to the score, and why."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from game.ui.glyphs import UNICODE, Glyphs, glyphs_of
from game.ui.widgets.marks import change_content
from game.ui.widgets.rows import fold, spread


@dataclass(frozen=True, slots=True)
class CardEffect:
    """What an entry did to one value."""

    label: str
    """The value's short name."""
    text: str
    """The amount with its sign."""
    amount: float
    """The amount."""
    favourable: bool | None
    """Whether that is good for the player, where it is known."""


@dataclass(frozen=True, slots=True)
class CardDeed:
    """What was done in the turn."""

    words: str
    """In words."""
    effects: tuple[CardEffect, ...]
    """What it did, the weightiest first."""


@dataclass(frozen=True, slots=True)
class TurnCardView:
    """One card."""

    letter: str
    """The letter on the curve."""
    turn: int
    """The turn."""
    date: str
    """Its date."""
    score: tuple[int, int] | None
    """The score before and after, where there is one."""
    deeds: tuple[CardDeed, ...]
    """The player's own orders and answers, the weightiest first."""


def card_content(view: TurnCardView, width: int, height: int, glyphs: Glyphs = UNICODE) -> Content:
    """Draw a card in `width` × `height` cells; what does not fit is counted."""
    rows = [_head(view, width, glyphs)]
    for place, deed in enumerate(view.deeds):
        more = _deed(deed, width, glyphs)
        last = place == len(view.deeds) - 1
        if len(rows) + len(more) > height - (0 if last else 1) and place:
            rows.append(Content.assemble((f"  and {len(view.deeds) - place} more", "$soft")))
            break
        rows += more
    return Content("\n").join(rows[:height])


def _deed(deed: CardDeed, width: int, glyphs: Glyphs) -> list[Content]:
    """Write an entry: its words, on two rows where they need them, and its effects."""
    words = fold(deed.words, "bold $bright", width - 2)[:2]
    sign = Content.assemble((f"{glyphs.spent} ", "$gold"))
    blank = Content("  ")
    rows = [(blank if place else sign) + row for place, row in enumerate(words)]
    return [*rows, _effects(deed, width, glyphs)]


def _head(view: TurnCardView, width: int, glyphs: Glyphs) -> Content:
    """Write letter, turn, date and the score's step."""
    left = Content.assemble(
        (f" {view.letter} ", "bold reverse $bright"),
        (" turn ", "$soft"),
        (str(view.turn), "bold $bright"),
        (f"  {view.date}", "$soft"),
    )
    if view.score is None:
        return left
    old, new = view.score
    arrow = glyphs.trend(new - old, favourable=new > old)
    right = Content.assemble(
        (f"{old} {glyphs.cursor} ", "$soft"), (f"{new} {arrow}", "bold $bright")
    )
    return spread(left, right, width)


def _effects(deed: CardDeed, width: int, glyphs: Glyphs) -> Content:
    """Write as many effects as fit on a row."""
    row = Content("  ")
    for effect in deed.effects:
        change = change_content(effect.text, effect.amount, effect.favourable, glyphs)
        piece = Content.assemble((f"{effect.label} ", "$soft")) + change
        gap = 2 if len(row.plain.strip()) else 0
        if row.cell_length + gap + piece.cell_length > width:
            break
        row += Content(" " * gap) + piece
    return row


class TurnCard(Widget):
    """Draw a card in the room that there is."""

    DEFAULT_CSS = """
    TurnCard {
        width: 1fr;
        height: 6;
        background: $card;
        border-left: outer $gold;
        padding: 0 1;
    }
    """

    def __init__(self, view: TurnCardView) -> None:
        """Start with what the card shows."""
        super().__init__()
        self.view = view

    def render(self) -> Content:
        """Draw the card."""
        size = self.size
        return card_content(self.view, max(1, size.width), max(1, size.height), glyphs_of(self.app))
