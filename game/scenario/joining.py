"""Several files made one: the files of a folder, and a variant laid over its base."""

from __future__ import annotations

from typing import Any

from game.scenario.findings import Findings
from game.scenario.tree import Array, Source, Table, plant_shallow, source_in

ENTRY_NAMES = {"link": ("id", "to"), "verdict": ("by",), "test": ("name",)}
"""The keys by which the entries of an array of tables are told apart, where it is not `id`."""


def join_files(trees: list[Table], findings: Findings) -> Table:
    """Return the files of one folder as one: tables merge, arrays of tables are strung together.

    A key that stands in two files is noted as a problem; the first one counts.
    """
    if len(trees) == 1:
        return trees[0]
    joined = Table(trees[0].source if trees else Source(0))
    for tree in trees:
        for key, value in tree.items():
            if key not in joined:
                joined.moved[key] = source_in(tree, key)
                joined[key] = plant_shallow(value, joined.moved[key])
            elif isinstance(value, dict) and isinstance(joined[key], Table):
                _merge(joined[key], plant_shallow(value, source_in(tree, key)), findings)
            elif isinstance(value, list) and isinstance(joined[key], Array):
                joined[key].extend(plant_shallow(value, source_in(tree, key)))
            elif key != "format" or value != joined[key]:
                _note_twice(joined, tree, key, findings)
    return joined


def lay_over(base: Table, variant: Table) -> Table:
    """Return a base with the entries of a variant in place of its own.

    Both are planted. Tables are merged by name at every depth. Entries of arrays of tables are
    found by their id; the fields that the variant gives replace those of the base.
    """
    result: Table = plant_shallow(base, base.source)
    for key, value in variant.items():
        if isinstance(value, Table) and isinstance(base.get(key), Table):
            result[key] = lay_over(base[key], value)
        elif _has_tables(value) and _has_tables(base.get(key)):
            result[key] = _override_entries(key, base[key], value)
        else:
            result[key] = value
        result.moved[key] = source_in(variant, key)
    return result


def entry_name(kind: str, entry: Any) -> Any:
    """Return what an entry of an array of tables is called."""
    if isinstance(entry, dict):
        for key in ENTRY_NAMES.get(kind, ("id",)):
            if key in entry:
                return entry[key]
    return None


def _override_entries(kind: str, base: Array, variant: Array) -> Array:
    entries = list(base)
    places = {str(entry_name(kind, entry)): i for i, entry in enumerate(base)}
    for entry in variant:
        name = str(entry_name(kind, entry))
        if name not in places or not isinstance(entry, Table):
            entries.append(entry)
            continue
        merged = plant_shallow(entries[places[name]], entry.source)
        for key, value in entry.items():
            merged[key] = value
            merged.moved[key] = source_in(entry, key)
        merged.source = entry.source
        entries[places[name]] = merged
    return Array(variant.source, entries)


def _merge(joined: Table, table: Table, findings: Findings) -> None:
    for key, value in table.items():
        if key in joined:
            _note_twice(joined, table, key, findings)
        else:
            joined[key] = value
            joined.moved[key] = source_in(table, key)


def _note_twice(joined: Table, table: Table, key: str, findings: Findings) -> None:
    findings.note(
        "duplicate-key",
        source_in(table, key),
        f"`{key}` is defined in two files",
        part="key",
        first=source_in(joined, key),
    )


def _has_tables(value: Any) -> bool:
    return isinstance(value, Array) and all(isinstance(item, Table) for item in value)
