"""What the tables of an exercise are made of: identifiers, lines, prose, and the table itself."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from game.scenario.texts import clean_line, clean_prose


def tidy(text: Any) -> Any:
    """Return a text without halves of characters, which no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8") if isinstance(text, str) else text


WORDS = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such key",
    "string_pattern_mismatch": "{input!r:.60} is no identifier; that is up to 64 letters, digits, "
    "- and _, a letter or digit first",
}
"""What is wrong with a value, by pydantic's name for it, where its words are for programmers."""


def explain_refusal(error: ValidationError) -> str:
    """Return what is wrong with a value, and where, in a line."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"] if part != "[key]")
    what = WORDS.get(first["type"], "{msg}").format_map(first)
    return f"{where}: {what}" if where else what


Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
"""An identifier of an exercise, a world, a seat, an inject."""

Line = Annotated[
    str, BeforeValidator(tidy), StringConstraints(max_length=400), AfterValidator(clean_line)
]
"""A line, without characters that would disturb a screen."""

Prose = Annotated[
    str, BeforeValidator(tidy), StringConstraints(max_length=20_000), AfterValidator(clean_prose)
]
"""A text of several paragraphs, likewise."""

Minutes = Annotated[float, Field(ge=0, le=10_000)]
"""Minutes of a clock."""


class Table(BaseModel):
    """A frozen table; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
