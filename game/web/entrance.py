"""The door of an exercise in a store: its codes, its sessions, who is where."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from game.errors import BufferStateError, NotAllowed
from game.exercise.exercise import Exercise
from game.exercise.sessions import Claim, Session, claim, leave, poll_claim, resume
from game.ui.exercise.launch import EXERCISE, STORE, TOKEN
from game.web.door import Admitted


class Entrance:
    """What the host asks of an exercise; its methods run in threads."""

    def __init__(self, exercise: Exercise) -> None:
        """Let people in to an exercise."""
        self.exercise = exercise
        self.title = exercise.configuration.title or exercise.id
        """The title of the exercise."""

    def claim(self, code: str, source: str) -> Admitted | str:
        """Claim a seat by its code; a ticket where white must consent first."""
        found = claim(self.exercise, code, source)
        return self._admit(found) or str(found.waiting)

    def poll(self, ticket: str) -> Admitted | None:
        """Ask whether white has consented."""
        return self._admit(poll_claim(self.exercise, ticket))

    def _admit(self, found: Claim) -> Admitted | None:
        return self._describe(found.session) if found.session is not None else None

    def _describe(self, session: Session) -> Admitted:
        reader = session.reader
        if reader.role != "seat":
            return Admitted(session.token, reader.role, reader.role)
        seat = self.exercise.rules.scenario.seat[reader.seat]
        return Admitted(session.token, reader.role, seat.label or reader.seat)

    def find(self, token: str) -> Admitted | None:
        """Return whose session it is; none if it is over."""
        try:
            return self._describe(resume(self.exercise, token))
        except NotAllowed:
            return None

    def leave(self, token: str) -> None:
        """Note that nobody is connected any more."""
        with contextlib.suppress(BufferStateError):
            leave(self.exercise, token)

    def environment(self, admitted: Admitted) -> Mapping[str, str]:
        """Return what tells a process whose seat it is."""
        return {
            STORE: self.exercise.store.url,
            EXERCISE: self.exercise.id,
            TOKEN: admitted.token,
        }
