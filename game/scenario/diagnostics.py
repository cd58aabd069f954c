"""What is wrong with a scenario, where, and what would do instead.

As text, a diagnostic looks like this::

    error(unknown-name): there is no variable `tensoin`
      --> small-neighbour.toml:41:9
       |
    41 | when = "tensoin < 80"
       |         ^^^^^^^
       = help: did you mean `tension`?
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from game.scenario.texts import UNSAFE

Severity = Literal["error", "warning", "tip"]
"""How bad it is; only an error keeps a scenario from being played."""

Paint = Callable[[str, str], str]
"""Gives a text the look of a part of a diagnostic: `error`, `warning`, `tip`, `frame`, `help`."""

WIDEST_EXCERPT = 110
"""How many columns of a source line are shown; a longer line is cut around its caret."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file."""

    file: str
    """The file's name."""
    line: int = 1
    """The line, from 1."""
    column: int = 1
    """The column in characters, from 1."""
    length: int = 1
    """How many characters are concerned."""
    excerpt: str = ""
    """The line as it stands in the file."""
    key_line: int = 0
    """The line of the key whose value it is, which may begin lines before; 0 if there is none."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a diagnostic."""

    place: Place
    """Where it is."""
    message: str
    """What is there, such as `first defined here`."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem of a scenario."""

    key: str
    """Its stable name, such as `unknown-name`."""
    message: str
    """What is wrong."""
    place: Place
    """Where it is."""
    severity: Severity = "error"
    """How bad it is."""
    suggestion: str | None = None
    """What would do instead."""
    related: Related | None = None
    """A second place."""

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column in characters, from 1."""
        return self.place.column

    @property
    def length(self) -> int:
        """How many characters are concerned."""
        return self.place.length

    def render(self, paint: Paint = lambda part, text: text) -> str:
        """Return the diagnostic as text of several lines, plain or with colours."""
        width = len(str(max(self.line, self.related.place.line if self.related else 0)))
        head = paint(self.severity, f"{self.severity}({self.key})")
        lines = [f"{head}: {self.message}"]
        lines += _show(self.place, width, paint, self.severity, "^")
        equals = paint("frame", f"{' ' * width} =")
        if self.suggestion:
            lines.append(f"{equals} {paint('help', 'help')}: {self.suggestion}")
        if self.related:
            lines.append(f"{equals} {paint('help', 'note')}: {self.related.message}")
            lines += _show(self.related.place, width, paint, "frame", "-")
        return "\n".join(lines)

    def moved_to(self, paths: Mapping[str, str]) -> Diagnostic:
        """Return the diagnostic with other names of files, where the table has one."""
        related = self.related and Related(
            _rename_file(self.related.place, paths), self.related.message
        )
        return replace(self, place=_rename_file(self.place, paths), related=related)

    def as_json(self) -> dict[str, Any]:
        """Return the diagnostic as plain data."""
        data: dict[str, Any] = {
            "key": self.key,
            "severity": self.severity,
            "message": self.message,
            **_as_json(self.place),
        }
        if self.suggestion:
            data["suggestion"] = self.suggestion
        if self.related:
            data["related"] = {"message": self.related.message, **_as_json(self.related.place)}
        return data


def sort_problems(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return problems in the order of their places, each place and key once."""
    first: dict[tuple[str, int, int, str], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.file, problem.line, problem.column, problem.key), problem)
    return tuple(first[place] for place in sorted(first))


def render_problems(problems: Iterable[Diagnostic]) -> str:
    """Return problems as text, an empty line between two."""
    return "\n\n".join(problem.render() for problem in problems)


def make_safe(text: str) -> str:
    """Return a part of a line with tabs as spaces and nothing that steers a terminal."""
    return UNSAFE.sub("·", text.replace("\t", "    "))


def _rename_file(place: Place, paths: Mapping[str, str]) -> Place:
    return replace(place, file=paths.get(place.file, place.file))


def _as_json(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }


def _show(place: Place, width: int, paint: Paint, part: str, mark: str) -> list[str]:
    """Return the lines that point at a place."""
    margin = " " * width
    where = make_safe(f"{place.file}:{place.line}:{place.column}")
    lines = [f"{margin}{paint('frame', '-->')} {where}"]
    if place.excerpt:
        before, token, after = _cut(place)
        pad = " " * _columns(before)
        carets = paint(part, mark * max(1, _columns(token)))
        bar = paint("frame", f"{margin} |")
        number = paint("frame", f"{place.line:>{width}} |")
        lines += [bar, f"{number} {before}{token}{after}".rstrip(), f"{bar} {pad}{carets}"]
    return lines


def _cut(place: Place) -> tuple[str, str, str]:
    """Return what stands before, at and after a place in its line, made safe and short."""
    start = min(place.column - 1, len(place.excerpt))
    end = min(start + place.length, len(place.excerpt))
    before, token, after = (
        make_safe(part)
        for part in (place.excerpt[:start], place.excerpt[start:end], place.excerpt[end:])
    )
    token = _clip(token, WIDEST_EXCERPT)
    room = WIDEST_EXCERPT - len(token)
    if len(before) > max(room - 20, 20):
        before = "…" + before[-max(room - 20, 20) :]
    return before, token, _clip(after, max(room - len(before), 20))


def _clip(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_column_width(character) for character in text)


def _column_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
