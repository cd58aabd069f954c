"""The projector: what everyone may know, large, and dark at the press of a key."""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Digits, Static

from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.payloads import ProjectorSet
from game.exercise.projection import ALL
from game.exercise.publicity import PublicView, PublicWorld, public_view
from game.exercise.sessions import Session
from game.ui.exercise.live import Live
from game.ui.exercise.words import PHASES, fact_content, tell_turn, write_clock, write_value
from game.ui.glyphs import glyphs_of
from game.ui.keyboard.catalogue import bind
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.rows import columns, cut, fold

ROOMY = 34
"""From so many rows on, a blank row stands between two indicators."""


class ProjectorScreen(Live[PublicView]):
    """One world in large type, or several side by side in rows; nothing else is ever read."""

    CSS_PATH = "projector.tcss"

    BINDINGS = [
        bind("projector.blank", "blank"),
        bind("projector.before", "turn(-1)"),
        bind("projector.after", "turn(1)"),
        bind("projector.all", "all"),
        bind("projector.leave", "leave"),
    ]

    blank: var[bool] = var(False)
    """Whether nothing is shown."""

    def __init__(self, exercise: Exercise, session: Session) -> None:
        """Show an exercise to a room."""
        super().__init__()
        self.follow(exercise, session)
        self.seen: PublicView | None = None
        self.seen_at = time.monotonic()
        self.place = 0
        self.all = False

    def compose(self) -> ComposeResult:
        """Lay out title, clock, indicators and the last dispatches."""
        with Vertical(id="lit"):
            with Horizontal(id="top"):
                with Vertical(id="names"):
                    yield Static(id="title")
                    yield Static(id="date")
                    yield Static(id="phase")
                yield Digits("", id="clock")
            yield Static(id="facts")
            yield Static(id="words")
            blank = Key("{projector.blank}", "blank", "blank")
            turn = Key("{projector.before}{projector.after}", "world")
            several = not self.reader.world and len(self.exercise.configuration.worlds) > 1
            others = (turn, Key("{projector.all}", "all", "all")) if several else ()
            yield KeyRow(blank, *others, id="hint")

    def on_mount(self) -> None:
        """Begin to follow the exercise."""
        self.begin_looking()

    def survey(self) -> PublicView:
        """Return what everyone may know."""
        return public_view(self.exercise, self.reader)

    def show(self, found: PublicView, fresh: tuple[Event, ...]) -> None:
        """Show it."""
        switch = self.seen.switch if self.seen else None
        self.seen, self.seen_at = found, time.monotonic()
        if found.switch is not None and found.switch != switch:
            self._obey(found.switch.payload)
        self.draw_all()

    def _obey(self, wish: ProjectorSet) -> None:
        """Show what white wants to be shown; one that is bound to a world stays at it."""
        names = [world.id for world in self.worlds]
        if wish.show:
            self.all = wish.show == ALL
        if wish.show in names:
            self.place = names.index(wish.show)
        self.blank = wish.dark

    def tell_time(self) -> None:
        """Let the clock go on."""
        world = self.world
        if world is not None and not self.showing_all:
            self.query_one("#clock", Digits).update(self._clock(world))

    def _clock(self, world: PublicWorld) -> str:
        if world.remaining is None:
            return ""
        standing = self.seen is None or self.seen.paused
        passed = 0 if standing else time.monotonic() - self.seen_at
        return write_clock(world.remaining - passed)

    @property
    def worlds(self) -> tuple[PublicWorld, ...]:
        """The worlds that are shown."""
        return self.seen.worlds if self.seen else ()

    @property
    def world(self) -> PublicWorld | None:
        """The world that is shown large."""
        return self.worlds[self.place % len(self.worlds)] if self.worlds else None

    @property
    def showing_all(self) -> bool:
        """Whether all worlds stand in rows."""
        return self.all and len(self.worlds) > 1

    def draw_all(self) -> None:
        """Draw everything."""
        seen, world = self.seen, self.world
        if seen is None or world is None:
            return
        several = len(self.worlds) > 1
        label = "" if self.showing_all or not several else f"   {world.label}"
        self._put("title", Content.assemble((seen.title, "bold $gold"), (label, "bold $bright")))
        if self.showing_all:
            self._put("date", Content(""))
            self._put("phase", Content(""))
            self.query_one("#clock", Digits).update("")
            self._put("facts", Content("\n\n").join([self._row(each) for each in self.worlds]))
            self._put("words", Content(""))
            return
        turn = (f"   {tell_turn(seen, world.turn)}", "$soft")
        self._put("date", Content.assemble((world.date, "bold $bright"), turn))
        phase = PHASES.get(world.phase, world.phase)
        self._put("phase", Content.assemble((phase, "bold $bright")))
        self.tell_time()
        self._put("facts", self._facts(world))
        self._put("words", self._words(world))

    def _put(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def _row(self, world: PublicWorld) -> Content:
        told = tell_turn(self.seen, world.turn) if self.seen else ""
        indicators = "   ".join(f"{each.label} {write_value(each)}" for each in world.indicators)
        row = columns(
            (Content.assemble((world.label, "bold $bright")), 18),
            (Content.assemble((told, "$soft")), 13),
            (Content.assemble((PHASES.get(world.phase, ""), "$bright")), 14),
        )
        return cut(row + Content.assemble((indicators, "$soft")), self.size.width - 8)

    def _facts(self, world: PublicWorld) -> Content:
        """Write the indicators, one a row."""
        rows = [fact_content(each, glyphs_of(self.app)) for each in world.indicators]
        gap = "\n\n" if self.size.height >= ROOMY else "\n"
        return Content(gap).join(rows)

    def _words(self, world: PublicWorld) -> Content:
        """Write what was told to all last."""
        width, rows = self.size.width - 8, []
        for each in world.news[-3:]:
            head, colon, text = each.partition(": ")
            rows.append(Content.assemble((head if colon else "", "bold $bright")))
            rows.extend(fold(text if colon else each, "$soft", width)[:4])
        return Content("\n").join(rows)

    def watch_blank(self, blank: bool) -> None:
        """Go dark, or show all again."""
        if self.is_mounted:
            self.query_one("#lit").display = not blank

    def action_blank(self) -> None:
        """Go dark, or show all again."""
        self.blank = not self.blank

    def action_turn(self, way: int) -> None:
        """Show another world."""
        self.all = False
        self.place = (self.place + way) % max(1, len(self.worlds))
        self.draw_all()

    def action_all(self) -> None:
        """Show all worlds in rows, or one large."""
        self.all = not self.all
        self.draw_all()

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()
