"""A sheet laid over the desk: a heading, a list or more, and its keys; esc lays it aside."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from game.ui.keyboard.catalogue import bind
from game.ui.screens.overlay import Overlay
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.rows import spread

T = TypeVar("T")
"""What the sheet is answered with."""


class SheetHead(Widget):
    """The heading of a sheet, with a remark at the right edge."""

    DEFAULT_CSS = """
    SheetHead {
        width: 1fr;
        height: 2;
    }
    """

    def __init__(self, title: str, remark: str = "") -> None:
        """Start with a title in capitals and a remark."""
        super().__init__()
        self.title = title
        self.remark = remark

    def render(self) -> Content:
        """Draw both on one row."""
        title = Content.assemble((self.title, "bold $bright"))
        return spread(title, Content.assemble((self.remark, "$faint")), self.size.width)

    def tell(self, remark: str) -> None:
        """Change the remark."""
        self.remark = remark
        self.refresh()


class Sheet(Overlay[T]):
    """A card over the dimmed desk; full size where the terminal is small."""

    DEFAULT_CSS = """
    Sheet {
        align: center top;
    }
    Sheet > #sheet {
        width: 100%;
        max-width: 100%;
        height: 100%;
        max-height: 100%;
        background: $card;
        border-left: outer $gold;
        padding: 0 1 0 0;
    }
    Sheet.-wide > #sheet {
        width: 92;
        padding: 1 3 1 1;
    }
    Sheet.-wide.-tall > #sheet {
        height: 1fr;
        margin: 1 0;
    }
    Sheet.-wide.-high > #sheet {
        height: 29;
        margin: 8 0 0 0;
    }
    Sheet SheetHead, Sheet KeyRow {
        padding: 0 0 0 3;
    }
    Sheet Roster {
        background: $card;
    }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall"), (38, "-high")]

    BINDINGS = [bind("sheet.leave", "leave")]

    TITLE_TEXT = ""
    """The heading, in capitals."""

    KEYS: tuple[Key, ...] = ()
    """The keys named at the foot, without the one that leaves."""

    def compose(self) -> ComposeResult:
        """Lay out heading, body and keys."""
        self._fit(self.app.size)
        with Vertical(id="sheet"):
            yield SheetHead(self.TITLE_TEXT, self.remark())
            yield from self.compose_body()
            yield Static("", classes="gap")
            yield KeyRow(*self.KEYS, last=Key("esc", "back", "leave"))

    def _fit(self, size: Size) -> None:
        """Set the classes of the breakpoints at once; else all is laid out twice."""
        for room, points in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(max((least, name) for least, name in points if least <= room)[1])

    def compose_body(self) -> ComposeResult:
        """Lay out what the sheet shows."""
        yield from ()

    def remark(self) -> str:
        """Return what stands at the right of the heading."""
        return ""

    def action_leave(self) -> None:
        """Lay the sheet aside without an answer."""
        self.dismiss(None)

    def answer(self, result: T) -> None:
        """Lay the sheet aside with an answer; a worker calls this, which must not wait for it."""
        self.dismiss(result)
