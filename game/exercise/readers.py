"""Who reads the log, and what an audience lets each of them read.

An audience is a set of words: `public` is everyone, `world:W` everyone in a world, `seat:W/S` one
seat, `white` the facilitators. White and analysts read everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from game.errors import NotAllowed

Role = Literal["white", "analyst", "observer", "projector", "seat"]
"""What someone is in an exercise."""

ROLES: Final[tuple[Role, ...]] = ("white", "analyst", "observer", "projector", "seat")
"""All roles."""

PUBLIC: Final = frozenset({"public"})
"""The audience of everyone."""

CONTROL: Final = frozenset({"white"})
"""The audience of white alone."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone with a role."""

    role: Role
    """What they are."""
    world: str = ""
    """Their world; for observers and projectors empty where they see all."""
    seat: str = ""
    """Their seat."""
    name: str = ""
    """How the log calls a facilitator, such as initials."""

    @property
    def omniscient(self) -> bool:
        """Whether they read everything."""
        return self.role in ("white", "analyst")

    def words(self, worlds: Iterable[str]) -> frozenset[str]:
        """Return the words of an audience that include this reader.

        Args:
            worlds: All worlds of the exercise.
        """
        if self.role == "seat":
            return PUBLIC | {f"world:{self.world}", f"seat:{self.world}/{self.seat}"}
        return PUBLIC | {f"world:{world}" for world in worlds if self.world in ("", world)}


WHITE: Final = Reader("white")
"""Whoever can open the store is a facilitator."""


def of_world(world: str) -> frozenset[str]:
    """Return the audience of everyone in a world."""
    return frozenset({f"world:{world}"})


def of_seats(world: str, seats: Iterable[str]) -> frozenset[str]:
    """Return the audience of some seats; `white` among them adds nothing."""
    return CONTROL | {f"seat:{world}/{seat}" for seat in seats if seat != "white"}


def require_white(actor: Reader) -> None:
    """Refuse whoever is no facilitator.

    Raises:
        NotAllowed: The actor has another role.
    """
    if actor.role != "white":
        raise NotAllowed(f"only white may do this, not {describe(actor)}")


def require_seat(actor: Reader) -> None:
    """Refuse whoever plays no seat.

    Raises:
        NotAllowed: The actor has another role.
    """
    if actor.role != "seat":
        raise NotAllowed(f"only a seat may do this, not {describe(actor)}")


def describe(reader: Reader) -> str:
    """Return who a reader is, in words."""
    if reader.role == "seat":
        return f"the seat {reader.world}/{reader.seat}"
    return reader.role if reader.role == "white" else f"the {reader.role}"
