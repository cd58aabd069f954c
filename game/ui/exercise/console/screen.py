"""White's console: every world at a glance, what waits, the MSEL, the log, each action on a key."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult

from game.errors import BufferStateError, NotAllowed
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.lease import Lease
from game.exercise.sessions import Session
from game.exercise.white import QueueItem, WhiteView, white_view
from game.ui.commands import HELP, Command
from game.ui.exercise.commands import ANALYST_ROW, CONSOLE_COMMANDS, CONSOLE_MOVES, CONSOLE_ROW
from game.ui.exercise.console import (
    adjudication,
    injects,
    log,
    messages,
    phases,
    projectors,
    queue,
    seats,
    survey,
)
from game.ui.exercise.console.board import Board
from game.ui.exercise.console.boards import Boards
from game.ui.exercise.console.head import ConsoleHead
from game.ui.exercise.console.rows import name_place
from game.ui.exercise.console.white import Deeds, Sight, White
from game.ui.exercise.live import Live
from game.ui.widgets.key_row import Key, KeyRow

DEEDS: Deeds = {
    **phases.DEEDS, **seats.DEEDS, **queue.DEEDS, **injects.DEEDS, **adjudication.DEEDS,
    **messages.DEEDS, **log.DEEDS, **survey.DEEDS, **projectors.DEEDS,
}  # fmt: skip
"""All that is done at the console."""


class ConsoleScreen(Live[WhiteView]):
    """All that white needs; it hands down what was seen last, and does what keys ask for."""

    CSS_PATH = "console.tcss"

    BINDINGS = [each.binding() for each in CONSOLE_COMMANDS if each.keys != "enter"]

    ALL_COMMANDS: tuple[Command, ...] = CONSOLE_COMMANDS

    RESTLESS = True

    def __init__(self, exercise: Exercise, session: Session) -> None:
        """Sit down as a facilitator, or as an analyst who sees all and touches nothing."""
        super().__init__()
        self.follow(exercise, session)
        self.white = White(self)
        self.lease = Lease(exercise, "")

    def compose(self) -> ComposeResult:
        """Lay out the first row, the boards and the keys."""
        yield ConsoleHead()
        yield Boards()
        row = CONSOLE_ROW if self.reader.role == "white" else ANALYST_ROW
        keys = (Key(f"{{{each.binding_id}}}", each.word, each.action) for each in row)
        yield KeyRow(*keys, last=Key("{app.help}", HELP.word, HELP.action), id="keys")

    def on_mount(self) -> None:
        """Begin to follow the exercise."""
        self.begin_looking()

    def survey(self) -> WhiteView:
        """Return what white sees now."""
        return replace(white_view(self.exercise, self.reader), idle=self.lease.is_idle())

    def show(self, found: WhiteView, fresh: tuple[Event, ...]) -> None:
        """Show what was seen."""
        self.query_one(ConsoleHead).show(found)
        self.boards.show(found, own=self.shown < self.exercise.last_written)

    def tell_time(self) -> None:
        """Let the clocks of head and worlds go on."""
        view = self.boards.view
        if view is not None and not view.paused:
            self.query_one(ConsoleHead).refresh()
            self.boards.tell_time()

    @property
    def boards(self) -> Boards:
        """The boards."""
        return self.query_one(Boards)

    @property
    def sight(self) -> Sight | None:
        """What is before white's eyes; none before anything was shown."""
        return self.boards.sight(self.shown)

    def why_not(self, command: str) -> str | None:
        """Return why a command cannot be given now; none if it can."""
        deed, sight = DEEDS.get(command), self.sight
        if deed is None:
            return None
        if self.reader.role != "white" and not deed.analysts:
            return "analysts see all and touch nothing but their notes"
        if sight is None:
            return "nothing is known yet"
        try:
            deed.check(sight)
        except NotAllowed as error:
            return str(error)
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done."""
        return None if action == "give" and self.why_not(str(parameters[0])) else True

    def action_give(self, command: str) -> None:
        """Give a command."""
        sight = self.sight
        if sight is not None and self.why_not(command) is None:
            self._begin(DEEDS[command].do(self.white, sight))

    @work(group="dialog")
    async def _begin(self, deed: Awaitable[None]) -> None:
        """Ask and act; say why it cannot be done."""
        try:
            await deed
        except BufferStateError as error:
            self.tell(str(error))

    @on(Board.Picked)
    def _pick(self, message: Board.Picked) -> None:
        """Do what enter means for what was picked."""
        sight = self.sight
        match message.board.id:
            case "queue" if sight is not None and self.reader.role == "white":
                self._answer(sight, message.row)
            case "worlds" if self.reader.role == "white":
                self.action_board("seats")
            case "seats":
                self.action_give("decide")
            case "msel":
                self.action_give("send")
            case "log":
                self.action_give("read")

    def _answer(self, sight: Sight, item: QueueItem) -> None:
        """Answer what waits, if it still does."""
        if item in sight.view.queue:
            self._begin(queue.answer(self.white, sight, item))
        else:
            self.tell(f"Gone: {item.kind} {name_place(item)}: {item.text}")
            self.boards.show_queue(keep=False)

    def action_answer(self) -> None:
        """Do what enter means on the board that has the cursor."""
        self.boards[self.boards.board].roster.action_pick()

    def action_board(self, name: str) -> None:
        """Give a board the cursor."""
        self.boards.go_to(name)

    def action_help(self) -> None:
        """Show the keys."""
        from game.ui.screens.help import HelpScreen

        reasons = {each.id: self.why_not(each.id) for each in self.ALL_COMMANDS}
        live = self.live_keys()
        self.app.push_screen(HelpScreen(self.ALL_COMMANDS, reasons, live, CONSOLE_MOVES))

    def action_leave(self) -> None:
        """Leave; the exercise goes on."""
        self.app.exit()
