"""Put the names of a scenario into the schema of the format."""

from __future__ import annotations

import json
from collections.abc import Mapping

from game.scenario.models.base import NAMES_MARK
from game.scenario.schema.format import Schema, walk
from game.scenario.schema.names import Labels

REPEATED = r"\{[A-Za-z]"
"""What a name holds in which `each` still puts something."""

KEPT_IN_VARIANTS = frozenset({"id", "name", "by"})
"""What the entries of a variant still need: that by which they are found in the base."""


def fit_schema(
    schema: Schema,
    names: Mapping[str, Labels] | None = None,
    *,
    repeats: bool = False,
    is_variant: bool = False,
) -> Schema:
    """Return the schema without its marks, the names of a scenario in their place.

    Args:
        schema: That of the format; it is changed.
        names: The names by kind; without them any name will do.
        repeats: Whether some entry of the scenario has `each`, so that names may hold `{t}`.
        is_variant: Whether it extends another scenario, so that entries may be incomplete.
    """
    shared: dict[str, tuple[str, Schema]] = {}
    for part in walk(schema):
        _fit_keys(part, names, repeats, shared)
        _fit_value(part, names, repeats)
        if is_variant and isinstance(part.get("required"), list):
            part["required"] = [key for key in part["required"] if key in KEPT_IN_VARIANTS]
    schema["$defs"].update(shared.values())
    return schema


def _fit_keys(
    part: Schema,
    names: Mapping[str, Labels] | None,
    repeats: bool,
    shared: dict[str, tuple[str, Schema]],
) -> None:
    """Give a table whose keys are names the names as its keys.

    Tables of one kind share a definition, since a scenario may have hundreds of names.
    """
    keys = part.get("propertyNames")
    if not isinstance(keys, dict) or NAMES_MARK not in keys:
        return
    del part["propertyNames"]
    if names is None:
        return
    marks = keys[NAMES_MARK]
    if "patternProperties" in part:
        (value,) = part.pop("patternProperties").values()
    else:
        value = part["additionalProperties"]
    for inner in walk(value):
        _fit_keys(inner, names, repeats, shared)
        _fit_value(inner, names, repeats)
    table: Schema = {
        "type": part.pop("type"),
        "properties": {
            name: {**value, **({"description": label} if label else {})}
            for name, label in _gather(names, marks).items()
        },
        "additionalProperties": False,
    }
    if repeats:
        table["patternProperties"] = {REPEATED: value}
    part.pop("additionalProperties", None)
    name = f"by-{'-'.join(marks)}-{len(shared)}"
    name, _ = shared.setdefault(json.dumps(table, sort_keys=True), (name, table))
    part["$ref"] = f"#/$defs/{name}"


def _fit_value(part: Schema, names: Mapping[str, Labels] | None, repeats: bool) -> None:
    """Let a text be one of the names."""
    marks = part.get(NAMES_MARK)
    # A key of this name may also be one of a table of properties.
    if not isinstance(marks, list):
        return
    del part[NAMES_MARK]
    if names is None:
        return
    found = list(_gather(names, marks))
    part.pop("pattern", None)
    part.pop("maxLength", None)
    if repeats:
        part["anyOf"] = [{"enum": found}, {"pattern": REPEATED}]
    else:
        part["enum"] = found


def _gather(names: Mapping[str, Labels], kinds: list[str]) -> Labels:
    return {name: label for kind in kinds for name, label in names[kind].items()}
