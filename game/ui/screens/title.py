"""The title: what can be begun or taken up again, before the theatre."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult

from game import __version__
from game.errors import BufferStateError
from game.ui.keyboard.catalogue import bind
from game.ui.requests import PlayGame
from game.ui.screens.guided import GuidedScreen
from game.ui.widgets.cover import Cover, MenuLine

if TYPE_CHECKING:
    from game.archive.game import Game
    from game.archive.record import Summary
    from game.ui.shelf import Shelf

MENU = (
    MenuLine("continue", "Continue", shown=False),
    MenuLine("new", "New game"),
    MenuLine("scenarios", "Scenarios"),
    MenuLine("load", "Load"),
    MenuLine("first-steps", "First steps", gap=True),
    MenuLine("settings", "Settings", gap=True),
    MenuLine("quit", "Quit"),
)
"""The lines of the menu; the first one appears when there is something to go on with."""

PICTURE_FIRST = 0.05
"""Seconds before the shelf is read, lest reading slow down the writing of the picture."""


class TitleScreen(GuidedScreen[None]):
    """The first screen."""

    BINDINGS = [
        bind("list.up", "move(-1)"),
        bind("list.down", "move(1)"),
        bind("list.pick", "open"),
        *(bind(f"title.{line.name}", f"pick('{line.name}')") for line in MENU),
    ]

    HINTS = {"list.pick": "open the line under the cursor; so does a click"}

    def __init__(self, saves: Path | None = None) -> None:
        """Start with a folder of saves; without one, the usual."""
        super().__init__()
        self.saves = saves
        self.shelf: Shelf | None = None

    def compose(self) -> ComposeResult:
        """Lay out the picture."""
        cover = Cover(MENU, __version__)
        cover.set_reactive(Cover.cursor, 1)
        yield cover

    @property
    def cover(self) -> Cover:
        """The picture."""
        return self.query_one(Cover)

    def on_screen_resume(self) -> None:
        """Look what there is to play, once the picture has reached the terminal."""
        self.set_timer(PICTURE_FIRST, self.look)

    def forget(self) -> None:
        """Stand as at the start: the cursor goes to what there is to go on with."""
        self.shelf = None
        self.cover.cursor = 1

    @work(thread=True, exclusive=True, group="shelf")
    def look(self) -> None:
        """Read the shelf."""
        from game.ui.shelf import read_shelf

        shelf = read_shelf(self.saves)
        self.app.call_from_thread(self.show_shelf, shelf)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what there is to play."""
        first = self.shelf is None
        self.shelf = shelf
        summary = shelf.newest.summary if shelf.newest else None
        self.cover.menu = lay_menu(shelf)
        self.cover.standing = tell_standing(summary) if summary else ()
        if not summary and self.cover.cursor == 0:
            self.cover.cursor = 1
        elif summary and first and self.cover.cursor == 1:
            self.cover.cursor = 0

    def action_move(self, step: int) -> None:
        """Move the cursor to the next line that is shown."""
        menu = self.cover.menu
        places = [at for at, line in enumerate(menu) if line.shown]
        at = places.index(self.cover.cursor) + step
        self.cover.cursor = places[at % len(places)]

    def action_open(self) -> None:
        """Do what the chosen line says."""
        self.action_pick(self.cover.menu[self.cover.cursor].name)

    @on(Cover.Pointed)
    def pick_pointed(self, message: Cover.Pointed) -> None:
        """Do what the clicked line says."""
        self.cover.cursor = message.index
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what is not there: going on without a game."""
        hidden = (
            {line.name for line in self.cover.menu if not line.shown} if self.is_mounted else ()
        )
        return None if action == "pick" and parameters[0] in hidden else True

    def action_pick(self, name: str) -> None:
        """Do what a line of the menu says, if it is there."""
        place = next(at for at, line in enumerate(self.cover.menu) if line.name == name)
        if self.cover.menu[place].shown:
            self.cover.cursor = place
            self._carry_out(name)

    def _carry_out(self, name: str) -> None:
        """Do what a line of the menu says."""
        match name:
            case "continue":
                self._resume()
            case "new" | "scenarios":
                self._show_new_game(listing=name == "scenarios")
            case "load":
                self._load()
            case "first-steps":
                self._learn()
            case "settings":
                self.action_settings()
            case _:
                self.app.exit()

    def _resume(self) -> None:
        from game.ui.shelf import resume_game

        newest = self.shelf.newest if self.shelf else None
        if newest is not None:
            path = newest.path
            self.open_game(lambda: resume_game(path, self.saves))

    def _show_new_game(self, *, listing: bool) -> None:
        from game.ui.screens.new_game import NewGameScreen

        self.app.push_screen(NewGameScreen(self.saves, listing=listing), self.sit_down)

    def _load(self) -> None:
        from game.ui.screens.load import LoadScreen

        self.app.push_screen(LoadScreen(self.saves), self.sit_down)

    def _learn(self) -> None:
        from game.ui.shelf import FIRST_STEPS, Setup, begin_game, draw_seed

        self.open_game(lambda: begin_game(Setup(FIRST_STEPS, draw_seed()), self.saves))

    @work(thread=True, exclusive=True, group="game")
    def open_game(self, take: Callable[[], Game]) -> None:
        """Begin or take up a game; where that cannot be, say why."""
        try:
            game = take()
        except BufferStateError as error:
            self.app.call_from_thread(self.complain, str(error))
        else:
            self.app.call_from_thread(self.sit_down, game)

    def complain(self, text: str) -> None:
        """Say what went wrong, and look again what there is."""
        self.notify(text, title="This cannot be played", severity="error", markup=False)
        self.look()

    def sit_down(self, game: Game | None) -> None:
        """Ask for the desk."""
        if game is not None:
            self.post_message(PlayGame(game, fresh=not game.turns))


def lay_menu(shelf: Shelf) -> tuple[MenuLine, ...]:
    """Return the menu with what lies on the shelf."""
    summary = shelf.newest.summary if shelf.newest else None
    saves = f"{shelf.saves} save" if shelf.saves == 1 else f"{shelf.saves} saves"
    details = {
        "continue": f"{summary.label[:1].lower()}{summary.label[1:]}" if summary else "",
        "scenarios": str(shelf.scenarios),
        "load": saves if shelf.saves else "no saves yet",
        "first-steps": f"{shelf.lessons} turns, guided" if shelf.lessons else "not found",
    }
    return tuple(
        line._replace(
            detail=details.get(line.name, ""), shown=line.name != "continue" or bool(summary)
        )
        for line in MENU
    )


def tell_standing(summary: Summary) -> tuple[tuple[str, str], ...]:
    """Return where a saved game stands, from its own countdowns, as texts with their colours.

    A countdown's first word is left out where the one before begins with it too: `5 turns of
    reserves, 4 of patience`.
    """
    if not summary.countdowns:
        return ((summary.tell(), "faint"),)
    pieces = [(f"{summary.side} has ", "faint")]
    before = ""
    for place, count in enumerate(summary.countdowns):
        first, _, rest = count.label.partition(" ")
        words = rest if rest and first == before else count.label
        before = first
        end = "." if place == len(summary.countdowns) - 1 else ", "
        pieces += [(str(count.value), "bright"), (f" {words}{end}", "faint")]
    return tuple(pieces)
