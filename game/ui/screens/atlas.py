"""The atlas of rules: what every entry of the scenario does, with a search and links."""

from __future__ import annotations

from functools import partial

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from game.atlas import Atlas, draw_atlas
from game.atlas.graph import Graph, connect
from game.scenario.models import Scenario
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import write_keys
from game.ui.screens.sheet import Sheet, SheetHead
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rulebook import (
    CALENDAR,
    Line,
    article_lines,
    calendar_lines,
    index_entries,
    key_in_index,
    list_index,
    place_in_index,
)


class AtlasScreen(Sheet[None]):
    """The index on the left, an article on the right; one at a time where there is no room."""

    DEFAULT_CSS = """
    AtlasScreen.-wide > #sheet {
        width: 116;
    }
    AtlasScreen.-wide.-high > #sheet {
        height: 1fr;
        margin: 2 0;
    }
    AtlasScreen #filter {
        height: 1;
        border: none;
        margin: 0 0 1 0;
        padding: 0 0 0 3;
        background: $card;
        color: $bright;
    }
    AtlasScreen #pages {
        height: 1fr;
    }
    AtlasScreen #article {
        display: none;
    }
    AtlasScreen.-reading #index {
        display: none;
    }
    AtlasScreen.-reading #article, AtlasScreen.-wide #article {
        display: block;
    }
    AtlasScreen.-wide #index {
        display: block;
        width: 36;
    }
    """

    BINDINGS = [
        bind("atlas.search", "search"),
        bind("atlas.back", "back"),
        bind("atlas.read", "read"),
        bind("atlas.cross", "cross", priority=True),
    ]

    TITLE_TEXT = "ATLAS OF RULES"

    KEYS = (
        Key("{list.pick}", "read, follow"),
        Key("{atlas.back}{atlas.read}", "back, read"),
        Key("{atlas.search}", "search", "search"),
        Key("{atlas.cross}", "other side", "cross"),
    )

    HINTS = {"list.pick": "in the index: read the article; on a line with an arrow: follow it"}

    def __init__(self, scenario: Scenario, wanted: str | None = None) -> None:
        """Open the atlas of a scenario.

        Args:
            scenario: The scenario.
            wanted: The name at which the index begins; without it at the first.
        """
        super().__init__()
        self.scenario = scenario
        self.wanted = wanted
        self.atlas: Atlas | None = None
        self.graph = Graph((), ())
        self.keys: tuple[str, ...] = ()
        self.current = ""
        self.trail: list[str] = []
        self.lines: tuple[Line, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out the search, the index and the article."""
        yield Input(placeholder=write_keys("{atlas.search} to search", self.app), id="filter")
        with Horizontal(id="pages"):
            yield Roster(id="index")
            yield Roster(id="article")

    def on_mount(self) -> None:
        """Begin in the index, and draw the atlas meanwhile."""
        self.query_one("#index").focus()
        self.draw()

    @work(thread=True, exclusive=True, group="atlas")
    def draw(self) -> None:
        """Draw the atlas in the background."""
        atlas = draw_atlas(self.scenario)
        self.app.call_from_thread(self.open, atlas, connect(atlas))

    def open(self, atlas: Atlas, graph: Graph) -> None:
        """Show the index, and the article that was asked for."""
        self.atlas, self.graph = atlas, graph
        self.list_keys("")
        found = atlas.find(self.wanted) if self.wanted else ()
        if found:
            self.go_to(found[0].key)

    # ------------------------------------------------------------------ the index

    @on(Input.Changed, "#filter")
    def narrow(self, message: Input.Changed) -> None:
        """Show what holds the typed words."""
        self.list_keys(message.value)

    @on(Input.Submitted, "#filter")
    def take_found(self) -> None:
        """Go on from the search to what was found."""
        self.show_index()

    def list_keys(self, words: str) -> None:
        """Show the index of what holds some words."""
        atlas = self.atlas
        if atlas is None:
            return
        self.keys = keys = list_index(atlas, words)
        whole, found = len(atlas.articles), sum(1 for key in keys if key != CALENDAR)
        told = f"{whole} entries" if not words.strip() else f"{found} of {whole} entries"
        self.query_one(SheetHead).tell(told)
        place = place_in_index(atlas, keys, self.current)
        self.query_one("#index", Roster).show(
            lambda width, glyphs: index_entries(atlas, keys, width), place
        )

    @on(Roster.Moved, "#index")
    def follow_cursor(self, message: Roster.Moved) -> None:
        """Show the article of the line under the cursor."""
        key = key_in_index(self.atlas, self.keys, message.index) if self.atlas else None
        if key is not None and key != self.current:
            self.trail.clear()
            self.show_article(key)

    @on(Roster.Picked, "#index")
    def action_read(self) -> None:
        """Go on to the article."""
        if self.current:
            self.add_class("-reading")
            self.query_one("#article").focus()

    def show_index(self) -> None:
        """Go to the index."""
        self.remove_class("-reading")
        self.query_one("#index").focus()

    def on_key(self, event: events.Key) -> None:
        """Let the arrows lead from the search into the index."""
        if event.key == "down" and self.query_one("#filter").has_focus:
            self.show_index()
            event.stop()

    # ------------------------------------------------------------------ the article

    def show_article(self, key: str) -> None:
        """Show an article, or the calendar."""
        self.current = key
        # A list builds anew only what another function builds, so each article has one of its own.
        self.query_one("#article", Roster).show(partial(self.build_article, key), 0)

    def build_article(self, key: str, width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
        """Return the entries of an article, and remember where its lines lead."""
        if self.atlas is None:
            return ()
        if key == CALENDAR:
            self.lines = calendar_lines(self.atlas, width)
        else:
            article = self.atlas.by_key[key]
            self.lines = article_lines(self.atlas, self.graph, article, width, glyphs)
        return tuple(entry for entry, _ in self.lines)

    @on(Roster.Picked, "#article")
    def follow(self, message: Roster.Picked) -> None:
        """Go to the article that a line leads to."""
        key = self.lines[message.index][1]
        if key is not None and self.atlas is not None and key in self.atlas.by_key:
            self.trail.append(self.current)
            self.go_to(key)

    def go_to(self, key: str) -> None:
        """Show an article and put the cursor of the index on it."""
        self.show_article(key)
        line = self.query_one("#filter", Input)
        if key in self.keys or not line.value:
            self.list_keys(line.value)
        else:
            line.value = ""  # what was searched for does not hold it

    # ------------------------------------------------------------------ keys

    def action_back(self) -> None:
        """Go back to the article from which this one was reached, or to the index."""
        if self.trail:
            self.go_to(self.trail.pop())
        else:
            self.show_index()

    def action_cross(self) -> None:
        """Go to the other side."""
        if self.query_one("#article").has_focus:
            self.show_index()
        else:
            self.action_read()

    def action_search(self) -> None:
        """Type words to search for."""
        self.remove_class("-reading")
        self.query_one("#filter").focus()

    def action_leave(self) -> None:
        """Clear the search first, then close the article where it has the sheet, then leave."""
        line = self.query_one("#filter", Input)
        if line.value or line.has_focus:
            line.value = ""
            self.show_index()
        elif self.has_class("-reading") and not self.has_class("-wide"):
            self.show_index()
        else:
            self.dismiss(None)
