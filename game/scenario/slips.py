"""What people write that is no TOML, in words for those who have never read its grammar."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Slip(NamedTuple):
    """A mistake that is made often."""

    said: str
    """How the reader of TOML begins what it says."""
    here: re.Pattern[str]
    """The line where it stopped, and what follows; `STOP` is between what it has read and not."""
    message: str
    """What is wrong."""
    suggestion: str | None = None
    """What would do instead; `\\1` is what the pattern has found."""


STOP = "\0"
"""Stands in the text where the reader of TOML stopped; no file may hold it."""

REACH = 200
"""How many characters before and after the stop are looked at."""

VALUE, REST = "Invalid value", "Expected newline or end of document"
EQUALS, STATEMENT = "Expected '=' after a key", "Invalid statement"
ARRAY, TABLE, HEADER = "Unclosed array", "Unclosed inline table", "Expected ']"
KEY, DATE = "Invalid initial character for a key part", "Invalid date or datetime"

QUOTES = "“”„«»‘’‚‹›"
"""Quotes that word processors put in place of the straight ones."""

END = r"[ \t]*(?=[,}\]#\n]|\Z)"
"""What ends a value."""

NUMBER = r"[0-9]+(?:\.[0-9]+)?"

NO_DATE = "a date has four digits of the year, two of the month and two of the day"
A_DATE = "a date is written `2019-07-01`: year, month, day"
NO_DAY = "no such day"
BRACED = "a key with braces stands in quotes"
CHANGE = "what changes a variable stands in a table"
COMMA = "a number has a point, not a comma"
COMMENT = "a comment begins with `#`"
FORMULA = "a formula stands in quotes"
LETTERS = "a key has only letters from a to z, digits, `_` and `-`"
PAIR = "the two ends of a range stand in square brackets"
PERCENT = "a number has no per cent sign; chances and shares are in per cent as they stand"
POINT = "digits stand on both sides of the point"
TEXT = "text and formulas stand in quotes"
UNIT = "a number stands alone; what it counts is said by `unit`, or by a comment after `#`"


def _slip(said: str, here: str, message: str, suggestion: str | None = None) -> Slip:
    pattern = here if STOP in here else STOP + here
    return Slip(said, re.compile(pattern, re.MULTILINE), message, suggestion)


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
        rf"^[ \t]*(?:add|set|times|cost|pool|given)[ \t]*=[ \t]*(?:\[[ \t]*)?{STOP}"
        r"([A-Za-z][\w-]*[ \t]*=[^]=\n#]*[^]=\n# \t])",
        "a table stands in braces",
        r"write `{ \1 }`",
    ),
    _slip(VALUE, rf"""([A-Za-z][^,}}\]#"'(\n]{{0,80}}?){END}""", TEXT, r'write `"\1"`'),
    _slip(VALUE, r"[A-Za-z]", TEXT),
    _slip(VALUE, rf"\(([-+]?{NUMBER}),[ \t]*([-+]?{NUMBER})\)", PAIR, r"write `[\1, \2]`"),
    _slip(VALUE, rf"""(\([^,}}\]#"'\n]{{0,80}}?){END}""", FORMULA, r'write `"\1"`'),
    _slip(VALUE, r"\(", FORMULA),
    _slip(VALUE, r"=", "one `=` gives a value; `==` compares, inside a formula"),
    _slip(VALUE, r">", "a key and its value are joined by `=`", "write `=`"),
    _slip(VALUE, rf"([-+])[ \t]+({NUMBER})", "a sign stands at its number", r"write `\1\2`"),
    _slip(
        VALUE,
        rf"[−–—‐‑][ \t]*({NUMBER})",
        "this minus is another character than that of the keyboard",
        r"write `-\1`",
    ),
    _slip(VALUE, rf"[£$€][ \t]*({NUMBER})", UNIT, r"write `\1`"),
    _slip(VALUE, r"\.([0-9]+)", POINT, r"write `0.\1`"),
    _slip(VALUE, r"[ \t]*(?:#|\n|\Z)", "a value is missing after `=`"),
    _slip(
        REST,
        rf"(?=[0-9./]*{STOP})\b[0-9]{STOP}?[0-9]?{STOP}?([./]){STOP}?[0-9]{{1,2}}{STOP}?\1"
        rf"{STOP}?[0-9]{{4}}",
        NO_DATE,
        A_DATE,
    ),
    _slip(
        REST,
        rf"\b[0-9]{{4}}{STOP}-(?:[0-9]{{2}}(?:-[0-9])?|[0-9](?:-[0-9]+)?)(?![-0-9])",
        NO_DATE,
        A_DATE,
    ),
    _slip(REST, rf"\b[0-9]{{4}}{STOP}-[0-9]", NO_DAY, A_DATE),
    _slip(REST, rf"(-?[0-9]+){STOP},([0-9]+)", COMMA, r"write `\1.\2`"),
    _slip(REST, rf"([0-9]+)[ ]{STOP}([0-9]{{3}}){END}", "digits stand together", r"write `\1\2`"),
    _slip(REST, rf"({NUMBER})[ \t]*{STOP}%", PERCENT, r"write `\1`"),
    _slip(
        REST,
        rf"(-?{NUMBER}){STOP}(?:-|[.][.]+)[ \t]*({NUMBER}){END}",
        PAIR,
        r"write `[\1, \2]`",
    ),
    _slip(REST, rf"(?<=[0-9]){STOP}\.(?![0-9])", POINT),
    _slip(REST, rf"0{STOP}([0-9]+)", "a number does not begin with 0", r"write `\1`"),
    _slip(
        REST,
        rf"=[ \t]*({NUMBER})[ \t]*{STOP}[A-Za-z£$€][^=\"\n#]*$",
        UNIT,
        r"write `\1`",
    ),
    _slip(
        REST,
        rf'"{STOP}[^\s"#,;]',
        "the text ends at the quote before this",
        r"inside a text write `\"`, or other quotes such as `“`",
    ),
    _slip(
        REST,
        rf"'([^'\n]*)'{STOP}([^'\s#,;][^'\n]*)'",
        "the text ends at the apostrophe before this; with one inside it stands in double quotes",
        r"""write `"\1'\2"`""",
    ),
    _slip(
        REST,
        r"[,;][ \t]*(?=#|$)",
        "no comma or semicolon stands at the end of a line",
        "leave it away",
    ),
    _slip(REST, r"(?://|--|/\*|;)", COMMENT, "write `#`"),
    _slip(
        REST,
        rf"""=[ \t]*({NUMBER}[ \t]*){STOP}([-+*/<>][^,}}\]#"'\n]{{0,80}}?){END}""",
        FORMULA,
        r'write `"\1\2"`',
    ),
    _slip(REST, r"[-+*/<>]", FORMULA),
    _slip(REST, r"\]", "this bracket was never opened"),
    _slip(REST, r"", "a line holds one key with its value; what follows needs a line of its own"),
    _slip(EQUALS, rf"(-?[0-9]+),([0-9]+)[ \t]*{STOP}[,}}]", COMMA, r"write `\1.\2`"),
    _slip(
        EQUALS,
        rf"^[ \t]*([\w-]+)[ \t]*{STOP}\+=[ \t]*([^\n#]*[^\n# \t])",
        CHANGE,
        r"write `add = { \1 = \2 }`",
    ),
    _slip(
        EQUALS,
        rf"^[ \t]*([\w-]+)[ \t]*{STOP}-=[ \t]*({NUMBER})",
        CHANGE,
        r"write `add = { \1 = -\2 }`",
    ),
    _slip(
        EQUALS,
        rf"^[ \t]*([\w-]+)[ \t]*{STOP}\*=[ \t]*([^\n#]*[^\n# \t])",
        CHANGE,
        r"write `times = { \1 = \2 }`",
    ),
    _slip(EQUALS, r"\+=", "a key and its value are joined by `=`", "write `=`"),
    _slip(
        EQUALS, rf"-=[ \t]*({NUMBER})", "a key and its value are joined by `=`", r"write `= -\1`"
    ),
    _slip(EQUALS, r":", "a key and its value are joined by `=`", "write `=`"),
    _slip(
        EQUALS,
        rf"([\w-]*){STOP}(\{{\w+\}}[\w-]*)",
        BRACED,
        r'write `"\1\2"`',
    ),
    _slip(EQUALS, rf"^[ \t]*-[ \t]+{STOP}", "a line has no bullet; it begins with its key"),
    _slip(
        EQUALS,
        rf"^[ \t]*[A-Za-z][\w-]*[ \t]+{STOP}[^=\n]+$",
        "a line is a key with its value, a header in brackets, or a comment",
        "a comment begins with `#`",
    ),
    _slip(EQUALS, r"[\w-]+", "a `=` is due after the key; a key has no spaces", "write `_` or `-`"),
    _slip(EQUALS, r"", "a `=` and a value are due after the key"),
    _slip(
        STATEMENT,
        r"\{\\rtf",
        "this is the file of a word processor",
        "save it there as plain text, in UTF-8",
    ),
    _slip(STATEMENT, r"//|--|;|/\*|%", COMMENT, "write `#`"),
    _slip(STATEMENT, r"[•·*–—]", "a line has no bullet; it begins with its key"),
    _slip(STATEMENT, r"=", "a key is due before `=`"),
    _slip(STATEMENT, r"[^\W_]", LETTERS),
    _slip(KEY, rf"([\w-]+)\.{STOP}\*", "a key with `*` stands in quotes", r'write `"\1.*"`'),
    _slip(KEY, r"", LETTERS),
    _slip(DATE, r"", NO_DAY, A_DATE),
    _slip(
        "Cannot declare",
        r"",
        "there are others of this name, in two pairs of brackets",
        "each more of them has a header such as `[[action]]`",
    ),
    _slip(
        "Cannot overwrite",
        rf"\[\[([\w-]+\.[\w.-]+){STOP}\]\]",
        "there is one of this name already, in one pair of brackets",
        r"each of several has a header such as `[[\1]]`, the first too",
    ),
    _slip(
        "Cannot overwrite",
        r"",
        "something else bears this name already",
        "an entry with a name of its own has a header such as `[var.tension]`",
    ),
    _slip(ARRAY, r"[-+*/<>]", FORMULA),
    _slip(TABLE, r"[-+*/<>]", FORMULA),
    _slip(ARRAY, r"", "a comma or `]` is due here"),
    _slip(TABLE, r"", "a comma or `}` is due here"),
    _slip(
        HEADER,
        rf"([\w-]*){STOP}(\{{\w+\}}[\w-]*)",
        BRACED,
        r'write `"\1\2"`',
    ),
    _slip(
        HEADER,
        rf"\[([A-Za-z]+)[ \t]+{STOP}([\w-]+)[ \t]*\]",
        "a point joins a kind and a name",
        r"write `[\1.\2]`",
    ),
    _slip(HEADER, rf"\.([\w-]+)[ \t]+{STOP}([\w-]+)", "a name has no spaces", r"write `\1_\2`"),
    _slip(HEADER, r"[^\x00-\x7f]", LETTERS),
    _slip(HEADER, r"", "the header of a table is not closed: `]` is due here"),
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
    if unseen := _name_unseen(text[offset : offset + 1]):
        return f"this is {unseen}, which looks like a space or like nothing", "delete it"
    start = max(text.rfind("\n", 0, offset) + 1, offset - REACH)
    around = text[start:offset] + STOP + text[offset : offset + REACH]
    for slip in SLIPS:
        if said.startswith(slip.said) and (match := slip.here.search(around)):
            return slip.message, match.expand(slip.suggestion) if slip.suggestion else None
    return said[:1].lower() + said[1:], None


def _name_unseen(character: str) -> str | None:
    """Return the name of a blank outside ASCII, such as text processors and web pages have."""
    if character.isascii() or unicodedata.category(character) not in ("Zs", "Cf"):
        return None
    return f"{unicodedata.name(character, 'a character')} (U+{ord(character):04X})"
