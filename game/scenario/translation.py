"""Texts in another language, laid over a scenario's own.

A file `texts.be.toml` beside a scenario has keys such as `event.snap-exercise.text` and
`event.snap-exercise.option.accept.label`. Entries without an id are counted from 1, as in
`var.funding.levels.1.label`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.scenario.bundle import Bundle
from game.scenario.document import parse_file
from game.scenario.findings import Findings
from game.scenario.joining import entry_name
from game.scenario.tree import Array, Source, Table, plant, source_in

TEXT_KEYS = frozenset(
    {
        "about", "briefing", "ends", "faction", "group", "label", "note", "outlook", "short",
        "summary", "text", "title", "unit", "why",
    }
)  # fmt: skip
"""The keys whose values are texts; the members of `verdicts` are, too."""

PLAIN = {"derived": "value", "areas": "shows", "places": "shows"}
"""Tables whose entries may be plain strings, and what such a string means."""


def translate(bundle: Bundle, findings: Findings, language: str | None) -> None:
    """Put the texts of a language in place of those of the scenario, if it has any.

    What a translation names and the scenario lacks is noted.
    """
    if language is None:
        return
    findings.tree = plant(findings.tree, findings.tree.source)
    for number, file in enumerate(bundle.files):
        if file.language == language:
            table = parse_file(number, file, findings)
            if table is not None:
                _lay_texts(plant(table, table.source), findings.tree, "", findings)


def _lay_texts(texts: Table, target: Any, name: str, findings: Findings) -> None:
    for key, value in texts.items():
        source = source_in(texts, key)
        *way, last = key.split(".")
        holder, holder_name = _descend(target, name, way)
        if isinstance(value, Table):
            inside = _member(holder, holder_name, last)
            if inside is None:
                _note_unknown(findings, source, last, holder)
            else:
                _lay_texts(value, inside, last, findings)
        elif isinstance(holder, Table) and (last in TEXT_KEYS or holder_name == "verdicts"):
            holder[last] = value
            holder.moved[last] = source
        else:
            _note_unknown(findings, source, last, holder)


def _descend(target: Any, name: str, way: Iterable[str]) -> tuple[Any, str]:
    """Return what lies at the end of a quoted dotted key, and its own key."""
    for key in way:
        target, name = _member(target, name, key), key
    return target, name


def _member(holder: Any, name: str, key: str) -> Any:
    """Return a member by key, by id, or by its number from 1; None if there is none.

    Args:
        holder: The table or array.
        name: Its own key.
        key: The key of the member.
    """
    if isinstance(holder, Table) and key in holder:
        if name in PLAIN and isinstance(holder[key], str):
            _unfold(holder, key, PLAIN[name])
        return holder[key]
    if isinstance(holder, Array):
        for entry in holder:
            if entry_name(name, entry) == key:
                return entry
        if key.isascii() and key.isdigit() and 0 < int(key[:6]) <= len(holder):
            return holder[int(key[:6]) - 1]
    return None


def _unfold(holder: Table, key: str, meaning: str) -> None:
    """Write an entry that is a plain string as a table, so that it can bear a label."""
    source: Source = source_in(holder, key)
    entry = Table(source)
    entry[meaning] = holder[key]
    entry.moved[meaning] = source
    holder[key] = entry


def _note_unknown(findings: Findings, source: Source, key: str, holder: Any) -> None:
    known: list[str] = []
    if isinstance(holder, Table):
        known = [*holder, *TEXT_KEYS]
    elif isinstance(holder, Array):
        known = [str(entry_name("", entry)) for entry in holder]
    findings.note(
        "unknown-key",
        source,
        f"the scenario has no text `{key}` here",
        part="key",
        suggestion=findings.suggest(key, known),
    )
