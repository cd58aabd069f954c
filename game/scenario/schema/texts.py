"""The JSON Schema of a scenario's translations: every text that it has, with its own words."""

from __future__ import annotations

from typing import Any

from game.scenario.bundle import Bundle
from game.scenario.joining import entry_name
from game.scenario.schema.format import DIALECT, Schema
from game.scenario.schema.names import read_data
from game.scenario.translation import PLAIN, TEXT_KEYS

TEXT: Schema = {"type": ["string", "array", "object"]}
"""A text: one for all, its versions as a list, or some of them by their number."""

COUNTED = r"^[1-9][0-9]*$"
"""An entry by its number, though it has a name; nothing more is said of it."""

DOTTED = r"\."
"""Several keys in one pair of quotes; nothing more is said of them."""


def write_text_schema(bundle: Bundle) -> Schema:
    """Return the schema of the files `texts.LANGUAGE.toml` of a scenario.

    Raises:
        ScenarioError: A file is no TOML.
    """
    data = read_data(bundle)
    whole = _table("", {key: data[key] for key in data if isinstance(data[key], (dict, list))})
    return {"$schema": DIALECT, "title": f"Translated texts of {bundle.name}", **whole}


def _table(name: str, table: dict[str, Any]) -> Schema:
    """Return the schema of the texts of a table and of what is inside it.

    Args:
        name: Its own key.
        table: Its data.
    """
    texts = {*TEXT_KEYS, *(table if name == "verdicts" else ())}
    properties: dict[str, Schema] = {key: TEXT for key in sorted(texts)} if name else {}
    for key, member in table.items():
        if key in texts:
            words = member if isinstance(member, str) else ""
            properties[key] = {**TEXT, "description": words} if words else TEXT
        elif isinstance(member, str) and name in PLAIN:
            properties[key] = _table(key, {})
        elif isinstance(member, dict):
            properties[key] = _table(key, member)
        elif isinstance(member, list) and any(isinstance(each, dict) for each in member):
            properties[key] = _entries(key, member)
    return _object(properties, DOTTED)


def _entries(name: str, entries: list[Any]) -> Schema:
    """Return the schema of a list of tables, by their names or by their numbers from 1."""
    properties: dict[str, Schema] = {}
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, dict):
            called = entry_name(name, entry)
            properties[called if isinstance(called, str) else str(number)] = _table(name, entry)
    return _object(properties, f"{DOTTED}|{COUNTED}")


def _object(properties: dict[str, Schema], unsaid: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": {unsaid: {}},
        "additionalProperties": False,
    }
