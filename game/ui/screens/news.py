"""News: all dispatches of the game, the newest first; what is typed filters them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from game.ui.desk.correspondence import Letter, list_letters
from game.ui.glyphs import Glyphs
from game.ui.screens.sheet import Sheet, SheetHead
from game.ui.widgets.key_row import Key
from game.ui.widgets.marks import seat_content
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import fold, spread

if TYPE_CHECKING:
    from game.archive.game import Game


class NewsScreen(Sheet[None]):
    """The dispatches; letters that are typed go to the filter, arrows to the list."""

    DEFAULT_CSS = """
    NewsScreen #filter {
        height: 1;
        border: none;
        margin: 0;
        padding: 0 0 0 3;
        background: $card;
        color: $bright;
    }
    NewsScreen Roster {
        margin: 1 0 0 0;
    }
    """

    TITLE_TEXT = "NEWS"

    KEYS = (Key("{list.up}{list.down}", "read on"), Key("type", "to filter"))

    HINTS = {"letters": "filter: each word must occur; esc clears the filter first"}

    def __init__(self, game: Game) -> None:
        """Take the dispatches of a game."""
        super().__init__()
        self.letters = list_letters(game)

    def remark(self) -> str:
        """Count the dispatches."""
        return _count(len(self.letters), len(self.letters))

    def compose_body(self) -> ComposeResult:
        """Lay out the filter and the list."""
        yield Input(placeholder="type words to filter", id="filter")
        yield Roster(id="letters")

    def on_mount(self) -> None:
        """Begin in the filter."""
        self.query_one(Input).focus()
        self.show_letters("")

    @on(Input.Changed, "#filter")
    def narrow(self, message: Input.Changed) -> None:
        """Show what holds the typed words."""
        self.show_letters(message.value)

    def show_letters(self, words: str) -> None:
        """Show the dispatches in which all of some words occur."""
        shown = tuple(letter for letter in self.letters if letter.tells(words))
        self.query_one(SheetHead).tell(_count(len(shown), len(self.letters)))
        self.query_one(Roster).show(lambda width, glyphs: list_entries(shown, width, glyphs), 0)

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move through the list while the filter is typed into."""
        roster = self.query_one(Roster)
        steps = {"up": roster.action_move, "pageup": roster.action_page}
        steps |= {"down": roster.action_move, "pagedown": roster.action_page}
        if event.key in steps and self.query_one(Input).has_focus:
            steps[event.key](-1 if event.key.endswith("up") else 1)
            event.stop()

    def action_leave(self) -> None:
        """Clear the filter first, then leave."""
        line = self.query_one(Input)
        if line.value:
            line.value = ""
        else:
            self.dismiss(None)


def _count(shown: int, whole: int) -> str:
    """Say how many dispatches are shown."""
    noun = "dispatch" if whole == 1 else "dispatches"
    return f"{whole} {noun}" if shown == whole else f"{shown} of {whole} {noun}"


def list_entries(letters: tuple[Letter, ...], width: int, glyphs: Glyphs) -> tuple[Entry, ...]:
    """Return the dispatches as entries under a heading for each turn."""
    entries: list[Entry] = []
    turn = None
    for letter in letters:
        if letter.turn != turn:
            turn = letter.turn
            head = Content.assemble((letter.date, "bold $bright"), (f"  turn {turn}", "$faint"))
            entries.append(Entry((head,), heading=True))
        entries.append(_letter_entry(letter, width, glyphs))
    return tuple(entries)


def _letter_entry(letter: Letter, width: int, glyphs: Glyphs) -> Entry:
    """Return one dispatch: sender and heading, its text, what was answered."""
    waits = letter.asks and not letter.replies
    head = seat_content(letter.mark, glyphs) + Content.assemble((letter.title, "bold $bright"))
    chip = Content.assemble((" wants an answer ", "reverse $bright")) if waits else Content("")
    lines = [spread(head, chip, width), *fold(letter.text, "$soft", min(width, 90))]
    for reply in letter.replies:
        said = " (by silence)" if reply.silent else ""
        answer = f"answered: {reply.label}{said}"
        lines.append(seat_content(reply.mark, glyphs) + Content.assemble((answer, "$bright")))
    return Entry(tuple(lines), accent=letter.mark.accent, gap=1)
