"""Where keys and values stand in a TOML text.

The index is made over a text that `tomli` has accepted, so it need not judge: it only has to find
its way. It is made when there is a problem to show, never for a scenario that is right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

import tomli

Path: TypeAlias = tuple[str | int, ...]
"""A way through tables (by key) and arrays (by index from 0)."""

Span: TypeAlias = tuple[int, int]
"""Offsets of the first character and after the last one."""

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
SEPARATOR = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
KEY_PART = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
BARE_PAIR = re.compile(r"([A-Za-z0-9_-]+)[ \t]*=[ \t]*")
PLAIN_PAIR = re.compile(
    BARE_PAIR.pattern + r'("(?:[^"\\\n]|\\.)*"(?!")|[A-Za-z0-9+._-]+)[ \t]*(?:#[^\n]*)?(?=\r?\n)'
)
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?!")'
    r"|'''.*?'''(?!')"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
SCALAR = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:[^\s,\]}#]+|[^\s,\]}#]+")
ESCAPE = re.compile(
    r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|(?P<fold>[ \t]*\r?\n\s*)|.)", re.DOTALL
)


class Positions:
    """The index of one text."""

    __slots__ = ("_arrays", "_line_starts", "duplicate", "keys", "mentions", "text", "values")

    def __init__(self, text: str) -> None:
        """Index a text that is valid TOML but for keys that stand twice.

        Raises:
            ValueError: It is no TOML in some other way.
        """
        self.text = text
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self.mentions: list[tuple[Path, Span]] = []
        """Every part of every key and header, repeated ones too, in the order of the text."""
        self.duplicate: tuple[Path, Span] | None = None
        """The first key that is given a second time, and where that happens."""
        self._arrays: dict[Path, int] = {}
        self._line_starts = [0, *(match.end() for match in re.finditer(r"\n", text))]
        self._scan()

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, in characters and from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Return a line, counted from 1, without its end."""
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : None if end < 0 else end].rstrip("\r")

    def key_span(self, path: Path) -> Span:
        """Return where the key of a path stands, or the key of the nearest table around it."""
        while path not in self.keys and path:
            path = path[:-1]
        return self.keys.get(path, (0, 0))

    def value_span(self, path: Path) -> Span:
        """Return where the value of a path stands; for tables with a header, the header's name."""
        while path not in self.values and path not in self.keys and path:
            path = path[:-1]
        return self.values.get(path) or self.key_span(path)

    def string_at(self, path: Path) -> str:
        """Return what a string value says, or nothing if it is no string."""
        start, end = self.value_span(path)
        literal = self.text[start:end]
        return _read_string(literal) if literal.startswith(('"', "'")) else ""

    def inside(self, path: Path, start: int, end: int) -> Span:
        """Return where characters `start` to `end` of a string value stand, escapes allowed for."""
        span = self.value_span(path)
        literal = self.text[span[0] : span[1]]
        if not literal.startswith(('"', "'")):
            return span
        offsets = _content_offsets(literal)
        last = len(offsets) - 1
        first = offsets[min(start, last)]
        after = offsets[min(end - 1, last)] + 1 if end > start else first
        return span[0] + first, span[0] + max(after, first)

    def _scan(self) -> None:
        """Walk over the text, header by header and pair by pair."""
        prefix: Path = ()
        offset = self._skip(BLANK, 0)
        while offset < len(self.text):
            if self.text.startswith("[[", offset):
                parts, offset = self._read_key(offset + 2)
                prefix = self._enter(parts, array=True)
                offset += 2
            elif self.text[offset] == "[":
                parts, offset = self._read_key(offset + 1)
                prefix = self._enter(parts, array=False)
                offset += 1
            else:
                offset = self._read_statement(prefix, offset)
            offset = self._skip(BLANK, offset)

    def _read_statement(self, prefix: Path, offset: int) -> int:
        """Return the offset after a key and its value; most are plain, and read at once."""
        plain = PLAIN_PAIR.match(self.text, offset)
        if plain is None:
            path, offset = self._read_pair(prefix, offset)
            return self._read_value(path, offset)
        path = self._mention((*prefix, plain[1]), plain.span(1))
        self.values[path] = plain.span(2)
        return plain.end()

    def _skip(self, pattern: re.Pattern[str], offset: int) -> int:
        match = pattern.match(self.text, offset)
        return match.end() if match else offset

    def _read_key(self, offset: int) -> tuple[list[tuple[str, Span]], int]:
        """Return the parts of a dotted key with their places, and the offset after it."""
        parts = []
        while True:
            match = KEY_PART.match(self.text, offset)
            if match is None:
                raise ValueError(f"no key at offset {offset}")
            part = match[1]
            parts.append((_read_string(part) if part[0] in "\"'" else part, match.span(1)))
            offset = match.end()
            if not self.text.startswith(".", offset):
                return parts, offset
            offset += 1

    def _enter(self, parts: list[tuple[str, Span]], array: bool) -> Path:
        """Return the path of a header, its arrays of tables counted."""
        path: Path = ()
        for part, span in parts[:-1]:
            path = (*path, part)
            self.mentions.append((path, span))
            self.keys.setdefault(path, span)
            if path in self._arrays:
                path = (*path, self._arrays[path] - 1)
        last, span = parts[-1]
        path = (*path, last)
        self.mentions.append((path, span))
        if array:
            self.keys.setdefault(path, span)
            index = self._arrays.get(path, 0)
            self._arrays[path] = index + 1
            path = (*path, index)
        if self.values.setdefault(path, span) != span:
            self.duplicate = self.duplicate or (path, span)
        self.keys.setdefault(path, span)
        return path

    def _read_pair(self, prefix: Path, offset: int) -> tuple[Path, int]:
        """Return the path of a key and the offset of its value."""
        bare = BARE_PAIR.match(self.text, offset)
        if bare is not None:
            return self._mention((*prefix, bare[1]), bare.span(1)), bare.end()
        parts, offset = self._read_key(offset)
        path = prefix
        for part, span in parts:
            path = (*path, part)
            self.mentions.append((path, span))
            known = self.keys.setdefault(path, span)
        if known != parts[-1][1] and self.duplicate is None:
            self.duplicate = path, parts[-1][1]
        if not self.text.startswith("=", offset):
            raise ValueError(f"no value at offset {offset}")
        return path, self._skip(BLANK, offset + 1)

    def _mention(self, path: Path, span: Span) -> Path:
        """Note where the last part of a path stands as the key of a pair, and return the path."""
        self.mentions.append((path, span))
        if self.keys.setdefault(path, span) is not span and self.duplicate is None:
            self.duplicate = path, span
        return path

    def _read_value(self, path: Path, offset: int) -> int:
        """Return the offset after a value; what is nested in it is indexed without recursion."""
        nests: list[tuple[Path, int, list[int]]] = []
        while True:
            if self.text.startswith(("[", "{"), offset):
                nests.append((path, offset, [0] if self.text[offset] == "[" else []))
                offset += 1
            else:
                start = offset
                offset = self._after_scalar(offset)
                self.values[path] = (start, offset)
            offset, following = self._follow(nests, offset)
            if following is None:
                return offset
            path = following

    def _follow(
        self, nests: list[tuple[Path, int, list[int]]], offset: int
    ) -> tuple[int, Path | None]:
        """Return offset and path of the next value that is nested, closing what ends before."""
        while nests:
            offset = self._skip(SEPARATOR, offset)
            path, start, count = nests[-1]
            if self.text.startswith(("]", "}"), offset):
                offset += 1
                self.values[path] = (start, offset)
                nests.pop()
            elif count:
                count[0] += 1
                return offset, (*path, count[0] - 1)
            else:
                inner, offset = self._read_pair(path, offset)
                return offset, inner
        return offset, None

    def _after_scalar(self, offset: int) -> int:
        match = STRING.match(self.text, offset) or SCALAR.match(self.text, offset)
        if match is None:
            raise ValueError(f"no value at offset {offset}")
        return match.end()


def _read_string(literal: str) -> str:
    """Return what a quoted key says."""
    return str(tomli.loads(f"key = {literal}")["key"])


def _content_offsets(literal: str) -> list[int]:
    """Return for each character of a string, and for its end, the offset in its literal."""
    quote = literal[:3] if literal.startswith(('"""', "'''")) else literal[0]
    offset, end = len(quote), len(literal) - len(quote)
    if len(quote) == 3:
        offset += len(literal[offset:]) - len(literal[offset:].removeprefix("\n"))
    offsets = []
    while offset < end:
        escape = ESCAPE.match(literal, offset, end) if quote[0] == '"' else None
        if escape is None or escape["fold"] is None:
            offsets.append(offset)
        offset = escape.end() if escape else offset + 1
    return [*offsets, end]
