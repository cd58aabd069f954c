"""Change keys: everything that a key does, by screen; a key that is pressed takes its place."""

from __future__ import annotations

from typing import NamedTuple, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from game.ui.dressing import Dressing
from game.ui.glyphs import Glyphs
from game.ui.keyboard.catalogue import SCOPES, Deed, bind
from game.ui.keyboard.changes import change_key, refuse_key, refuse_usual, restore_keys
from game.ui.keyboard.keyboard import USUAL, Keyboard, respell, write_keys
from game.ui.keyboard.names import spell_key
from game.ui.screens.overlay import Overlay
from game.ui.screens.sheet import Sheet, SheetHead
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import columns, cut, fold, spread

KEY_WIDTH = 22
"""Columns of the keys."""


class Line(NamedTuple):
    """A row of the list: the heading of a screen, or something that can be done there."""

    screen: str
    """What a player calls the screen."""
    deed: Deed | None = None
    """What can be done; none in a heading."""


def list_lines(words: str, keyboard: Keyboard) -> tuple[Line, ...]:
    """Return everything in which all of some words occur: what it does, its screen or its key.

    A single letter is meant as a key.
    """
    lines: list[Line] = []
    for scope in SCOPES:
        found = [deed for deed in scope.deeds if _tells(words, scope.title, deed, keyboard)]
        if found:
            lines += [Line(scope.title), *(Line(scope.title, deed) for deed in found)]
    return tuple(lines)


def _tells(words: str, screen: str, deed: Deed, keyboard: Keyboard) -> bool:
    keys = [spell_key(key) for key in keyboard.keys(deed.id)]
    text = f"{screen} {deed.title} {deed.id}".casefold()
    return all(
        word in keys or (len(word) > 1 and word.casefold() in text) for word in words.split()
    )


class RebindingScreen(Sheet[None]):
    """All keys of all screens."""

    DEFAULT_CSS = """
    RebindingScreen.-wide > #sheet {
        width: 100;
    }
    RebindingScreen.-wide.-high > #sheet {
        height: 1fr;
        margin: 2 0;
    }
    RebindingScreen #filter {
        height: 1;
        border: none;
        margin: 0 0 1 0;
        padding: 0 0 0 3;
        background: $card;
        color: $bright;
    }
    RebindingScreen #notice {
        height: auto;
        max-height: 3;
        padding: 0 0 0 3;
        color: $bright;
    }
    """

    BINDINGS = [
        bind("keys.find", "find"),
        bind("keys.usual", "usual"),
        bind("keys.all-usual", "all_usual"),
    ]

    TITLE_TEXT = "CHANGE KEYS"

    KEYS = (
        Key("{list.pick}", "press another key"),
        Key("{keys.find}", "search", "find"),
        Key("{keys.usual}", "the usual ones", "usual"),
        Key("{keys.all-usual}", "all usual", "all_usual"),
    )

    HINTS = {"list.pick": "press another key for what is under the cursor"}

    def __init__(self) -> None:
        """Show all keys."""
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    @property
    def dressing(self) -> Dressing:
        """The application, as far as it can be set."""
        return cast(Dressing, self.app)

    def compose_body(self) -> ComposeResult:
        """Lay out the search, the list and a notice."""
        placeholder = write_keys("{keys.find} to search: what it does, a screen, a key", self.app)
        yield Input(placeholder=placeholder, id="filter")
        yield Roster(id="deeds")
        yield Static("", id="notice", markup=False)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Roster).focus()
        self.show_lines("")

    @on(Input.Changed, "#filter")
    def narrow(self, message: Input.Changed) -> None:
        """Show what holds the typed words."""
        self.show_lines(message.value)

    @on(Input.Submitted, "#filter")
    def take_found(self) -> None:
        """Go on from the search to what was found."""
        self.query_one(Roster).focus()

    def on_key(self, event: events.Key) -> None:
        """Let the arrows lead from the search into the list."""
        if event.key == "down" and self.query_one("#filter").has_focus:
            self.query_one(Roster).focus()
            event.stop()

    def show_lines(self, words: str) -> None:
        """Draw the list of what holds some words."""
        keyboard = self.dressing.keyboard
        self.lines = lines = list_lines(words, keyboard)
        changed = len(keyboard.changed)
        self.query_one(SheetHead).tell(f"{changed} changed" if changed else "the usual keys")
        self.query_one(Roster).show(
            lambda width, glyphs: tuple(
                _line_entry(line, keyboard, width, glyphs, last=_ends(lines, place))
                for place, line in enumerate(lines)
            )
        )

    def say(self, text: str) -> None:
        """Show a notice; an empty one clears it."""
        self.query_one("#notice", Static).update(Content(text))

    @property
    def deed(self) -> Deed | None:
        """What is under the cursor."""
        place = self.query_one(Roster).cursor
        return self.lines[place].deed if place < len(self.lines) else None

    @on(Roster.Picked)
    def ask_key(self) -> None:
        """Ask for a key."""
        deed = self.deed
        if deed is None:
            return
        if deed.fixed:
            self.say("The keys of this one cannot be changed.")
        else:
            screen = self.lines[self.query_one(Roster).cursor].screen
            self.app.push_screen(PressScreen(screen, deed), self.take_key)

    def take_key(self, key: str | None) -> None:
        """Give a key to what is under the cursor."""
        deed = self.deed
        if key is not None and deed is not None:
            self.take(change_key(deed.id, key, self.dressing.keyboard))
            self.say(f"{spell_key(key)}: {deed.title}")

    def take(self, keyboard: Keyboard) -> None:
        """Take other keys."""
        self.dressing.change_keyboard(keyboard)
        self.show_lines(self.query_one("#filter", Input).value)

    def action_usual(self) -> None:
        """Give what is under the cursor its usual keys, unless one is taken meanwhile."""
        deed, keyboard = self.deed, self.dressing.keyboard
        if deed is None or deed.id not in keyboard.changed:
            return
        reason = refuse_usual(deed.id, keyboard)
        if reason is not None:
            self.say(f"{reason[:1].upper()}{reason[1:]}; give that another key first.")
            return
        restored = restore_keys(deed.id, keyboard)
        self.take(restored)
        self.say(f"{restored.spell_all(deed.id)}: {deed.title}")

    def action_all_usual(self) -> None:
        """Give everything its usual keys."""
        if self.dressing.keyboard.changed:
            self.take(USUAL)
            self.say("All keys are the usual ones.")

    def action_find(self) -> None:
        """Type words to search for."""
        self.query_one("#filter").focus()

    def action_leave(self) -> None:
        """Clear the search first, then leave."""
        line = self.query_one("#filter", Input)
        if line.value or line.has_focus:
            line.value = ""
            self.query_one(Roster).focus()
        else:
            self.dismiss(None)


