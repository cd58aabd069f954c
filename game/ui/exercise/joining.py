"""Joining from a terminal: the code of the seat, and the wait for white's consent."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from game.errors import BufferStateError
from game.exercise.exercise import Exercise
from game.exercise.sessions import Claim, Session, claim, poll_claim
from game.ui.exercise.app import open_screen
from game.ui.keyboard.catalogue import bind
from game.ui.screens.guided import GuidedScreen
from game.ui.widgets.key_row import Key, KeyRow


class JoinScreen(GuidedScreen[None]):
    """Asks for the code on the card."""

    DEFAULT_CSS = """
    JoinScreen { align: center middle; background: $ground; }
    JoinScreen #join { width: 52; height: auto; }
    JoinScreen Static { height: auto; margin: 0 0 1 0; }
    JoinScreen Input {
        height: 1; border: none; padding: 0 1; margin: 0 0 1 0; background: $card; color: $bright;
    }
    JoinScreen Input:focus { border: none; }
    """

    BINDINGS = [bind("form.leave", "leave")]

    def __init__(self, exercise: Exercise, code: str = "") -> None:
        """Ask for a code, or try the one that was given."""
        super().__init__()
        self.exercise = exercise
        self.code = code
        self.ticket: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out title, line and notice."""
        title = self.exercise.configuration.title or self.exercise.id
        with Vertical(id="join"):
            yield Static(Content.assemble((title, "bold $gold")))
            yield Static(Content("The code on your card"))
            yield Input(self.code, placeholder="XXXX-XXXX", id="code", max_length=64)
            yield Static("", id="notice", markup=False)
            yield KeyRow(
                Key("{form.next}", "take your seat"), last=Key("{form.leave}", "leave", "leave")
            )

    def on_mount(self) -> None:
        """Try the code that was given."""
        self.query_one(Input).focus()
        if self.code:
            self.try_code(self.code)
        self.set_interval(1.0, self.ask_again)

    @on(Input.Submitted)
    def give(self, message: Input.Submitted) -> None:
        """Give the code."""
        self.try_code(message.value)

    @work(thread=True, group="join", exclusive=True)
    def try_code(self, code: str) -> None:
        """Claim the seat of a code."""
        try:
            found = claim(self.exercise, code, "terminal")
        except BufferStateError as error:
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self.take, found)

    def ask_again(self) -> None:
        """Ask whether white has consented, where that is waited for."""
        if self.ticket is not None:
            self._poll(self.ticket)

    @work(thread=True, group="wait", exclusive=True)
    def _poll(self, ticket: str) -> None:
        try:
            found = poll_claim(self.exercise, ticket)
        except BufferStateError as error:
            self.ticket = None
            self.app.call_from_thread(self.say, str(error))
        else:
            self.app.call_from_thread(self.take, found)

    def take(self, found: Claim) -> None:
        """Sit down, or wait for white."""
        self.ticket = found.waiting
        if found.session is not None:
            self.sit_down(found.session)
        else:
            self.say("Someone is at this seat. White has been asked whether you take it over.")

    def sit_down(self, session: Session) -> None:
        """Open the screen of the role."""
        self.app.switch_screen(open_screen(self.exercise, session))

    def say(self, text: str) -> None:
        """Show a notice."""
        self.query_one("#notice", Static).update(Content(text))

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()
