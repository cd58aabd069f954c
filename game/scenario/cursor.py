"""Where a cursor stands in a TOML text that is being typed, and so may be no TOML at all.

The text before the cursor is read with patience: what is not understood is passed over, and a line
that looks like a header begins anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Where = Literal["header", "key", "value", "string", "comment"]
"""In what a cursor stands."""

TOKEN = re.compile(
    r"(?P<comment>#[^\n]*)"
    r'|(?P<string>"""(?:[^\\]|\\.)*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)'
    r'|"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|\'[^\'\n]*(?:\'|(?=\n)|\Z))'
    r"|(?P<line>\n)"
    r"|(?P<word>[A-Za-z0-9_+:-]+)"
    r"|(?P<sign>[\[\]{}=,.])"
    r"|(?P<other>.)",
    re.DOTALL,
)
HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_.\"' \t-]*)")
WHOLE_HEADER = re.compile(r"[ \t]*\[\[?[A-Za-z][A-Za-z0-9_.\"' -]*\]\]?[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
HEADER_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a text, told by what stands before it."""

    where: Where
    """In what it stands."""
    keys: tuple[str, ...]
    """The way of keys to it: to the table for a header or a key, to the value for a value."""
    typed: str
    """What of the header, key, value or string stands before it."""
    given: frozenset[str]
    """The keys that the table has before it."""


@dataclass(slots=True)
class _Nest:
    """A table or an array that is open."""

    bracket: str
    """`{` or `[`; empty for the table of a header."""
    keys: tuple[str, ...]
    """The way of keys to it."""
    given: set[str] = field(default_factory=set)
    """The keys that it has so far."""


def find_cursor(text: str, offset: int) -> Cursor:
    """Return where a cursor stands.

    Args:
        text: The text of a file, right or wrong.
        offset: The place of the cursor, in characters from 0.
    """
    return _Reader(text[:offset]).read()


class _Reader:
    """One pass over the text before a cursor."""

    def __init__(self, text: str) -> None:
        """Stand at the beginning of the text, in the table at the top."""
        self.text = text
        self.nests = [_Nest("", ())]
        self.parts: list[str] = []
        self.in_value = False
        self.last = ""
        """The token that ends at the cursor, if it is part of a key or a value."""

    def read(self) -> Cursor:
        """Return where the text ends."""
        place = 0
        while place < len(self.text):
            header = self._header_at(place)
            if header is not None:
                place = header.end()
                if place == len(self.text) or self.text[place] not in "]\n":
                    return Cursor("header", (), header[2].strip(), frozenset())
                place = self._enter(header[2], place)
                continue
            token = TOKEN.match(self.text, place)
            if token is None:
                break
            place = token.end()
            if place == len(self.text) and not self._is_closed(token):
                return self._stop_in(token)
            self._take(token)
        return self._stop()

    def _header_at(self, place: int) -> re.Match[str] | None:
        """Return the header that begins at a place, if one does."""
        if place and self.text[place - 1] != "\n":
            return None
        inside = len(self.nests) > 1
        if inside and not WHOLE_HEADER.match(self.text, place):
            return None
        return HEADER.match(self.text, place)

    def _enter(self, parts: str, place: int) -> int:
        """Begin a table, and return the place after its header."""
        keys = tuple(part.strip("\"'") for part in HEADER_PART.findall(parts))
        self.nests = [_Nest("", keys)]
        self.parts, self.in_value, self.last = [], False, ""
        while self.text.startswith("]", place):
            place += 1
        return place

    def _is_closed(self, token: re.Match[str]) -> bool:
        """Return whether a token that ends at the cursor is over for sure."""
        word = token.group()
        if token.lastgroup == "string":
            quote = word[:3] if word.startswith(('"""', "'''")) else word[0]
            return len(word) >= 2 * len(quote) and word.endswith(quote)
        return token.lastgroup != "comment"

    def _stop_in(self, token: re.Match[str]) -> Cursor:
        """Return a cursor inside a comment or a string."""
        if token.lastgroup == "comment":
            return Cursor("comment", (), "", frozenset())
        word = token.group()
        quote = word[:3] if word.startswith(('"""', "'''")) else word[0]
        if not self.in_value:
            return self._cursor("key", self.nests[-1].keys + tuple(self.parts), word)
        return self._cursor("string", self._value_keys(), word.removeprefix(quote))

    def _stop(self) -> Cursor:
        """Return a cursor after the last token."""
        if self.in_value:
            return self._cursor("value", self._value_keys(), self.last)
        before = self.parts[:-1] if self.last else self.parts
        return self._cursor("key", self.nests[-1].keys + tuple(before), self.last)

    def _cursor(self, where: Where, keys: tuple[str, ...], typed: str) -> Cursor:
        return Cursor(where, keys, typed, frozenset(self.nests[-1].given))

    def _value_keys(self) -> tuple[str, ...]:
        """Return the way to the value that is being read."""
        return self.nests[-1].keys + tuple(self.parts)

    def _take(self, token: re.Match[str]) -> None:
        word = token.group()
        self.last = word if token.lastgroup == "word" else ""
        if token.lastgroup == "line" and len(self.nests) == 1:
            self.parts, self.in_value = [], False
        elif token.lastgroup in ("word", "string") and not self.in_value:
            self.parts.append(word.strip("\"'"))
        elif token.lastgroup == "sign":
            self._take_sign(word)

    def _take_sign(self, sign: str) -> None:
        nest = self.nests[-1]
        if sign == "=" and self.parts:
            nest.given.add(self.parts[0])
            self.in_value = True
        elif sign in "[{" and self.in_value:
            self.nests.append(_Nest(sign, self._value_keys()))
            self.parts, self.in_value = [], sign == "["
        elif sign in "]}" and nest.bracket:
            self.nests.pop()
            # What was opened was a value, and whatever follows it comes after that value.
            self.parts, self.in_value = [], True
        elif sign == "," and nest.bracket:
            self.parts, self.in_value = [], nest.bracket == "["
