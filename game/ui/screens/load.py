"""Load: the saves, the newest first; damaged ones with what is wrong."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from game.archive.folder import SaveEntry, SaveFolder
from game.archive.game import Game
from game.errors import BufferStateError, SaveError
from game.ui.glyphs import Glyphs
from game.ui.screens.sheet import Sheet, SheetHead
from game.ui.shelf import resume_game
from game.ui.widgets.key_row import Key
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import columns, fold, spread

TITLES, LABELS = 20, 30
"""Columns of the scenario's name and of the turn."""


class LoadScreen(Sheet[Game | None]):
    """The list of saves; answered with the game that was taken up."""

    DEFAULT_CSS = """
    LoadScreen.-wide.-high > #sheet {
        height: 33;
        margin: 3 0 0 0;
    }
    LoadScreen #notice {
        height: auto;
        max-height: 6;
        padding: 0 0 0 3;
        color: $bright;
    }
    """

    TITLE_TEXT = "LOAD"

    KEYS = (Key("{list.pick}", "go on with it"), Key("{list.up}{list.down}", "choose"))

    HINTS = {"list.pick": "go on with the game under the cursor"}

    def __init__(self, saves: Path | None = None) -> None:
        """Start with a folder of saves; without one, the usual."""
        super().__init__()
        self.folder = SaveFolder(saves)
        self.found: tuple[SaveEntry, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Lay out the list and a notice."""
        yield Roster(id="saves")
        yield Static("", id="notice", markup=False)

    def on_mount(self) -> None:
        """List the saves."""
        self.query_one(Roster).focus()
        self.list_saves()

    @work(thread=True, exclusive=True, group="saves")
    def list_saves(self) -> None:
        """Read what each save tells of itself."""
        try:
            entries = tuple(self.folder.entries())
        except SaveError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self.show_saves, entries)

    def show_saves(self, entries: tuple[SaveEntry, ...]) -> None:
        """Show the saves; the cursor rests on the newest good one."""
        self.found = entries
        self.query_one(SheetHead).tell(str(self.folder.path))
        self.query_one(Roster).show(
            lambda width, glyphs: tuple(_save_entry(each, width, glyphs) for each in entries), 0
        )
        if not entries:
            self.say("There are no saves yet. A game is kept by itself at every turn.")
        elif entries[0].summary is None:
            self.say("None of these can be read.")

    def say(self, text: str) -> None:
        """Show a notice."""
        self.query_one("#notice", Static).update(Content(text))

    @on(Roster.Picked)
    def take(self, message: Roster.Picked) -> None:
        """Take up the chosen game."""
        self.take_up(self.found[message.index].path)

    @work(thread=True, exclusive=True, group="game")
    def take_up(self, path: Path) -> None:
        """Replay a save; where that cannot be, say why."""
        try:
            game = resume_game(path, self.folder.path)
        except BufferStateError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self.answer, game)


def _save_entry(entry: SaveEntry, width: int, glyphs: Glyphs) -> Entry:
    """Return one save: whose game, where it stands, how it is played."""
    summary = entry.summary
    if summary is None:
        head = spread(
            Content.assemble((entry.name, "$soft")),
            Content.assemble(("damaged", "bold reverse $bright")),
            width,
        )
        return Entry((head, *fold(entry.problem or "", "$faint", width)[:2]), open=False, gap=1)
    where = Content.assemble((summary.label, "bold $bright"))
    if summary.finished:
        where = Content.assemble((f"{glyphs.ordered} ", "$gold"), (summary.label, "$soft"))
    title = Content.assemble((summary.scenario.title, "$bright"))
    written = f"{summary.written.astimezone():%d %b %H:%M}"
    head = spread(
        columns((title, TITLES), (where, LABELS)), Content.assemble((written, "$faint")), width
    )
    kind = "autosave" if "-autosave-" in entry.name else "kept"
    back = f"  {summary.taken_back} taken back" if summary.taken_back else ""
    branch = f"  branch {summary.branch}" if summary.others else ""
    facts = f"{summary.side}  {summary.mode}  {summary.seed}  {kind}{back}{branch}"
    hard = f"  {summary.difficulty}" if summary.difficulty else ""
    return Entry((head, Content.assemble((facts + hard, "$faint"))), gap=1)
