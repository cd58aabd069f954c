"""What all regions of the desk share: what they are bound to, and lists with a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget

from game.engine import SILENCE, Plan
from game.ui.desk.position import Position
from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.keyboard.catalogue import bind
from game.ui.messages import EdgePassed

MARGIN = 2
"""Cells left of a region's text: the edge of a card, and the cursor."""

Target = tuple[int, int]
"""What a row stands for: an entry, and a part of it."""


class Panel(Widget):
    """A region that is drawn from the position and the plan."""

    FOLLOWS_PLAN = False
    """Whether it is drawn anew when the plan changes."""

    position: reactive[Position | None] = reactive(None)
    """Where the game stands."""
    plan: var[Plan] = var(SILENCE)
    """What is planned."""
    compact: reactive[bool] = reactive(False)
    """Whether the regions are tabs; their headings are then left out."""

    def watch_plan(self) -> None:
        """Draw the plan, where it is shown."""
        if self.FOLLOWS_PLAN:
            self.refresh()

    @property
    def glyphs(self) -> Glyphs:
        """The set of glyphs in force."""
        return glyphs_of(self.app)

    def render(self) -> Content:
        """Draw the region, once there is a position."""
        if self.position is None or not self.size.width:
            return Content("")
        return self.draw(self.position, self.size.width)

    def draw(self, position: Position, width: int) -> Content:
        """Draw the region in so many cells."""
        return Content("")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list."""

    content: Content
    """The text, from the margin on."""
    target: Target | None = None
    """What the cursor or a click on it means."""
    tint: str = ""
    """Name of the colour behind it; empty for none."""
    edge: str = ""
    """Name of the colour of the bar at its left; empty for none."""
    fixed: bool = False
    """Whether it keeps its place at the top while the list scrolls."""
    more: bool = False
    """Whether it goes on with the entry of the row above."""


class ListPanel(Panel, can_focus=True):
    """A region with rows among which a cursor moves."""

    BINDINGS = [
        bind("list.up", "move(-1)"),
        bind("list.down", "move(1)"),
        bind("list.page-up", "move(-8)"),
        bind("list.page-down", "move(8)"),
        bind("list.pick", "pick"),
    ]

    cursor: reactive[int] = reactive(0)
    """The entry on which the cursor rests."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Start with an empty list."""
        super().__init__(id=id, classes=classes)
        self.top = 0
        self.shown: Sequence[Line] = ()
        self._lines: tuple[object, list[Line]] = (None, [])

    def lines(self, position: Position, width: int) -> list[Line]:
        """Return the rows for so many cells."""
        return []

    def state(self) -> tuple[object, ...]:
        """Return what the rows depend on beside position, plan and room."""
        return ()

    def known_lines(self, position: Position, width: int) -> list[Line]:
        """Return the rows, built anew only if something that they depend on has changed."""
        plan = self.plan if self.FOLLOWS_PLAN else None
        key = (position, plan, width, self.size, self.compact, self.glyphs, *self.state())
        if self._lines[0] != key:
            self._lines = (key, self.lines(position, width))
        return self._lines[1]

    def foot(self, position: Position, width: int) -> list[Content]:
        """Return the rows that stand below the list."""
        return []

    def count(self) -> int:
        """Count the entries."""
        return 0

    def target(self) -> Target:
        """Return what the cursor rests on."""
        return self.cursor, 0

    def draw(self, position: Position, width: int) -> Content:
        """Draw what fits of the rows, so that the cursor is in sight."""
        room = max(1, width - MARGIN)
        lines = self.known_lines(position, room)
        foot = self.foot(position, room)
        height = max(1, self.size.height - len(foot))
        head = [line for line in lines if line.fixed]
        body = [line for line in lines if not line.fixed]
        self.reveal(body, max(1, height - len(head)))
        self.shown = [*head, *body[self.top :]][:height]
        rows = [self._dress(line, width) for line in self.shown]
        rows += [Content("")] * (height - len(rows))
        rows += [Content(" " * MARGIN) + row for row in foot]
        return Content("\n").join(rows)

    def reveal(self, body: list[Line], height: int) -> None:
        """Scroll so that the row under the cursor is shown."""
        places = [index for index, line in enumerate(body) if line.target == self.target()]
        if places:
            self.top = max(min(self.top, places[0]), places[-1] - height + 1)
        self.top = max(0, min(self.top, len(body) - height))

    def _dress(self, line: Line, width: int) -> Content:
        """Add edge, cursor and tint to a row."""
        here = self.has_focus and line.target is not None and line.target == self.target()
        edge = ("▌" if self.glyphs.dots else "|", f"${line.edge}") if line.edge else (" ", "")
        sign = (self.glyphs.cursor if here and not line.more else " ", "$gold")
        tint = "selected" if here else line.tint
        rest = (Content.assemble(sign) + line.content).pad_right(
            max(0, width - 2 - line.content.cell_length)
        )
        if tint:
            rest = rest.stylize_before(f"on ${tint}")
        return Content.assemble(edge) + rest

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the entries."""
        return max(0, min(cursor, self.count() - 1))

    def action_move(self, step: int) -> None:
        """Move the cursor by entries, and out of the region beyond its ends."""
        wanted = self.cursor + step
        if abs(step) == 1 and not 0 <= wanted < self.count():
            self.post_message(EdgePassed(step))
        self.cursor = wanted

    def action_pick(self) -> None:
        """Choose what the cursor rests on."""

    def enter_from(self, way: int) -> None:
        """Take the cursor from the region above (1) or below (−1)."""
        self.cursor = 0 if way > 0 else self.count() - 1
        self.focus()

    def point_at(self, target: Target) -> None:
        """Rest the cursor on what was clicked."""
        self.cursor = target[0]

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        if event.y < len(self.shown):
            target = self.shown[event.y].target
            if target is not None:
                self.point_at(target)
                self.action_pick()

    def on_mouse_scroll_down(self) -> None:
        """Scroll by moving the cursor."""
        self.cursor += 1

    def on_mouse_scroll_up(self) -> None:
        """Scroll by moving the cursor."""
        self.cursor -= 1

    def watch_has_focus(self, _: bool) -> None:
        """Show or hide the cursor."""
        self.refresh()
