"""The card of a tutorial: what is taught, where it points, and the key that goes on."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from game.archive.lessons import Course
from game.ui.desk.lessons import Slate, Spot, describe_lesson
from game.ui.keyboard.keyboard import keyboard_of, write_keys
from game.ui.panels.panel import Panel
from game.ui.panels.row import Row
from game.ui.widgets.key_row import Key, key_content
from game.ui.widgets.rows import spread

MOST_TEXT = 5
"""The most rows of text where the regions are tabs."""

POINTED = "-pointed"
"""The class of the widgets at which the lesson points."""


class LessonCard(Panel):
    """The current lesson; it lies where it covers neither what it points at nor the cursor."""

    course: reactive[Course | None] = reactive(None)
    """How far the player is."""
    hidden: reactive[bool] = reactive(False)
    """Whether the player wants no lessons."""

    @property
    def slate(self) -> Slate | None:
        """The lesson that is to be shown; none if there is none, or none is wanted."""
        if self.position is None or self.course is None or self.hidden:
            return None
        slate = describe_lesson(self.position, self.course)
        return slate and replace(slate, keys=write_keys(slate.keys, self.app))

    def on_mount(self) -> None:
        """Give way to the cursor from now on."""
        self.watch(self.screen, "focused", self.give_way, init=False)
        self.watch(self.screen, "tab", self.give_way, init=False)

    # ------------------------------------------------------------------ the course

    def watch_position(self) -> None:
        """Follow the game into another turn."""
        self._follow()

    def watch_plan(self) -> None:
        """Follow the plan."""
        self._follow()

    def watch_compact(self) -> None:
        """Point anew where regions have become tabs, or tabs regions."""
        self.call_after_refresh(self.point_out)

    def _follow(self) -> None:
        position, course = self.position, self.course
        if position is None:
            return
        if course is None:
            self.course = Course.begin(position.rules, position.opening, position.seat, self.plan)
        else:
            self.course = course.follow(position.opening, self.plan)

    def note_causes(self) -> None:
        """Take note that causes were opened."""
        if self.course is not None:
            self.course = self.course.open_causes()

    async def go_on(self) -> None:
        """Leave the lesson behind, or lead the cursor to where it points."""
        slate = self.slate
        if self.course is None or slate is None:
            return
        if self.course.ready:
            self.course = self.course.read_on()
        else:
            await self.point_out()
            self.notify(f"To go on: {slate.wait}.", markup=False)

    def watch_course(self, before: Course | None, course: Course | None) -> None:
        """Show the lesson that comes up, and point."""
        if self.display:
            self.refresh(layout=True)
        if before is None or course is None or before.current is not course.current:
            self.call_later(self.point_out)

    def watch_hidden(self) -> None:
        """Show the lesson again, or take it away with all that it points at."""
        self.call_later(self.point_out)

    # ------------------------------------------------------------------ where it points

    async def point_out(self) -> None:
        """Brighten what the lesson points at, and lead the cursor there."""
        slate = self.slate
        self.display = slate is not None
        spot = slate.spot if slate else None
        self._brighten(spot)
        if spot is not None and spot.tab and (self.compact or spot.takes != "#places"):
            await self.screen.run_action(f"tab('{spot.tab}')")
            self._lead(spot)
        self.call_after_refresh(self.give_way)

    def _brighten(self, spot: Spot | None) -> None:
        self.screen.query(f".{POINTED}").remove_class(POINTED)
        if spot is not None:
            self.screen.query(spot.shows).add_class(POINTED)

    def _lead(self, spot: Spot) -> None:
        """Give the cursor to the region itself, where its tab holds more than one."""
        try:
            region = self.screen.query_one(spot.takes, Widget)
        except NoMatches:
            return
        if region.display and region.focusable:
            region.focus()

    def give_way(self) -> None:
        """Lie where neither the region that is meant nor the cursor is covered."""
        slate, cursor = self.slate, self._cursor()
        if slate is None:
            return
        meant = slate.spot.takes if slate.spot else ""
        aside = self.compact and self._is_alone()
        self.set_class(aside, "-aside")
        high = self.compact and not aside and cursor == "orders"
        self.set_class(high, "-high")
        self.styles.min_height = self.screen.query_one("#asks").styles.height if high else None
        on_map = not self.compact and (meant == "#places" or cursor == "legend")
        self.set_class(on_map, "-south")
        self.refresh()

    def _cursor(self) -> str:
        """Return the name of the region that has the cursor."""
        focused = self.screen.focused
        return (focused.id or "") if focused else ""

    def _is_alone(self) -> bool:
        """Tell whether the open tab holds one region, which can then make room."""
        asks = self.screen.query_one("#asks")
        return not (self.screen.has_class("-tab-table") and asks.display)

    # ------------------------------------------------------------------ drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Count the rows that the lesson takes in so many cells."""
        slate = self.slate
        return len(self._draw_rows(slate, width)) if slate else 0

    def render(self) -> Content:
        """Draw the lesson."""
        slate = self.slate
        if slate is None:
            return Content("")
        rows = self._draw_rows(slate, self.size.width)
        spare = [Content("")] * max(0, self.size.height - len(rows))
        return Content("\n").join([*rows[:-1], *spare, rows[-1]])

    def _draw_rows(self, slate: Slate, width: int) -> list[Content]:
        """Draw heading, text and keys in so many cells."""
        text = Content.assemble(
            *((piece, "bold $bright" if weighty else "$soft") for piece, weighty in slate.text)
        )
        rows = [row.rstrip() for row in text.wrap(max(20, width))]
        if self.compact and len(rows) > MOST_TEXT:
            rows = [*rows[: MOST_TEXT - 1], rows[MOST_TEXT - 1].truncate(width - 2) + Content(" …")]
        title = Content.assemble((slate.title, "bold $bright"))
        head = spread(title, Content.assemble((slate.place, "$faint")), width)
        gap = [] if self.compact else [Content("")]
        return [head, *gap, *rows, *gap, self._draw_keys(slate, width)]

    def _draw_keys(self, slate: Slate, width: int) -> Content:
        """Draw the key that goes on, and at the right the one that ends the lessons."""
        row = Row(width)
        told = Content.assemble((slate.keys, "bold $gold"), (f" {slate.wait}", "$bright"))
        keyboard = keyboard_of(self.app)
        away = key_content(Key("{desk.lessons}", "no lessons"), self.glyphs, keyboard)
        row.put(0, told).end(width, away)
        there = key_content(Key("{desk.lesson}", "there"), self.glyphs, keyboard)
        fits = told.cell_length + there.cell_length + away.cell_length + 6 <= width
        if fits and slate.leads and slate.spot and slate.spot.takes != f"#{self._cursor()}":
            row.put(told.cell_length + 3, there)
        return row.content()
