"""The JSON Schema of the format, of draft 2020-12."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from game.scenario import models
from game.scenario.docstrings import describe_field
from game.scenario.models.base import NAMES_MARK
from game.scenario.models.root import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema."""

TITLE = "A scenario of Buffer State, format 1"
"""What the schema is about."""

UNREPEATED = frozenset({
    "Area", "Blur", "Desk", "Draw", "Effects", "Epilogue", "Header", "Kept", "Ladder", "Map",
    "Place", "Price", "Repeatable", "Score", "Variant",
})  # fmt: skip
"""The tables that stand alone or are no entries, so that `each` cannot repeat them."""

EACH = {
    "type": "object",
    "description": 'Repeats the entry: `{ t = ["a", "b"] }` puts each word in place of `{t}`.',
    "additionalProperties": {"type": "array", "items": {"type": ["string", "integer"]}},
}  # fmt: skip
"""The key that repeats an entry; it is gone before the models read the file."""

PATTERN_OF_NAMES = "^[A-Za-z{][A-Za-z0-9_{}.]*$"
"""Names as they stand in files, where `each` may still put something in."""

PATTERN_OF_IDS = "^[A-Za-z{][A-Za-z0-9_{}.-]*$"
"""The same of identifiers."""

PATTERNS = {
    "^[A-Za-z][A-Za-z0-9_]*$": PATTERN_OF_NAMES,
    "^[A-Za-z][A-Za-z0-9_-]*$": PATTERN_OF_IDS,
}
"""What the models ask of names, and what can be asked of a file."""

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""


class _Generator(GenerateJsonSchema):
    """The schema as TOML needs it: nothing is null, and no title repeats the key."""

    schema_dialect = DIALECT

    def nullable_schema(self, schema: Any) -> Schema:
        """Leave `null` out, which TOML does not have."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Set no titles."""
        return False

    def default_schema(self, schema: Any) -> Schema:
        """Keep a default only where it says something."""
        made: Schema = super().default_schema(schema)
        if made.get("default") in (None, {}, [], ""):
            made.pop("default", None)
        return made


def write_schema() -> Schema:
    """Return the schema of the format; the marks for the names of a scenario are still in it.

    A file may be a part of a scenario, so nothing is asked of it as a whole.
    """
    made = Scenario.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions: dict[str, Schema] = made.pop("$defs")
    _describe(made, Scenario)
    for name, definition in definitions.items():
        _describe(definition, getattr(models, name, None) or _find_model(name))
        if name not in UNREPEATED:
            definition["properties"].setdefault("each", EACH)
    made.pop("required", None)
    whole = {"$schema": DIALECT, "title": TITLE, **made, "$defs": definitions}
    for part in walk(whole):
        _loosen(part)
    return whole


def _find_model(name: str) -> type[models.Model]:
    """Return the model of a definition."""
    waiting: list[type[models.Model]] = [models.Model]
    while waiting:
        model = waiting.pop()
        if model.__name__ == name:
            return model
        waiting.extend(model.__subclasses__())
    raise LookupError(name)


def _describe(definition: Schema, model: type[models.Model]) -> None:
    """Put the docstrings of a model's fields beside them."""
    definition.pop("title", None)
    for attribute, field in model.model_fields.items():
        key = field.alias or attribute
        definition["properties"][key]["description"] = describe_field(model, attribute)


def _loosen(part: Schema) -> None:
    """Let names hold what `each` replaces, and drop what only repeats the pattern of keys."""
    pattern = part.get("pattern")
    if pattern in PATTERNS:
        part["pattern"] = PATTERNS[pattern]
    keys = part.get("patternProperties")
    if isinstance(keys, dict):
        part["patternProperties"] = {PATTERNS.get(k, k): value for k, value in keys.items()}
        part.setdefault("additionalProperties", False)
    names = part.get("propertyNames")
    if isinstance(names, dict) and NAMES_MARK not in names:
        del part["propertyNames"]


def walk(part: Any) -> Iterator[Schema]:
    """Yield every table of a schema, an outer one before those inside."""
    if isinstance(part, dict):
        yield part
        for member in list(part.values()):
            yield from walk(member)
    elif isinstance(part, list):
        for member in part:
            yield from walk(member)