def _ends(lines: tuple[Line, ...], place: int) -> bool:
    """Tell whether a line is the last of its screen, with another one below."""
    return place + 1 < len(lines) and lines[place + 1].deed is None


def _line_entry(
    line: Line, keyboard: Keyboard, width: int, glyphs: Glyphs, *, last: bool = False
) -> Entry:
    """Return a heading, or what can be done with its keys and whether they were changed."""
    deed = line.deed
    if deed is None:
        return Entry((Content.assemble((line.screen.upper(), "bold $soft")),), heading=True)
    keys = respell(keyboard.spell_all(deed.id), glyphs)
    style = "$faint" if deed.fixed else "$gold"
    head = columns((Content.assemble((keys, style)), KEY_WIDTH))
    mark = "changed" if deed.id in keyboard.changed else "fixed" if deed.fixed else ""
    room = width - KEY_WIDTH - len(mark) - 2
    title = Content.assemble((f"{deed.title[:1].upper()}{deed.title[1:]}", "$bright"))
    row = spread(head + cut(title, room), Content.assemble((mark, "$faint")), width)
    return Entry((row,), gap=int(last))


class PressScreen(Overlay[str | None]):
    """Waits for a key, and says why one cannot be taken; answered with the key."""

    DEFAULT_CSS = """
    PressScreen {
        align: center middle;
    }
    PressScreen > #press {
        width: 64;
        height: auto;
        background: $card;
        border-left: outer $gold;
        padding: 1 3 1 2;
    }
    PressScreen Static {
        height: auto;
        margin: 0 0 1 0;
    }
    """

    def __init__(self, screen: str, deed: Deed) -> None:
        """Ask for the key of something that is done on a screen."""
        super().__init__()
        self.place = screen
        self.deed = deed

    def compose(self) -> ComposeResult:
        """Lay out the question, and what its answer would replace."""
        keyboard = cast(Dressing, self.app).keyboard
        now = keyboard.spell_all(self.deed.id)
        with Vertical(id="press"):
            yield Static(Content.assemble(("PRESS A KEY", "bold $bright")))
            yield Static(
                Content.assemble((f"{self.place}: ", "$faint"), (self.deed.title, "$bright"))
            )
            yield Static(Content.assemble((f"Now {now}.", "$soft")), id="told", markup=False)
            yield KeyRow(Key("esc", "leave it as it is", "leave"))

    def action_leave(self) -> None:
        """Leave the keys as they are."""
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Take the key, if it may be taken."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        reason = refuse_key(self.deed.id, event.key, cast(Dressing, self.app).keyboard)
        if reason is None:
            self.dismiss(event.key)
        else:
            rows = fold(f"{reason[:1].upper()}{reason[1:]}.", "$bright", 56)
            self.query_one("#told", Static).update(Content("\n").join(list(rows)))
