"""How white is asked: forms and choices, and what is done with the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from game.errors import BufferStateError
from game.exercise.events import Event
from game.exercise.white import InjectLine, QueueItem, SeatLine, WhiteView, WorldView
from game.ui.exercise.live import Live
from game.ui.screens.form import Answers, ChoiceScreen, Field, FormScreen, Option

Deed = Callable[[Answers, int], object]
"""What is done with answers, and with the last entry that was shown when they were asked for."""


class Dialogue(Live[WhiteView]):
    """A screen that asks; the console says what the cursors rest on."""

    seen: WhiteView | None
    """What was seen last."""

    @property
    def world(self) -> WorldView | None:
        """The world under the cursor."""
        raise NotImplementedError

    @property
    def seat(self) -> SeatLine | None:
        """The seat under the cursor."""
        raise NotImplementedError

    @property
    def item(self) -> QueueItem | None:
        """What waits, under the cursor."""
        raise NotImplementedError

    @property
    def inject(self) -> InjectLine | None:
        """The inject under the cursor."""
        raise NotImplementedError

    @property
    def entry(self) -> Event | None:
        """The entry under the log's cursor, while that board has it."""
        raise NotImplementedError

    async def fill_in(
        self,
        title: str,
        *fields: Field,
        deed: Deed,
        told: str = "",
        known: tuple[str, ...] = (),
        done: str = "done",
    ) -> None:
        """Ask for some lines and act on them; what cannot be done can be mended, or left.

        Args:
            title: What it is about, in capitals.
            fields: The lines.
            deed: What is done; without `told`, the text that it returns is said.
            told: What is said once it is done.
            known: What stands above the lines.
            done: What the last enter does, in a word.
        """
        trouble = ""
        while True:
            seen = self.shown
            form = FormScreen(title, fields, known, done, trouble)
            written = await self.app.push_screen_wait(form)
            if written is None:
                return
            trouble = await self.try_out(told, partial(deed, written, seen)).wait()
            if not trouble:
                return
            fields = tuple(replace(field, value=written[field.name]) for field in fields)

    async def choose(self, title: str, *options: Option, known: tuple[str, ...] = ()) -> str | None:
        """Ask for one of a few things; none if white thinks better of it."""
        return await self.app.push_screen_wait(ChoiceScreen(title, options, known))

    async def confirm(self, title: str, *known: str, done: str) -> bool:
        """Ask whether something shall really be done."""
        return await self.choose(title, Option("yes", "y", done), known=known) == "yes"


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a line, whatever stands between them."""
    return tuple(text.replace(",", " ").replace(";", " ").split())


def read_number(text: str, what: str) -> float:
    """Return a number that was typed.

    Raises:
        BufferStateError: It is none.
    """
    try:
        return float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        raise BufferStateError(f"{what} must be a number, not {text[:20]!r}") from None
