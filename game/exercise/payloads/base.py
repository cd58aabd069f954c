"""What all payloads share: frozen, strict, known by a type."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from game.errors import StoreError
from game.exercise.fields import Key, Line, Prose

__all__ = ["TYPES", "Entry", "Key", "Line", "Odds", "Payload", "Prose", "read_payload"]

Odds = Annotated[float, Field(ge=0, le=100)]
"""Per cent."""


class Entry(BaseModel):
    """A part of a payload."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)


class Payload(Entry):
    """What an event says; each type is a class."""

    TYPE: ClassVar[str] = ""
    """The type of the event."""
    VERSION: ClassVar[int] = 1
    """The version of its shape."""

    @classmethod
    def __pydantic_init_subclass__(cls, **settings: object) -> None:
        """Enter a type among those that can be read."""
        if cls.TYPE:
            TYPES[cls.TYPE] = cls


TYPES: dict[str, type[Payload]] = {}
"""The payloads by the type of their event."""


def read_payload(kind: str, version: int, text: str) -> Payload:
    """Return the payload that the log holds as JSON.

    Raises:
        StoreError: This program does not know the type, or not in this version.
    """
    model = TYPES.get(kind)
    if model is None or version > model.VERSION:
        raise StoreError(
            f"the log holds {kind} in version {version}, which this program does not know; "
            "it was written by a newer one"
        )
    return model.model_validate_json(text)
