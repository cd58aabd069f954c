"""A new game: which scenario, which seat, how hard, how strict, with which luck."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from game.archive.game import Game
from game.engine.luck import format_seed, parse_seed
from game.errors import BufferStateError, MalformedChoice
from game.ui.desk.setup import Table
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import Keyboard, keyboard_of
from game.ui.screens.sheet import Sheet
from game.ui.shelf import Card, Setup, begin_game, draw_seed, list_places, read_card
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold, spread
from game.ui.widgets.setting_row import setting_entry

BEGIN = "begin"
"""The id of the last row of the settings."""

PATH, SEED = "a path to a scenario: a .toml file or a folder", "a whole number, or 7K2B-1X0Q"
"""What the line of input asks for."""


class NewGameScreen(Sheet[Game | None]):
    """The scenarios on the left, the settings on the right; answered with the game begun."""

    DEFAULT_CSS = """
    NewGameScreen.-wide > #sheet {
        width: 116;
    }
    NewGameScreen.-wide.-high > #sheet {
        height: 33;
        margin: 3 0 0 0;
    }
    NewGameScreen #choices {
        height: 1fr;
        layout: vertical;
    }
    NewGameScreen #scenarios {
        height: 1fr;
        min-height: 4;
    }
    NewGameScreen #settings {
        height: 6;
        margin: 1 0 0 0;
    }
    NewGameScreen.-wide #choices {
        layout: horizontal;
    }
    NewGameScreen.-wide #scenarios {
        width: 56%;
        height: 1fr;
    }
    NewGameScreen.-wide #settings {
        width: 1fr;
        height: 1fr;
        margin: 0 0 0 2;
    }
    NewGameScreen #foot {
        height: auto;
        padding: 0 0 0 3;
    }
    NewGameScreen #notice {
        height: auto;
        max-height: 4;
        color: $bright;
    }
    NewGameScreen #line {
        display: none;
        height: 1;
        border: none;
        padding: 0;
        background: $selected;
        color: $bright;
    }
    NewGameScreen #line.-asked {
        display: block;
    }
    """

    BINDINGS = [
        bind("new-game.previous", "change(-1)"),
        bind("new-game.next", "change(1)"),
        bind("new-game.cross", "cross", priority=True),
        bind("new-game.path", "ask_path"),
        bind("new-game.seed", "ask_seed"),
        bind("new-game.draw", "draw"),
        bind("new-game.copy", "copy"),
        bind("new-game.begin", "begin"),
    ]

    TITLE_TEXT = "NEW GAME"

    KEYS = (
        Key("{list.pick}", "choose"),
        Key("{new-game.begin}", "begin", "begin"),
        Key("{new-game.cross}", "other side", "cross"),
        Key("{new-game.path}", "path", "ask_path"),
        Key("{new-game.draw}", "other seed", "draw"),
        Key("{new-game.seed}", "type it", "ask_seed"),
        Key("{new-game.copy}", "copy it", "copy"),
    )

    HINTS = {"list.pick": "on a scenario: go on to begin; on a setting: the next value"}

    def __init__(
        self,
        saves: Path | None = None,
        *,
        listing: bool = False,
        seed: int | None = None,
        where: str | None = None,
    ) -> None:
        """Prepare a table.

        Args:
            saves: The folder of saves; without one, the usual.
            listing: Whether the keys begin in the list of scenarios, not at the settings.
            seed: A seed to begin with; without one a new one is drawn.
            where: The scenario to begin with; without one the longest.
        """
        super().__init__()
        self.saves = saves
        self.listing = listing
        self.where = where
        self.cards: tuple[Card, ...] = ()
        self.table = Table(Card("", ""), draw_seed() if seed is None else seed)

    def remark(self) -> str:
        """Say where scenarios are looked for."""
        return "shipped, your own folder, or by path"

    def compose_body(self) -> ComposeResult:
        """Lay out the two lists, a notice and a line of input."""
        with Horizontal(id="choices"):
            yield Roster(id="scenarios")
            yield Roster(id="settings")
        with Vertical(id="foot"):
            yield Static("", id="notice", markup=False)
            yield Input(id="line", select_on_focus=True)

    def on_mount(self) -> None:
        """Look for scenarios."""
        self.show_lists()
        self.query_one("#scenarios" if self.listing else "#settings").focus()
        self.find_scenarios()

    @work(thread=True, exclusive=True, group="cards")
    def find_scenarios(self) -> None:
        """Read and check every scenario that is found."""
        wanted = [where for where in (self.where,) if where]
        cards = [read_card(where) for where in dict.fromkeys([*list_places(), *wanted])]
        cards.sort(key=lambda card: card.problem is not None)
        self.app.call_from_thread(self.lay_cards, tuple(cards))

    def lay_cards(self, cards: tuple[Card, ...]) -> None:
        """Show the scenarios, the wanted one chosen."""
        self.cards = cards
        names = [card.where for card in cards]
        place = names.index(self.where) if self.where in names else 0
        if cards:
            self.table = self.table.deal(cards[place])
        self.show_lists(place)
        self.query_one("#settings", Roster).cursor = len(self.table.settings())

    def show_lists(self, cursor: int | None = None) -> None:
        """Draw both lists anew."""
        cards, table, keyboard = self.cards, self.table, keyboard_of(self.app)
        self.query_one("#scenarios", Roster).show(lambda width, _: list_cards(cards, width), cursor)
        self.query_one("#settings", Roster).show(
            lambda width, glyphs: list_settings(table, width, glyphs, keyboard)
        )

    @on(Roster.Moved, "#scenarios")
    def choose(self, message: Roster.Moved) -> None:
        """Take another scenario."""
        if self.cards and self.cards[message.index] is not self.table.card:
            self.table = self.table.deal(self.cards[message.index])
            self.show_lists()

    @on(Roster.Picked, "#scenarios")
    def go_to_settings(self) -> None:
        """Go on to begin."""
        settings = self.query_one("#settings", Roster)
        settings.cursor = len(self.table.settings())
        settings.focus()

    @on(Roster.Picked, "#settings")
    def pick_setting(self, message: Roster.Picked) -> None:
        """Step a setting, type a seed, or begin."""
        names = [setting.name for setting in self.table.settings()]
        if message.index >= len(names):
            self.action_begin()
        elif names[message.index] == "seed":
            self.action_ask_seed()
        else:
            self.change(names[message.index], 1)

    def action_change(self, way: int) -> None:
        """Step the setting under the cursor; a seed is drawn anew."""
        settings = self.query_one("#settings", Roster)
        names = [setting.name for setting in self.table.settings()]
        if settings.has_focus and settings.cursor < len(names):
            self.change(names[settings.cursor], way)

    def change(self, name: str, way: int) -> None:
        """Step a setting."""
        if name == "seed":
            self.action_draw()
            return
        self.table = self.table.step(name, way)
        self.show_lists()

    def action_cross(self) -> None:
        """Go to the other list."""
        here = self.query_one("#settings").has_focus
        self.query_one("#scenarios" if here else "#settings").focus()

    def action_draw(self) -> None:
        """Draw another seed."""
        self.table = self.table.sow(draw_seed())
        self.show_lists()

    def action_copy(self) -> None:
        """Copy the seed."""
        self.app.copy_to_clipboard(format_seed(self.table.seed))
        self.say(f"{format_seed(self.table.seed)} copied")

    def action_ask_path(self) -> None:
        """Ask for the path of a scenario."""
        self.ask(PATH, "")

    def action_ask_seed(self) -> None:
        """Ask for a seed."""
        self.ask(SEED, format_seed(self.table.seed))

    def ask(self, what: str, value: str) -> None:
        """Open the line of input."""
        line = self.query_one("#line", Input)
        line.placeholder = what
        line.value = value
        line.add_class("-asked")
        line.focus()

    def action_leave(self) -> None:
        """Close the line of input, or the sheet."""
        if self.query_one("#line").has_class("-asked"):
            self.close_line()
        else:
            self.dismiss(None)

    def close_line(self) -> None:
        """Hide the line of input."""
        self.query_one("#line").remove_class("-asked")
        self.query_one("#settings").focus()

    @on(Input.Submitted, "#line")
    def take_line(self, message: Input.Submitted) -> None:
        """Take what was typed."""
        if message.input.placeholder == SEED:
            self.take_seed(message.value)
        elif message.value.strip():
            self.close_line()
            self.open_path(message.value.strip())

    def take_seed(self, text: str) -> None:
        """Take a typed seed; one that is none stays in the line."""
        try:
            seed = parse_seed(text)
        except MalformedChoice as error:
            self.say(str(error))
            return
        self.close_line()
        self.table = self.table.sow(seed)
        self.show_lists()
        self.say("")

    @work(thread=True, exclusive=True, group="cards")
    def open_path(self, path: str) -> None:
        """Read a scenario by its path."""
        self.app.call_from_thread(self.add_card, read_card(str(Path(path).expanduser())))

    def add_card(self, card: Card) -> None:
        """Show one more scenario, and choose it."""
        self.where = card.where
        known = [each for each in self.cards if each.where != card.where]
        self.lay_cards((card, *known))
        self.say(f"{card.title} cannot be played" if card.problem else "")

    def say(self, text: str) -> None:
        """Show a notice; an empty one clears it."""
        self.query_one("#notice", Static).update(Content(text))

    def action_begin(self) -> None:
        """Begin the game, if the scenario can be played."""
        if self.table.card.problem is not None:
            self.say(f"{self.table.card.title} cannot be played: {self.table.card.problem}")
        elif self.table.card.where:
            self.begin(self.table.setup())

    @work(thread=True, exclusive=True, group="game")
    def begin(self, setup: Setup) -> None:
        """Begin a game; where that cannot be, say why."""
        try:
            game = begin_game(setup, self.saves)
        except BufferStateError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self.answer, game)


def list_cards(cards: tuple[Card, ...], width: int) -> tuple[Entry, ...]:
    """Return the scenarios as entries."""
    return tuple(_card_entry(card, width) for card in cards)


def _card_entry(card: Card, width: int) -> Entry:
    """Return one scenario: title and length, then its summary or what is wrong with it."""
    if card.problem is not None:
        head = spread(
            Content.assemble((card.title, "bold $soft")),
            Content.assemble(("cannot be played", "bold reverse $bright")),
            width,
        )
        return Entry((head, *fold(card.problem, "$soft", width)[:4]), open=False, gap=1)
    seats = f"{len(card.seats)} seats" if len(card.seats) != 1 else "1 seat"
    turns = f"{card.turns} turns" if card.turns != 1 else "1 turn"
    facts = [turns, f"{card.minutes} min" if card.minutes else "", seats]
    head = spread(
        Content.assemble((card.title, "bold $bright")),
        Content.assemble(("  ".join(filter(None, facts)), "$faint")),
        width,
    )
    return Entry((head, *fold(card.summary, "$soft", width)), gap=1)


def list_settings(
    table: Table, width: int, glyphs: Glyphs, keyboard: Keyboard
) -> tuple[Entry, ...]:
    """Return the settings as entries, and last the row that begins the game."""
    entries = [setting_entry(setting, width, glyphs, keyboard) for setting in table.settings()]
    ready = bool(table.card.where) and table.card.problem is None
    style = "bold reverse $gold" if ready else "$faint"
    begin = Content.assemble(("   Begin   ", style), (f"  {table.card.title}", "$soft"))
    return (*entries, Entry((begin,), open=ready))
