"""Who is let in: codes and sessions of one exercise, as the host asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Admitted:
    """Someone who has claimed a seat."""

    token: str
    """The session's secret, which its cookie holds."""
    role: str
    """What it may do: seat, white, analyst, observer, projector."""
    label: str
    """Its seat in words, for the page's title."""


class Door(Protocol):
    """What the host asks of an exercise; every method may take some milliseconds."""

    @property
    def title(self) -> str:
        """The title of the exercise."""

    def claim(self, code: str, source: str) -> Admitted | str:
        """Claim a seat by its code; a ticket where white must consent first.

        Raises:
            BufferStateError: The code is unknown, or too many were tried.
        """

    def poll(self, ticket: str) -> Admitted | None:
        """Ask whether white has consented.

        Raises:
            BufferStateError: White has refused, or the ticket is unknown.
        """

    def find(self, token: str) -> Admitted | None:
        """Return whose session it is; none if it is over."""

    def leave(self, token: str) -> None:
        """Note that nobody is connected any more; the session goes on."""

    def environment(self, admitted: Admitted) -> Mapping[str, str]:
        """Return what tells a process whose seat it is."""
