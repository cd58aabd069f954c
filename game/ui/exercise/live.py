"""What screens of an exercise share: they look at its log again and again, and act beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import Generic, TypeVar

from textual import events, work

from game.errors import BufferStateError, NotAllowed
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.log import Cursor
from game.exercise.readers import Reader
from game.exercise.sessions import Session, beat, leave
from game.ui.screens.form import Answers, Field, FormScreen
from game.ui.screens.guided import GuidedScreen

V = TypeVar("V")
"""What is seen at a look."""

EVERY = 0.7
"""Seconds between two looks at the log."""

BEAT = 5.0
"""Seconds between two signs of life."""

SECOND = 1.0
"""Seconds between two pictures of a clock."""

REMINDER = 10.0
"""Seconds between two words about a store that cannot be used, while it lasts."""

PRESENCE = 3
"""After how many looks presence is looked at, news or not."""


class Live(GuidedScreen[None], Generic[V]):
    """A screen that follows an exercise; looks and deeds happen in threads."""

    RESTLESS = False
    """Whether it shows presence, which the log does not keep."""

    exercise: Exercise
    """The exercise."""
    session: Session
    """Who sits here; the token is empty for white at the store itself."""
    active: bool = True
    """Whether a key was pressed since the last sign of life."""
    cursor: Cursor = Cursor()
    """How far the log has been read."""
    shown: int = 0
    """The last entry of the log that has been shown."""
    looks: int = 0
    """How often it was looked."""

    def follow(self, exercise: Exercise, session: Session) -> None:
        """Say what is followed and by whom, before the screen is mounted."""
        self.exercise = exercise
        self.session = session
        self.living = Lock()

    living: Lock
    """Held while a sign of life is given: none may come behind the word that nobody sits here."""
    left: bool = False
    """Whether that has been said."""

    @property
    def read(self) -> int:
        """The last entry of the log that whoever sits here need not be told again."""
        return self.shown

    @property
    def reader(self) -> Reader:
        """Who looks."""
        return self.session.reader

    def begin_looking(self) -> None:
        """Look now, and again and again."""
        self.look_again()
        self.set_interval(EVERY, self.look_again)
        self.set_interval(SECOND, self.tell_time)
        if self.session.token:
            self.show_life()
            self.set_interval(BEAT, self.show_life)

    def on_key(self, event: events.Key) -> None:
        """Note that a person is here."""
        self.active = True

    @work(thread=True, group="beat")
    def show_life(self) -> None:
        """Say that someone is connected; leave if the session is over."""
        active, self.active = self.active, False
        try:
            with self.living:
                if not self.left:
                    beat(self.exercise, self.session.token, active=active, read=self.read)
        except NotAllowed as error:
            self.app.call_from_thread(self.app.exit, None, 0, str(error))
        except BufferStateError as error:
            self.app.call_from_thread(self.warn, "beat", str(error))
        else:
            self._calm("beat")

    def on_unmount(self) -> None:
        """Say that nobody sits here any more; the session can be resumed."""
        if self.session.token:
            with self.living, suppress(BufferStateError):
                self.left = True
                leave(self.exercise, self.session.token, read=self.read)

    @work(thread=True, group="look", exclusive=False)
    def look_again(self, at_once: bool = False) -> None:
        """Look whether there is news; if there is, show it."""
        self.wanted = self.wanted or at_once
        if self.looking:
            return
        self.looking = True
        try:
            self._look()
            while self.wanted:
                self._look()
        except BufferStateError as error:
            self.app.call_from_thread(self.warn, "look", str(error))
        else:
            self._calm("look")
        finally:
            self.looking = False

    looking: bool = False
    """Whether a look is under way."""
    wanted: bool = False
    """Whether a look is wanted that may not be left out, since something was done here."""

    def _look(self) -> None:
        self.looks += 1
        restless = self.RESTLESS and self.looks % PRESENCE == 0
        due = self.wanted or restless or not self.cursor.seq
        self.wanted = False
        if not (self.exercise.changed(self.reader, self.cursor) or due):
            return
        fresh: list[Event] = []
        while True:
            batch = self.exercise.read(self.reader, self.cursor)
            fresh.extend(batch.events)
            moved = batch.cursor != self.cursor
            self.cursor = batch.cursor
            if not (batch.events and moved):
                break
        found = self.survey()
        self.app.call_from_thread(self.show, found, tuple(fresh))
        self.shown = self.cursor.seq

    def survey(self) -> V:
        """Return what is to be shown; this runs in a thread."""
        raise NotImplementedError

    def show(self, found: V, fresh: tuple[Event, ...]) -> None:
        """Show what was found, and what is new in the log."""
        raise NotImplementedError

    def _compositor_refresh(self) -> None:
        """Draw once what has changed below another screen.

        Textual 8.2 marks a screen below another for the next drawing each time it has handed its
        changes to the one in front, and so draws both without end.
        """
        super()._compositor_refresh()
        if self.app.screen is not self:
            self._repaint_required = False

    def tell_time(self) -> None:
        """Draw the clocks again."""

    def tell(self, text: str) -> None:
        """Say something in a corner of the screen."""
        self.notify(text, markup=False)

    troubled: frozenset[str] = frozenset()
    """What the store does not let happen just now: `look`, `beat`."""
    warned: float = -REMINDER
    """When it was last said so, in seconds of a steady clock."""

    def warn(self, what: str, trouble: str) -> None:
        """Say why the store lets something not happen, and again while it lasts."""
        self.troubled |= {what}
        now = time.monotonic()
        if now - self.warned >= REMINDER:
            self.warned = now
            self.notify(trouble, severity="warning", timeout=REMINDER, markup=False)

    def _calm(self, what: str) -> None:
        """Say that all goes on, from a thread, if that was the last trouble."""
        if self.troubled == {what}:
            self.warned = -REMINDER
            told = "The exercise goes on: its store can be used again."
            self.app.call_from_thread(self.tell, told)
        self.troubled -= {what}

    @work(thread=True, group="deed")
    def carry_out(self, told: str, deed: Callable[[], object]) -> None:
        """Act in a thread; say that it is done, or why it is not."""
        trouble = self._act(told, deed)
        if trouble:
            self.app.call_from_thread(self.tell, trouble)

    async def fill_in(
        self,
        title: str,
        *fields: Field,
        deed: Callable[[Answers, int], object],
        told: str = "",
        known: tuple[str, ...] = (),
        done: str = "done",
    ) -> None:
        """Ask for some lines and act on them; what cannot be done can be mended, or left.

        Args:
            title: What it is about, in capitals.
            fields: The lines.
            deed: What is done with the answers, and with the last entry that was shown when they
                were asked for; without `told`, the text that it returns is said.
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

    @work(thread=True, group="deed")
    def try_out(self, told: str, deed: Callable[[], object]) -> str:
        """Act in a thread; say that it is done, or answer with why it is not."""
        return self._act(told, deed)

    def _act(self, told: str, deed: Callable[[], object]) -> str:
        """Act, and look again; return why it could not be done, or nothing."""
        trouble = ""
        try:
            found = deed()
        except BufferStateError as error:
            trouble = str(error)
        else:
            said = found if isinstance(found, str) and not told else told
            if said:
                self.app.call_from_thread(self.tell, said)
        self.app.call_from_thread(self.look_again, True)
        return trouble
