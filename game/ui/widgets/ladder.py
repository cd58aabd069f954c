"""Show the ladder of escalation as stairs, with the rung in force lit."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.ui.glyphs import UNICODE, Glyphs, glyphs_of

TALL = 4
"""Rows of the full form; with fewer, the compact form of one row is drawn."""

STEPS = 8
"""Heights of a bar within one row."""

LOWEST, HIGHEST = 2, 14
"""Heights of the first and the last stair, in steps of two rows together."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder and where it stands."""

    rung: int = 0
    """Rung in force, from 0."""
    rungs: int = 1
    """Number of rungs."""
    name: str = ""
    """Name of the rung in force."""
    short: str = ""
    """The name in one word, for the compact form."""
    measure: str = ""
    """The name of what moves it."""
    heat: int = 0
    """The value of what moves it, in its own unit."""
    next_label: str = ""
    """What happens at the next threshold; empty where none is left."""
    next_at: int = 0
    """Its value at the next threshold."""
    risk: str = ""
    """Odds of an accident this turn, with the sign of per cent."""
    title: str = "ESCALATION"
    """Heading."""
    accent: str = "gold"
    """Name of the colour of the rung in force."""


def _style(rung: int, ladder: Ladder) -> str:
    """Give the colour of a rung: climbed, in force or ahead."""
    if rung == ladder.rung:
        return f"${ladder.accent}"
    return "$soft" if rung < ladder.rung else "$selected"


def _spread(left: Content, right: Content, width: int) -> Content:
    """Set two texts at the two ends of a row; where both do not fit, the left one stays."""
    gap = width - left.cell_length - right.cell_length
    return left + Content(" " * gap) + right if gap > 0 else left


def tall_content(ladder: Ladder, width: int, glyphs: Glyphs = UNICODE) -> Content:
    """Draw the ladder in four rows: rung, two of stairs, what moves it."""
    name = Content.assemble((f"{ladder.rung} {ladder.name}", "bold $bright"))
    title = Content.assemble((ladder.title, "$faint"))
    if cell_len(ladder.title) + name.cell_length + 1 > width:
        title = Content("")
    stairs = [_stairs(ladder, row, width, glyphs) for row in range(2)]
    return Content("\n").join([_spread(title, name, width), *stairs, _heat(ladder, width)])


def _heat(ladder: Ladder, width: int) -> Content:
    """Write what moves the ladder, the next threshold and the odds of an accident."""
    heat = Content.assemble((f"{ladder.measure} ", "$soft"), (str(ladder.heat), "bold $bright"))
    ahead = Content.assemble(
        (f", {ladder.next_label} at ", "$soft"), (str(ladder.next_at), "$bright")
    )
    risk = Content.assemble(("risk ", "$faint"), (ladder.risk, "$bright")) if ladder.risk else None
    room = width - heat.cell_length - (risk.cell_length + 1 if risk else 0)
    if ladder.next_label and ahead.cell_length <= room:
        heat += ahead
    return _spread(heat, risk, width) if risk else heat


def _stairs(ladder: Ladder, row: int, width: int, glyphs: Glyphs) -> Content:
    """Draw one of the two rows of stairs, the upper one first."""
    cells = max(1, (width + 1) // max(1, ladder.rungs) - 1)
    pieces: list[tuple[str, str]] = []
    for rung in range(ladder.rungs):
        height = round(LOWEST + (HIGHEST - LOWEST) * rung / max(1, ladder.rungs - 1))
        here = min(STEPS, max(0, height - STEPS * (1 - row)))
        bar = glyphs.steps[here - 1] if here else " "
        pieces += [(bar * cells, _style(rung, ladder)), (" ", "")]
    return Content.assemble(*pieces[:-1])


def flat_content(ladder: Ladder, width: int, glyphs: Glyphs = UNICODE) -> Content:
    """Draw the ladder in one row; where `width` is short the stairs go."""
    head = Content.assemble((str(ladder.rung), "bold $bright"), (f" {ladder.short}", "$soft"))
    if head.cell_length + 1 + ladder.rungs > width:
        return head
    last = max(1, ladder.rungs - 1)
    stairs = [
        (glyphs.steps[round((STEPS - 2) * rung / last)], _style(rung, ladder))
        for rung in range(ladder.rungs)
    ]
    return head + Content(" ") + Content.assemble(*stairs)


class LadderStairs(Widget):
    """Draw the ladder, tall or in one row, as the widget's height says."""

    DEFAULT_CSS = """
    LadderStairs {
        width: 1fr;
        height: 4;
    }
    """

    ladder: reactive[Ladder] = reactive(Ladder())
    """Where it stands."""

    def __init__(
        self, ladder: Ladder | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Start with a ladder."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(LadderStairs.ladder, ladder or Ladder())

    def render(self) -> Content:
        """Draw the form that fits."""
        draw = tall_content if self.size.height >= TALL else flat_content
        return draw(self.ladder, self.size.width, glyphs_of(self.app))
