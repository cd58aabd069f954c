"""A terminal that is too small: say so, keep everything."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen


class CrampedScreen(Screen[None]):
    """Cover the game until there is room; nothing is lost."""

    DEFAULT_CSS = """
    CrampedScreen {
        background: $ground;
        color: $soft;
    }
    """

    def __init__(self, columns: int, rows: int) -> None:
        """Ask for so many columns and rows."""
        super().__init__()
        self.columns = columns
        self.rows = rows

    def render(self) -> Content:
        """Say what is needed and what there is."""
        width, height = self.app.size
        return Content.assemble(
            ("Buffer State\n", "bold $gold"),
            (f"needs {self.columns}×{self.rows},\n", "$bright"),
            (f"has {width}×{height}.\n", "$bright"),
            ("Enlarge the window,\nor ctrl+q to quit.\nThe game waits.", "$soft"),
        )

    def on_screen_resume(self) -> None:
        """Give way where there is room again by the time that what lay above has gone."""
        width, height = self.app.size
        if self.is_current and width >= self.columns and height >= self.rows:
            self.dismiss()

    def on_resize(self) -> None:
        """Tell the new size."""
        self.refresh()
