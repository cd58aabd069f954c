"""A facilitator or an analyst at the console: what is before their eyes, how they ask and act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from game.errors import NotAllowed
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.readers import Reader
from game.exercise.white import InjectLine, QueueItem, SeatLine, WhiteView, WorldView
from game.ui.exercise.answers import read_number
from game.ui.exercise.live import Live
from game.ui.screens.form import Answers, ChoiceScreen, Field, Option


@dataclass(frozen=True, slots=True)
class Sight:
    """What was on the console when a key was pressed, and what its cursors rested on."""

    view: WhiteView
    """All of it."""
    shown: int
    """The last entry of the log that was shown."""
    world: WorldView
    """The world."""
    seat: SeatLine | None
    """The seat, if that world has one."""
    item: QueueItem | None
    """What waits."""
    inject: InjectLine | None
    """The inject."""
    entry: Event | None
    """The entry of the log, while that board has the cursor."""

    def require_seat(self) -> SeatLine:
        """Return the seat.

        Raises:
            NotAllowed: There is none.
        """
        if self.seat is None:
            raise NotAllowed("put the cursor on a seat first")
        return self.seat

    def require_inject(self) -> InjectLine:
        """Return the inject.

        Raises:
            NotAllowed: There is none, or it has been sent.
        """
        if self.inject is None:
            raise NotAllowed("put the cursor on an inject first")
        if self.inject.status == "sent":
            raise NotAllowed("it has been sent")
        return self.inject

    def require_item(self, reason: str, *kinds: str) -> QueueItem:
        """Return what waits.

        Args:
            reason: What is said where it is none of these.
            kinds: Its possible kinds.

        Raises:
            NotAllowed: It is none of these, or waits no longer.
        """
        if self.item is None or self.item.kind not in kinds:
            raise NotAllowed(reason)
        if self.item not in self.view.queue:
            raise NotAllowed("it no longer waits")
        return self.item

    def find_world(self, name: str) -> WorldView:
        """Return a world by its name."""
        return next(each for each in self.view.worlds if each.id == name)


class White:
    """Whoever sits at the console."""

    def __init__(self, console: Live[WhiteView]) -> None:
        """Sit down in front of a screen."""
        self.console = console
        self.fill_in = console.fill_in
        self.initials = ""
        """How an analyst is named in notes, once they have said so."""

    @property
    def exercise(self) -> Exercise:
        """The exercise."""
        return self.console.exercise

    @property
    def reader(self) -> Reader:
        """Who it is, for the log."""
        return self.console.reader

    def do(self, deed: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Do something to the exercise in one's own name; this runs in a thread.

        Raises:
            BufferStateError: It cannot be done.
        """
        return deed(self.exercise, self.reader, *args, **named)

    def act(self, told: str, deed: Callable[..., Any], *args: Any, **named: Any) -> None:
        """Do something, and say that it is done, or why it is not."""
        self.console.carry_out(told, partial(self.do, deed, *args, **named))

    async def ask_minutes(
        self, title: str, asked: str, usual: str, deed: Callable[[float, int], object], told: str
    ) -> None:
        """Ask for some minutes and act on them, with the last entry that was shown then."""

        def read(written: Answers, seen: int) -> None:
            deed(read_number(written["minutes"], "the minutes"), seen)

        await self.fill_in(title, Field("minutes", asked, usual), deed=read, told=told)

    async def choose(self, title: str, *options: Option, known: tuple[str, ...] = ()) -> str | None:
        """Ask for one of a few things; none if white thinks better of it."""
        return await self.console.app.push_screen_wait(ChoiceScreen(title, options, known))

    async def confirm(self, title: str, *known: str, done: str) -> bool:
        """Ask whether something shall really be done."""
        return await self.choose(title, Option("yes", "y", done), known=known) == "yes"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done at the console."""

    do: Callable[[White, Sight], Awaitable[None]]
    """Does it."""
    check: Callable[[Sight], object] = id
    """Raises `NotAllowed`, with the reason, where it cannot be done now."""
    analysts: bool = False
    """Whether analysts do it too."""


Deeds = Mapping[str, Deed]
"""What can be done, by the names of the commands."""
