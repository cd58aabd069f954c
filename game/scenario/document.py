"""From the files of a bundle to one tree of data: parsed, joined, repeated, laid over its base."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import tomli

from game.scenario.bundle import Bundle, SourceFile
from game.scenario.diagnostics import Place, Related
from game.scenario.findings import Findings
from game.scenario.joining import join_files, lay_over
from game.scenario.positions import Positions
from game.scenario.renames import RENAMES, modernise
from game.scenario.slips import explain_stop
from game.scenario.templates import Templates
from game.scenario.tree import (
    CONTAINERS,
    DEEPEST,
    Array,
    Source,
    Table,
    TooDeep,
    plant,
    plant_shallow,
    source_in,
)
from game.scenario.unclosed import explain_unclosed, find_unclosed

MOST_ENTRIES = 2000
"""The most entries that a scenario may have, the copies of `each` included."""

MOST_OF_A_KIND = 500
"""The most entries of one kind, such as events."""

REPEATED = {dict, list, str}
"""What stands behind `each`, or is taken for it; of a mark on the map it is a number."""

ENTRY_TABLES = ("const", "var", "flag", "derived", "curve", "difficulty", "seat", "balance")
"""Top-level tables whose members are entries."""


def read_tree(bundle: Bundle, findings: Findings) -> Table:
    """Return the data of a scenario; what is wrong with its files is noted.

    Translations are left out. Files that are no TOML count as empty.
    """
    tree: Table | None = None
    layers = sorted({file.layer for file in bundle.files}, reverse=True)
    for layer in layers:
        trees = [
            parse_file(number, file, findings)
            for number, file in enumerate(bundle.files)
            if file.layer == layer and file.language is None
        ]
        joined = join_files([each for each in trees if each is not None], findings)
        if findings.repeats or len(layers) > 1:
            joined = plant(joined, joined.source)
            Templates(_seats(tree, joined), findings).expand(joined)
        tree = joined if tree is None else lay_over(tree, joined)
    findings.tree = tree if tree is not None else Table(Source(0))
    _count_entries(findings)
    return findings.tree


class Toml(NamedTuple):
    """What a text of TOML holds."""

    tree: dict[str, Any]
    """The data; nobody changes them."""
    repeats: bool
    """Whether some table has an `each`, or what may be meant for one."""
    deep: bool
    """Whether tables or arrays may be nested too deep."""


@lru_cache(maxsize=64)
def read_toml(text: str) -> Toml:
    """Read a text with tomli; of many files that are checked again, mostly one has changed."""
    tree = tomli.loads(text)
    repeats = False
    level: list[Any] = [tree]
    for _ in range(DEEPEST + 1):
        tables = (each for each in level if type(each) is not list)
        repeats |= any(type(table.get("each")) in REPEATED for table in tables)
        level = [
            member
            for each in level
            for member in (each if type(each) is list else each.values())
            if type(member) in CONTAINERS
        ]
        if not level:
            return Toml(tree, repeats, deep=False)
    return Toml(tree, repeats, deep=True)


def parse_file(number: int, file: SourceFile, findings: Findings) -> Table | None:
    """Return the data of one file, or None if it is no TOML, which is noted."""
    try:
        toml = read_toml(file.text)
        table = Table(Source(number), toml.tree)
        findings.repeats |= toml.repeats
        if toml.deep:  # It is walked again, to say where it is too deep, if it is.
            plant(table, table.source)
        if any(old in file.text for *_, old in RENAMES):
            table = plant(table, table.source)
            modernise(table, findings)
        return table
    except tomli.TOMLDecodeError as error:
        if not _note_duplicate(number, file, findings):
            _note_no_toml(file, error, findings)
    except RecursionError:
        findings.note_at("too-deep", Place(file.name), "tables or arrays are nested too deep")
    except TooDeep as error:
        findings.note("too-deep", error.source, "tables or arrays are nested too deep")
    except ValueError as error:
        reason = str(error).split(":")[0].lower()
        findings.note_at("not-toml", Place(file.name), f"a number that cannot be read: {reason}")
    findings.unreadable = True
    return None


def _note_no_toml(file: SourceFile, error: tomli.TOMLDecodeError, findings: Findings) -> None:
    """Note where a text stops being TOML, and what was left open before that."""
    noticed = _place_in(file, error.pos)
    unclosed = find_unclosed(file.text, error.pos)
    if unclosed is None:
        message, suggestion = explain_stop(file.text, error.pos, error.msg)
        findings.note_at("not-toml", noticed, f"this is no TOML: {message}", suggestion)
        return
    place = _place_in(file, unclosed)
    message, suggestion = explain_unclosed(file.text, unclosed)
    related = Related(noticed, "noticed here") if noticed.line != place.line else None
    findings.note_at("not-toml", place, f"this is no TOML: {message}", suggestion, related)


def _place_in(file: SourceFile, offset: int) -> Place:
    """Return the place of a character in a text that need not be TOML."""
    start = file.text.rfind("\n", 0, offset) + 1
    line = file.text.count("\n", 0, offset) + 1
    excerpt = file.text[start:].partition("\n")[0]
    return Place(file.name, line, offset - start + 1, 1, excerpt)


def _note_duplicate(number: int, file: SourceFile, findings: Findings) -> bool:
    """Note a key that stands twice in one file, and return whether there is one."""
    try:
        positions = Positions(file.text)
    except ValueError:
        return False
    if positions.duplicate is None:
        return False
    path, (start, end) = positions.duplicate
    findings.sources.indexed[number] = positions
    place_of = findings.sources.place_of
    name = next(key for key in reversed(path) if isinstance(key, str))
    findings.note_at(
        "duplicate-key",
        place_of(number, start, end),
        f"`{name}` is defined twice",
        related=Related(place_of(number, *positions.key_span(path)), "first defined here"),
    )
    return True


def _seats(base: Table | None, own: Table) -> Mapping[str, Any]:
    """Return the tables of the seats, those of the base first, for the labels in `each`."""
    seats: dict[str, Any] = {}
    for tree in (base, own):
        table = tree.get("seat") if tree is not None else None
        if isinstance(table, dict):
            seats.update(table)
    return seats


def _count_entries(findings: Findings) -> None:
    """Note bounds that are passed, and leave out what is beyond them."""
    total = 0
    tree = findings.tree
    for kind, value in tree.items():
        named = kind in ENTRY_TABLES and isinstance(value, dict)
        if not named and not isinstance(value, list):
            continue
        total += len(value)
        if len(value) > MOST_OF_A_KIND:
            message = f"{len(value)} entries of `{kind}`; a scenario has at most {MOST_OF_A_KIND}"
            findings.report("too-many", (kind,), message, part="key")
            tree[kind] = _shorten(plant_shallow(value, source_in(tree, kind)))
    if total > MOST_ENTRIES:
        message = f"{total} entries; a scenario has at most {MOST_ENTRIES}"
        findings.report("too-many", (next(iter(findings.tree)),), message, part="key")


def _shorten(value: Table | Array) -> Table | Array:
    """Return the first entries of a kind, of a table or an array that is nobody else's."""
    if isinstance(value, Array):
        del value[MOST_OF_A_KIND:]
    else:
        for name in list(value)[MOST_OF_A_KIND:]:
            del value[name]
    return value
