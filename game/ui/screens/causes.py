"""Why a number changed: its account as a card over the desk."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from game.ui.desk.position import Position
from game.ui.keyboard.catalogue import bind
from game.ui.panels.causes import CausesSheet
from game.ui.screens.overlay import Overlay


class CausesScreen(Overlay[None]):
    """A card over the desk; the countdowns stay in sight where there is room."""

    DEFAULT_CSS = """
    CausesScreen {
        align: center top;
    }
    CausesScreen.-low CausesSheet {
        margin: 0;
        width: 100%;
        height: 100%;
        padding: 0 1 0 0;
    }
    """

    BINDINGS = [
        bind("causes.leave", "leave"),
        bind("list.up", "move(-1)"),
        bind("list.down", "move(1)"),
        bind("causes.earlier", "turn(-1)"),
        bind("causes.later", "turn(1)"),
        bind("causes.follow", "follow"),
    ]

    def __init__(self, position: Position, name: str) -> None:
        """Tell why a value changed."""
        super().__init__()
        self.position = position
        self.value_name = name

    def compose(self) -> ComposeResult:
        """Lay the card down."""
        self._fit(self.app.size)
        yield CausesSheet(self.position, self.value_name)

    def _fit(self, size: Size) -> None:
        """Use the whole terminal where it is small."""
        self.set_class(size.height < 37 or size.width < 88, "-low")

    @property
    def sheet(self) -> CausesSheet:
        """The card."""
        return self.query_one(CausesSheet)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the card into the terminal."""
        self._fit(event.size)

    def action_leave(self) -> None:
        """Lay the card aside."""
        self.dismiss(None)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.sheet.cursor += step

    def on_mouse_scroll_down(self) -> None:
        """Scroll by moving the cursor."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """Scroll by moving the cursor."""
        self.action_move(-1)

    def action_turn(self, step: int) -> None:
        """Tell another turn."""
        self.sheet.tell_turn(step)

    def action_follow(self) -> None:
        """Tell where the cause was felt, or the causes of the part."""
        account = self.sheet.account
        if account is None:
            return
        if account.parts:
            name = account.parts[self.sheet.cursor].name
            self.app.push_screen(CausesScreen(self.position, name))
        else:
            self.sheet.felt = not self.sheet.felt
