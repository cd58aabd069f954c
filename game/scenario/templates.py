"""Entries that `each` repeats: `{t}` becomes each of its values, in ids, names and strings."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from game.scenario.findings import Findings
from game.scenario.models.base import NAME_PATTERN
from game.scenario.sources import placeholder_pattern
from game.scenario.tree import Array, Source, Table, source_in

MOST_COPIES = 500
"""The most copies that one entry may become."""

MOST_CHARACTERS = 4 * 1024 * 1024
"""The most characters that all copies may have together."""

Bindings = Mapping[str, str]
"""What is put in place of what: `t`, and for seats `t.label` and `t.short`."""


class Templates:
    """The repetition of the entries of one scenario."""

    def __init__(self, seats: Mapping[str, Any], findings: Findings) -> None:
        """Keep the tables of the seats, for their labels, and where problems are noted."""
        self.seats = seats
        self.findings = findings
        self.characters = 0

    def expand(self, tree: Table) -> None:
        """Replace the entries of a scenario that have `each` by their copies."""
        for value in _holders(tree.values()):
            # A top-level table is no template: `[var.each]` declares a variable of that name.
            self._expand_inside(value)

    def _expand_inside(self, value: Table | Array) -> None:
        members: Collection[Any] = value.values() if isinstance(value, Table) else value
        holders = _holders(members)
        if any(map(_is_template, holders)):
            if isinstance(value, Table):
                self._expand_members(value)
            else:
                self._expand_items(value)
            holders = _holders(members)
        for holder in holders:
            self._expand_inside(holder)

    def _expand_items(self, array: Array) -> None:
        """Replace the templates in an array, each in its place."""
        array[:] = [
            copy
            for item in array
            for copy, _ in (self._copies(item) if _is_template(item) else [(item, {})])
        ]

    def _expand_members(self, table: Table) -> None:
        """Replace the templates among the named entries of a table, each in its place."""
        members = list(table.items())
        sources = {name: source_in(table, name) for name, _ in members}
        table.clear()
        for name, member in members:
            if not _is_template(member):
                self._put(table, name, member, sources[name])
                continue
            for copy, bindings in self._copies(member):
                self._put(table, self._replace(name, bindings), copy, copy.source)

    def _put(self, table: Table, name: str, member: Any, source: Source) -> None:
        if name in table:
            self.findings.note(
                "duplicate-id",
                source,
                f"two entries are called `{name}` after `each` has been put in",
                part="key",
                suggestion="put every name of `each` into it, in braces",
                first=source_in(table, name),
            )
        table[name] = member
        table.moved[name] = source

    def _copies(self, template: Table) -> Iterator[tuple[Table, Bindings]]:
        """Iterate over the copies of an entry with what was put into each."""
        each: Table = template["each"]
        problem = _judge_each(each)
        if problem:
            self.findings.note("bad-each", each.source, problem, part="key")
            return
        for values in itertools.product(*each.values()):
            if self.characters > MOST_CHARACTERS:
                message = "the copies that `each` makes have more than 4 MiB of text"
                self.findings.note("too-many", each.source, message, part="key")
                return
            bindings = self._bind(dict(zip(each, map(str, values), strict=True)))
            yield self._substitute_table(template, bindings), bindings

    def _bind(self, values: dict[str, str]) -> Bindings:
        bindings = dict(values)
        for name, value in values.items():
            seat = self.seats.get(value)
            if isinstance(seat, dict):
                label = str(seat.get("label", value))
                bindings[f"{name}.label"] = label
                bindings[f"{name}.short"] = str(seat.get("short", label))
        return bindings

    def _replace(self, text: str, bindings: Bindings) -> str:
        if "{" in text:
            text = placeholder_pattern(bindings).sub(lambda match: bindings[match[1]], text)
        self.characters += len(text)
        return text

    def _substitute(self, value: Any, bindings: Bindings) -> Any:
        """Return a copy of a value with all its strings and keys replaced."""
        if isinstance(value, str):
            return self._replace(value, bindings)
        if isinstance(value, Table):
            return self._substitute_table(value, bindings)
        if isinstance(value, Array):
            items = (self._substitute(item, bindings) for item in value)
            return Array(_bound(value.source, bindings), items)
        self.characters += 1
        return value

    def _substitute_table(self, table: Table, bindings: Bindings) -> Table:
        copy = Table(_bound(table.source, bindings))
        for name, member in table.items():
            if name == "each" and isinstance(member, Table) and bindings.keys() >= member.keys():
                continue
            new_name = self._replace(name, bindings)
            copy[new_name] = self._substitute(member, bindings)
            copy.moved[new_name] = _bound(source_in(table, name), bindings)
        return copy


def _bound(source: Source, bindings: Bindings) -> Source:
    return Source(source.file, source.path, {**source.bindings, **bindings})


def _holders(members: Iterable[Any]) -> list[Table | Array]:
    """Return the tables and arrays among some members."""
    return [member for member in members if isinstance(member, (Table, Array))]


def _is_template(value: Any) -> bool:
    return isinstance(value, Table) and isinstance(value.get("each"), Table)


def _judge_each(each: Table) -> str | None:
    """Return what is wrong with an `each`, or None."""
    if not each:
        return '`each` is empty; it takes `{ t = ["one", "two"] }`'
    for name, values in each.items():
        if not NAME_PATTERN.fullmatch(name):
            return f"`{name}` is no name that `each` can put in"
        if not isinstance(values, list) or not values:
            return f"`{name}` of `each` must be a list of words"
        if not all(isinstance(value, str) or type(value) is int for value in values):
            return f"the list `{name}` of `each` may hold words and whole numbers only"
    copies = math.prod(len(values) for values in each.values())
    if copies > MOST_COPIES:
        return f"`each` would make {copies} copies; {MOST_COPIES} are allowed"
    return None
