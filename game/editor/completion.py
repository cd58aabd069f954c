"""What can be written at a cursor: keys of tables, names of this scenario, words of the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from game.editor.glossary import describe_line, list_names
from game.scenario.cursor import Cursor, find_cursor
from game.scenario.docstrings import describe_field, describe_model
from game.scenario.meanings import (
    CLOCK_TEXTS,
    COUNTERS,
    FUNCTION_TEXTS,
    Symbol,
    read_formula_names,
)
from game.scenario.models import Scenario
from game.scenario.models.base import Role
from game.scenario.slots import Slot, fields_of, find_slots

Kind = Literal["key", "table", "name", "function", "word"]
"""What sort of thing a suggestion is."""

PARTIAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*\Z")
PARTIAL_INSERT = re.compile(r"\{([A-Za-z0-9_.]*)\Z")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that can be written."""

    label: str
    """What is written."""
    kind: Kind
    """What sort of thing it is."""
    about: str
    """What it is, in a line."""
    typed: int
    """How many characters before the cursor it takes the place of."""


def suggest_at(scenario: Scenario | None, text: str, offset: int) -> list[Suggestion]:
    """Return what can be written at a cursor.

    Args:
        scenario: The scenario whose names are known, as it was last readable.
        text: The text of the file, right or wrong.
        offset: The place of the cursor.
    """
    cursor = find_cursor(text, offset)
    if cursor.where == "header":
        return list(_suggest_headers(cursor))
    found: dict[str, Suggestion] = {}
    for slot in find_slots(cursor.keys):
        for suggestion in _suggest_in(slot, scenario, cursor):
            found.setdefault(suggestion.label, suggestion)
    return list(found.values())


def _suggest_in(slot: Slot, scenario: Scenario | None, cursor: Cursor) -> Iterator[Suggestion]:
    match cursor.where:
        case "key":
            yield from _suggest_keys(slot, scenario, cursor)
        case "string":
            yield from _suggest_strings(slot, scenario, cursor.typed)
        case "value" if slot.words and not cursor.typed.startswith(('"', "'")):
            quote = "" if slot.words == ("true", "false") else '"'
            for word in slot.words:
                yield Suggestion(f"{quote}{word}{quote}", "word", "", len(cursor.typed))


def _suggest_headers(cursor: Cursor) -> Iterator[Suggestion]:
    """Yield the tables that a header can begin, after the dots that it has so far."""
    *way, last = cursor.typed.split(".")
    for slot in find_slots(way):
        if slot.model is not None:
            for key, field in fields_of(slot.model).items():
                inner = [each for each in find_slots([*way, key]) if each.model or each.members]
                if inner:
                    about = describe_field(field.model, field.attribute)
                    yield Suggestion(key, "table", about, len(last))


def _suggest_keys(slot: Slot, scenario: Scenario | None, cursor: Cursor) -> Iterator[Suggestion]:
    quoted = cursor.typed.startswith(('"', "'"))
    typed = len(cursor.typed) - quoted
    if slot.model is not None:
        for key, field in fields_of(slot.model).items():
            if key not in cursor.given:
                about = describe_field(field.model, field.attribute)
                yield Suggestion(key, "key", about, typed)
    elif scenario is not None:
        for each in _suggest_names(scenario, slot.key_kinds, typed):
            # A key with a dot is one key only in quotes.
            label = f'"{each.label}"' if "." in each.label and not quoted else each.label
            if each.label not in cursor.given:
                yield replace(each, label=label)


def _suggest_strings(slot: Slot, scenario: Scenario | None, typed: str) -> Iterator[Suggestion]:
    for word in slot.words:
        yield Suggestion(word, "word", "", len(typed))
    if scenario is None:
        return
    if slot.role is Role.FORMULA:
        yield from suggest_formula(scenario, typed)
    elif slot.role is Role.TEXT and (insert := PARTIAL_INSERT.search(typed)):
        yield from _suggest_values(scenario, insert[1])
    yield from _suggest_names(scenario, slot.kinds, len(typed))


def suggest_formula(scenario: Scenario, typed: str) -> Iterator[Suggestion]:
    """Yield what can follow in a formula: names, functions, curves; dotted names after the dot."""
    match = PARTIAL_NAME.search(typed)
    word = match[0] if match else ""
    yield from _suggest_values(scenario, word)
    if "." not in word:
        for call, about in FUNCTION_TEXTS.items():
            yield Suggestion(call.partition("(")[0], "function", f"{call}: {about}", len(word))
        for name in scenario.curve:
            about = describe_line(scenario, Symbol("curve", name))
            yield Suggestion(name, "function", about, len(word))


def _suggest_values(scenario: Scenario, word: str) -> Iterator[Suggestion]:
    """Yield the names that have a value; the many with a dot only once it is written."""
    prefix, dot, _ = word.rpartition(".")
    for name, meaning in read_formula_names(scenario).items():
        if name.startswith(prefix + dot) if dot else "." not in name:
            yield Suggestion(name, "name", describe_line(scenario, meaning[-1].symbol), len(word))
    if not dot:
        for name, about in (*CLOCK_TEXTS.items(), *COUNTERS.items()):
            yield Suggestion(name, "name", about, len(word))


def _suggest_names(scenario: Scenario, kinds: Iterable[str], typed: int) -> Iterator[Suggestion]:
    for kind in kinds:
        for name, symbol in list_names(scenario, kind).items():
            about = describe_line(scenario, symbol) if symbol is not None else ""
            yield Suggestion(name, "name", about, typed)


def describe_key(text: str, offset: int) -> str | None:
    """Return what the key at a place is, in Markdown, or None if there is none."""
    end = offset
    while end < len(text) and (text[end].isalnum() or text[end] in "_-"):
        end += 1
    cursor = find_cursor(text, end)
    if cursor.where == "header":
        keys = tuple(cursor.typed.split("."))
    elif cursor.where == "key" and cursor.typed:
        keys = (*cursor.keys, cursor.typed)
    else:
        return None
    return _describe_way(keys)


def _describe_way(keys: tuple[str, ...]) -> str | None:
    for slot in find_slots(keys[:-1]):
        field = fields_of(slot.model).get(keys[-1]) if slot.model is not None else None
        if slot.model is not None and field is not None:
            must = " It must be there." if field.required else ""
            about = describe_field(field.model, field.attribute)
            return f"**{keys[-1]}** · {describe_model(slot.model)}\n\n{about}{must}"
    return None
