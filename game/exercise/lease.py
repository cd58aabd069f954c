"""The lease of the resolver: of several processes one works, and another takes over if it dies.

No clocks are compared: the holder counts a number on, and who waits watches whether it moves.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update

from game.exercise.exercise import Exercise, new_uuid
from game.exercise.log import lock_head
from game.exercise.tables import LEASE

PATIENCE = 5.0
"""After so many seconds without a beat the holder is taken for dead."""


@dataclass(slots=True)
class Lease:
    """The wish of one process to be the resolver of an exercise."""

    exercise: Exercise
    """Which exercise."""
    host: str
    """How people call the machine."""
    id: str = field(default_factory=new_uuid)
    """The process."""
    held: bool = False
    """Whether it was held when it was last asked for."""
    _seen: tuple[str, int] = ("", -1)
    _since: float = 0.0

    def take(self) -> bool:
        """Take the lease, or keep it; tell whether it is held.

        Raises:
            StoreError: The database refuses.
        """
        with self.exercise.store.writing() as connection:
            lock_head(connection, self.exercise.id)
            query = select(LEASE).where(LEASE.c.exercise == self.exercise.id)
            row = connection.execute(query).mappings().first()
            if row is None:
                connection.execute(
                    insert(LEASE).values(
                        exercise=self.exercise.id, holder=self.id, host=self.host, beat=0
                    )
                )
            elif row["holder"] == self.id or self._is_dead(row["holder"], row["beat"]):
                connection.execute(
                    update(LEASE)
                    .where(LEASE.c.exercise == self.exercise.id)
                    .values(holder=self.id, host=self.host, beat=row["beat"] + 1)
                )
            else:
                self.held = False
                return False
        self.held = True
        return True

    def is_idle(self) -> bool:
        """Tell whether nobody holds it, as far as who has watched can tell; nothing is taken.

        Raises:
            StoreError: The database refuses.
        """
        with self.exercise.store.reading() as connection:
            query = select(LEASE).where(LEASE.c.exercise == self.exercise.id)
            row = connection.execute(query).mappings().first()
        return row is None or self._is_dead(row["holder"], row["beat"])

    def _is_dead(self, holder: str, beat: int) -> bool:
        """Tell whether the holder has not moved for as long as this process has watched."""
        now = time.monotonic()
        if (holder, beat) != self._seen or holder == "":
            self._seen, self._since = (holder, beat), now
            return holder == ""
        return now - self._since >= PATIENCE

    def give_back(self) -> None:
        """Let the next process take the lease at once."""
        with self.exercise.store.writing() as connection:
            connection.execute(
                update(LEASE)
                .where(LEASE.c.exercise == self.exercise.id, LEASE.c.holder == self.id)
                .values(holder="")
            )
        self.held = False
