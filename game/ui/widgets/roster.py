"""Show entries in a list with a cursor: a tint, a bar and a sign mark the chosen one.

Entries are built for the width that there is, so that what stands at the right edge stays there
when the terminal is resized. The list scrolls by whole entries; headings are passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.keyboard.catalogue import bind

MARGIN = 3
"""Columns left of the texts, for the bar and the sign of the chosen entry."""


BAR = "▌"
"""The bar of the chosen entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list."""

    lines: tuple[Content, ...]
    """Its rows of text."""
    accent: str = "gold"
    """Name of the colour of its bar while it is chosen."""
    heading: bool = False
    """Whether the cursor passes it over."""
    open: bool = True
    """Whether it can be picked; the cursor rests on it all the same, since it tells why not."""
    gap: int = 0
    """Blank rows after it."""

    @property
    def height(self) -> int:
        """The rows that it takes, the blank ones included."""
        return len(self.lines) + self.gap


Build = Callable[[int, Glyphs], tuple[Entry, ...]]
"""Builds the entries for a width in cells and a set of glyphs."""


def _nothing(width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
    return ()


class Roster(Widget, can_focus=True):
    """A list of entries of one or several rows each."""

    DEFAULT_CSS = """
    Roster {
        width: 1fr;
        height: 1fr;
        background: $ground;
        color: $soft;
    }
    """

    BINDINGS = [
        bind("list.up", "move(-1)"),
        bind("list.down", "move(1)"),
        bind("list.page-up", "page(-1)"),
        bind("list.page-down", "page(1)"),
        bind("list.first", "leap(-1)"),
        bind("list.last", "leap(1)"),
        bind("list.pick", "pick"),
    ]

    cursor: reactive[int] = reactive(0)
    """The place of the chosen entry."""

    @dataclass
    class Moved(Message):
        """The cursor rests on another entry."""

        roster: Roster
        """The list."""
        index: int
        """The place of the entry."""

        @property
        def control(self) -> Roster:
            """The list, for selectors."""
            return self.roster

    @dataclass
    class Picked(Message):
        """An entry was chosen with enter or a click."""

        roster: Roster
        """The list."""
        index: int
        """The place of the entry."""

        @property
        def control(self) -> Roster:
            """The list, for selectors."""
            return self.roster

    def __init__(
        self, build: Build = _nothing, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Start with a function that builds the entries."""
        super().__init__(id=id, classes=classes)
        self._build = build
        self._entries: tuple[Entry, ...] = ()
        self._built: object = None
        self._top = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries as they were last built."""
        key = (self._build, self.size.width, glyphs_of(self.app))
        if self._built != key:
            self._built = key
            width = max(1, self.size.width - MARGIN)
            self._entries = self._build(width, glyphs_of(self.app))
        return self._entries

    def show(self, build: Build, cursor: int | None = None) -> None:
        """Show other entries; the cursor stays where it can unless it is given a place."""
        self._build = build
        entries = self.entries
        wanted = self.cursor if cursor is None else cursor
        self.set_reactive(Roster.cursor, -1)
        place = self._settle(min(wanted, len(entries) - 1), 1)
        self._center(place)
        self.cursor = place
        self.refresh(layout=True)

    def on_mount(self) -> None:
        """Rest on the first entry that is no heading."""
        self.cursor = self._settle(self.cursor, 1)

    def _settle(self, index: int, step: int) -> int:
        """Return the nearest entry that is no heading, first in the direction of `step`."""
        entries = self.entries
        ahead = range(index, len(entries) if step > 0 else -1, step)
        order: list[int] = [*ahead, *range(index, -1, -1), *range(len(entries))]
        for place in order:
            if 0 <= place < len(entries) and not entries[place].heading:
                return place
        return 0

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the entries."""
        return min(max(cursor, 0), max(len(self.entries) - 1, 0))

    def watch_cursor(self, cursor: int) -> None:
        """Bring the chosen entry into sight and tell of it."""
        self._reveal()
        self.refresh()
        if self.entries:
            self.post_message(self.Moved(self, cursor))

    def action_move(self, step: int) -> None:
        """Move the cursor by entries."""
        self.cursor = self._settle(self.cursor + step, step)

    def action_page(self, way: int) -> None:
        """Move the cursor by what fits on the screen."""
        rows, index = 0, self.cursor
        while 0 <= index + way < len(self.entries) and rows < max(1, self.size.height - 2):
            rows += self.entries[index].height
            index += way
        self.cursor = self._settle(index, way)

    def action_leap(self, way: int) -> None:
        """Move the cursor to the first or the last entry."""
        self.cursor = self._settle(0 if way < 0 else len(self.entries) - 1, -way)

    def action_pick(self) -> None:
        """Choose the entry under the cursor."""
        if self.entries and self.entries[self.cursor].open:
            self.post_message(self.Picked(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to what was clicked; a second click there chooses it."""
        index = self._entry_at(event.y)
        if index is None or self.entries[index].heading:
            return
        if index == self.cursor:
            self.action_pick()
        self.cursor = index

    def on_mouse_scroll_down(self) -> None:
        """Scroll by moving the cursor."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """Scroll by moving the cursor."""
        self.action_move(-1)

    def on_resize(self) -> None:
        """Keep the chosen entry in sight."""
        self._reveal()

    def _reveal(self) -> None:
        """Scroll so that the chosen entry, and a heading right above it, are in sight."""
        entries, height = self.entries, max(1, self.size.height)
        if not entries:
            return
        start = sum(entry.height for entry in entries[: self.cursor])
        end = start + len(entries[self.cursor].lines)
        if self.cursor and entries[self.cursor - 1].heading:
            start -= entries[self.cursor - 1].height
        self._top = max(min(self._top, start), min(end - height, start))
        total = sum(entry.height for entry in entries)
        self._top = max(0, min(self._top, total - height))

    def _center(self, index: int) -> None:
        """Scroll so that an entry that was out of sight stands in the middle."""
        height = self.size.height
        start = sum(entry.height for entry in self.entries[:index])
        if not self._top <= start < self._top + height:
            self._top = start - height // 2

    def _entry_at(self, y: int) -> int | None:
        row = self._top + y
        for index, entry in enumerate(self.entries):
            if row < entry.height:
                return index
            row -= entry.height
        return None

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        row = self._top + y
        for index, entry in enumerate(self.entries):
            if row < len(entry.lines):
                return self._draw(entry, row, index == self.cursor)
            row -= entry.height
            if row < 0:
                break
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _draw(self, entry: Entry, row: int, chosen: bool) -> Strip:
        """Draw one row of an entry: bar, sign and text, over the tint of the chosen one."""
        back, width = self.visual_style, self.size.width
        lead = Content(" " * MARGIN)
        if chosen and not entry.heading:
            back += Style(background=Color.parse(self.app.theme_variables["selected"]))
            lead = self._lead(entry, row)
        line = lead + entry.lines[row].truncate(max(0, width - MARGIN))
        pieces = line.render(back, "", parse_style=self._louder if chosen else self._parse)
        strip = Strip([Segment(text, style.rich_style) for text, style in pieces])
        return strip.adjust_cell_length(width, back.rich_style)

    def _parse(self, style: str | Style) -> Style:
        """Resolve the colours of a style."""
        return self.app.stylesheet.parse_style(style)

    def _louder(self, style: str | Style) -> Style:
        """Resolve a style on the tint of the chosen entry, where faint is too faint to be read."""
        return self._parse(style.replace("$faint", "$soft") if isinstance(style, str) else style)

    def _lead(self, entry: Entry, row: int) -> Content:
        """Give the bar of the chosen entry, and on its first row the sign."""
        glyphs = glyphs_of(self.app)
        bar = BAR if glyphs.dots else glyphs.pole
        sign = " " if row else glyphs.cursor
        return Content.assemble((bar, f"${entry.accent}"), (sign.ljust(MARGIN - 1), "$gold"))
