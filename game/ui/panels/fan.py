"""A gauge's fan with its heading: name, unit, and where it may stand at the end."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.ui.desk.numbers import write_number
from game.ui.desk.prognosis import FanView
from game.ui.widgets.fan import SCALE, FanChart, FanPicture
from game.ui.widgets.rows import spread


class FanHead(Widget):
    """The heading of a fan, as wide as there is room."""

    DEFAULT_CSS = """
    FanHead {
        width: 1fr;
        height: 1;
    }
    """

    view: reactive[FanView | None] = reactive(None)
    """The gauge."""

    def render(self) -> Content:
        """Draw the heading."""
        return write_head(self.view, self.size.width) if self.view else Content("")


class FanPanel(Vertical):
    """A heading above a fan."""

    DEFAULT_CSS = """
    FanPanel {
        height: 1fr;
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out heading and fan."""
        yield FanHead()
        yield FanChart()

    def show(self, view: FanView, ticks: tuple[tuple[int, str], ...], wide: bool) -> None:
        """Show a gauge; ticks stand below it, if there are any."""
        fan, threshold = view.fan, view.threshold
        self.query_one(FanChart).picture = FanPicture(
            history=view.history,
            bands=(fan.lowest, fan.low, fan.middle, fan.high, fan.highest),
            rival=view.rival,
            low=view.low,
            high=view.high,
            threshold=threshold.value if threshold else None,
            threshold_label=threshold.label if threshold else "",
            accent=view.accent,
            ticks=ticks,
            wide=wide,
        )
        self.query_one(FanHead).view = view


def write_head(view: FanView, width: int) -> Content:
    """Write the heading of a fan: `Reserves  bn USD      1.6, 0.2 to 3.1 at the end`."""
    middle, lowest, highest = (
        write_number(line[-1], view.decimals)
        for line in (view.fan.middle, view.fan.lowest, view.fan.highest)
    )
    name = Content.assemble((view.label, "bold $bright"), (f"  {view.unit}", "$faint"))
    room = max(1, width - SCALE)
    for tail in (f", {lowest} to {highest} at the end", f", {lowest} to {highest}", ""):
        end = Content.assemble((middle, "bold $bright"), (tail, "$soft"))
        if name.cell_length + end.cell_length < room:
            break
    return Content(" " * SCALE) + spread(name, end, room)
