"""What people write that is no TOML, in words for those who have never read its grammar."""

from __future__ import annotations

import re
from typing import NamedTuple


class Slip(NamedTuple):
    """A mistake that is made often."""

    said: str
    """How the reader of TOML begins what it says."""
    here: re.Pattern[str]
    """What stands where it stopped; `(?<=…)` looks at what stands before."""
    message: str
    """What is wrong."""
    suggestion: str | None = None
    """What would do instead; `\\1` is what the pattern has found."""


VALUE, REST = "Invalid value", "Expected newline or end of document"
EQUALS, STATEMENT = "Expected '=' after a key", "Invalid statement"
ARRAY, TABLE = "Unclosed array", "Unclosed inline table"

QUOTES = "“”„«»‘’"
"""Quotes that word processors put in place of the straight ones."""


def _slip(said: str, here: str, message: str, suggestion: str | None = None) -> Slip:
    return Slip(said, re.compile(here), message, suggestion)


SLIPS = (
    _slip(
        VALUE,
        rf"[{QUOTES}]([^{QUOTES}\n]{{0,80}})",
        "text stands in straight quotes",
        r'write `"\1"`',
    ),
    _slip(VALUE, r"(?:True|TRUE|[Yy]es|on)\b", "yes is written `true`"),
    _slip(VALUE, r"(?:False|FALSE|[Nn]o|off)\b", "no is written `false`"),
    _slip(
        VALUE,
        r"""([A-Za-z][^,}\]#"'(\n]{0,80}?)[ \t]{0,8}(?=[,}\]#\n]|\Z)""",
        "text and formulas stand in quotes",
        r'write `"\1"`',
    ),
    _slip(VALUE, r"[A-Za-z]", "text and formulas stand in quotes"),
    _slip(VALUE, r"=", "one `=` gives a value; `==` compares, inside a formula"),
    _slip(VALUE, r"\.([0-9]+)", "digits stand on both sides of the point", r"write `0.\1`"),
    _slip(VALUE, r"[ \t]*(?:#|\n|\Z)", "a value is missing after `=`"),
    _slip(REST, r"(?<=[0-9]),([0-9]+)", "a number has a point, not a comma", r"write `.\1`"),
    _slip(REST, r"(?<=[0-9])\.(?![0-9])", "digits stand on both sides of the point"),
    _slip(REST, r"(?<=0)([0-9]+)", "a number does not begin with 0", r"write `\1`"),
    _slip(
        REST,
        r"(?<=[0-9]{4})-[0-9]",
        "no such day",
        "a date is written `2019-07-01`: year, month, day",
    ),
    _slip(
        REST,
        r'(?<=")[^\s"#]',
        "the text ends at the quote before this",
        r"inside a text write `\"`, or other quotes such as `“`",
    ),
    _slip(REST, r"[-+*/<>]", "a formula stands in quotes"),
    _slip(REST, r"\]", "this bracket was never opened"),
    _slip(REST, r"", "a line holds one key with its value; what follows needs a line of its own"),
    _slip(EQUALS, r":", "a key and its value are joined by `=`", "write `=`"),
    _slip(EQUALS, r"[\w-]+", "a `=` is due after the key; a key has no spaces", "write `_` or `-`"),
    _slip(EQUALS, r"", "a `=` and a value are due after the key"),
    _slip(STATEMENT, r"//|--|;|/\*|%", "a comment begins with `#`", "write `#`"),
    _slip(STATEMENT, r"=", "a key is due before `=`"),
    _slip(STATEMENT, r"[^\W_]", "a key has only letters from a to z, digits, `_` and `-`"),
    _slip(
        "Cannot declare",
        r"",
        "there are others of this name, in two pairs of brackets",
        "each more of them has a header such as `[[action]]`",
    ),
    _slip(
        "Cannot overwrite",
        r"",
        "something else bears this name already",
        "an entry with a name of its own has a header such as `[var.tension]`",
    ),
    _slip(ARRAY, r"[-+*/<>]", "a formula stands in quotes"),
    _slip(TABLE, r"[-+*/<>]", "a formula stands in quotes"),
    _slip(ARRAY, r"", "a comma or `]` is due here"),
    _slip(TABLE, r"", "a comma or `}` is due here"),
    _slip("Expected ']", r"", "the header of a table is not closed: `]` is due here"),
    _slip("Unescaped '\\'", r"", "in a text a backslash is written twice", r"write `\\\\`"),
)
"""The first that fits is told."""


def explain_stop(text: str, offset: int, said: str) -> tuple[str, str | None]:
    """Return what is wrong where a reader stopped, and what would do instead where it is known.

    Args:
        text: A text that is no TOML.
        offset: Where a reader of TOML stopped.
        said: What it said.
    """
    for slip in SLIPS:
        if said.startswith(slip.said) and (match := slip.here.match(text, offset)):
            return slip.message, match.expand(slip.suggestion) if slip.suggestion else None
    return said[:1].lower() + said[1:], None
