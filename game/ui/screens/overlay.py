"""A card over another screen, which lies dimmed below it."""

from __future__ import annotations

from functools import lru_cache
from typing import Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip

from game.ui.screens.guided import GuidedScreen

T = TypeVar("T")
"""What the card is answered with."""


@lru_cache(maxsize=1024)
def dim_style(style: Style, veil: Color) -> Style:
    """Mix a translucent colour into both colours of a style, and take links away."""
    mixed = (
        (Color.from_rich_color(each) + veil).rich_color if each is not None else None
        for each in (style.color, style.bgcolor)
    )
    return style.clear_meta_and_links() + Style.from_color(*mixed)


def dim_strip(strip: Strip, veil: Color) -> Strip:
    """Mix a translucent colour into a row."""
    segments = [
        Segment(segment.text, dim_style(segment.style or Style.null(), veil)) for segment in strip
    ]
    return Strip(segments, strip.cell_length).simplify()


class Overlay(GuidedScreen[T], ModalScreen[T]):
    """A screen that dims what lies below it once, not whenever it is itself laid out anew."""

    below: list[Strip] | None = None
    """The dimmed rows of the screen below; none until they are needed again."""

    def on_screen_resume(self) -> None:
        """Look anew at what lies below, which may have changed meanwhile."""
        self.below = None

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw again; regions are named by the screen below when it has changed there."""
        if regions:
            self.below = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """Draw a row of what lies below."""
        if self.below is None:
            self.below = self._dim_below()
        if y < len(self.below):
            return self.below[y]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _dim_below(self) -> list[Strip]:
        """Take the rows of the screen below, and dim them."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1]
        # Textual shows what a screen looks like to its own renderables alone.
        rows = below._compositor.render_strips()
        return [dim_strip(row, self.styles.background) for row in rows]
