"""What would do instead of a key, a name or a value that does not fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from game.formula.mistakes import LOOK_ALIKES
from game.scenario.fields import holds_tables, keys_at
from game.scenario.models.base import NAME_PATTERN
from game.scenario.positions import Path
from game.scenario.tree import Table, value_at

UNQUOTED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""A number that somebody has put in quotes."""

NUMBER_INSIDE = re.compile(r"(-?[0-9]+)(?:[.,]([0-9]+))?(?:\s*%|\s+[A-Za-z ]+)?")
"""The same with a decimal comma, a per cent sign or a unit."""

ENDS = re.compile(r"[\[(]?\s*(-?[0-9.]+)\s*(?:-|–|,|to|\.\.+)\s*(-?[0-9.]+)\s*[\])]?")
"""The two ends of a range in one text."""

CHANGE = re.compile(r"([A-Za-z]\w*)\s*(=|\+=?|-=?|:)\s*(-?[0-9.]+)")
"""A change of a variable, as other languages write it."""

PRICE = re.compile(r"([0-9.]+)\s+([A-Za-z]\w*)")
"""A price in words."""

PLACEHOLDER = re.compile(r"\{([A-Za-z]\w*)(?:\.\w+)?\}")
"""What `each` puts something in for."""

LONGEST = 60
"""Longer texts are not repeated in a suggestion."""

NAMED = ("var", "flag", "seat", "curve", "difficulty")
"""Tables whose entries are tables with a name, each under a header of its own."""

HABITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "after": ("in",), "condition": ("when",), "cooldown": ("wait",), "delay": ("in",),
        "desc": ("about",), "description": ("about",), "effect": ("add",), "effects": ("add",),
        "formula": ("value",), "if": ("when",), "initial": ("start",), "max": ("range",),
        "min": ("range",), "name": ("label", "title"), "probability": ("chance",),
        "requires": ("when",), "title": ("label",), "trigger": ("when",), "turns": ("in",),
    }
)  # fmt: skip
"""What a key is called elsewhere, and here: the first that the table has."""

AN_ACTION = "what a seat can order is an `[[action]]`"
AN_EVENT = "what happens, and what is asked of a seat, is an `[[event]]` with its options"
A_SEAT = "who chooses has a header of its own: `[seat.NAME]`"
A_VARIABLE = "a number that changes has a header of its own: `[var.NAME]`"
AN_OPTION = "options belong to an event: `[[event.option]]`, below its `[[event]]`"
AN_OUTCOME = "outcomes belong to an order or an answer: `outcome = [{ id = …, weight = … }]`"
A_TRANSLATION = "a translation is a file of its own, such as `NAME.texts.de.toml`"

ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "option": AN_OPTION, "choice": AN_OPTION, "answer": AN_OPTION,
        "outcome": AN_OUTCOME, "result": AN_OUTCOME,
        "order": AN_ACTION, "command": AN_ACTION, "decision": AN_ACTION, "move": AN_ACTION,
        "petition": AN_EVENT, "demand": AN_EVENT, "request": AN_EVENT, "ultimatum": AN_EVENT,
        "crisis": AN_EVENT, "trigger": AN_EVENT,
        "player": A_SEAT, "country": A_SEAT, "side": A_SEAT, "actor": A_SEAT, "team": A_SEAT,
        "variable": A_VARIABLE, "resource": A_VARIABLE, "gauge": A_VARIABLE, "stat": A_VARIABLE,
        "text": A_TRANSLATION, "translation": A_TRANSLATION, "language": A_TRANSLATION,
        "advice": "advice belongs to an adviser: `advice = [{ why = … }]` in its `[[adviser]]`",
        "faction": "a faction is a variable, an `[[adviser]]` and an `[[event]]`: see the cookbook",
        "goal": "how a game is won or lost is an `[[ending]]`",
        "victory": "how a game is won or lost is an `[[ending]]`",
        "info": "what a scenario is called stands in `[scenario]`",
        "meta": "what a scenario is called stands in `[scenario]`",
        "rung": "rungs belong to the ladder: `rungs = [{ label = … }]` in `[ladder]`",
        "threat": "a threat is a `[[promise]]` with `threat = true`",
    }
)  # fmt: skip
"""Where that belongs for which people look at the top, or under a name of another game."""


def find_habit(key: str, known: Collection[str]) -> str | None:
    """Return what a key of another format is called here, if a table has it."""
    return next((name for name in HABITS.get(key, ()) if name in known), None)


def hint_at_key(path: Path, known: Collection[str], tree: Table) -> str | None:
    """Return where a key belongs that its table does not know, or None where nothing tells.

    Args:
        path: Where the key stands.
        known: The keys of its table.
        tree: The data of the scenario.
    """
    key = str(path[-1])
    if len(path) == 1 or ELSEWHERE.get(key) in (AN_OPTION, AN_OUTCOME):
        singular = key.lower().removesuffix("s")
        hint = ELSEWHERE.get(key.lower()) or ELSEWHERE.get(singular)
        hint = hint or ELSEWHERE.get(f"{singular.removesuffix('ie')}y")
        if hint and key.lower() not in known and singular not in known:
            return hint
    if len(path) == 1:
        return _hint_at_header(key, tree.get(key))
    if key in ("format", "extends"):
        return f"`{key}` stands at the top of the file, above the first header"
    variables = _table(tree, "var")
    if path[0] == "difficulty" and not find_habit(key, known):
        return _hint_at_difficulty(key, tree)
    if key in variables and "add" in known:
        return f"what changes a variable is written `add = {{ {key} = … }}`"
    if key in ("min", "max") and "range" in known:
        ends = value_at(tree, path[:-1])
        low, high = ends.get("min", 0), ends.get("max", 100)
        return f"both ends stand in one key: `range = [{low}, {high}]`"
    return _hint_at_holder(key, path, known)


def _hint_at_header(key: str, value: Any) -> str | None:
    """Return the header of an entry that has none of its kind, by what it holds."""
    if not isinstance(value, dict) or not value:
        return None
    kinds = [kind for kind in NAMED if value.keys() <= set(keys_at((kind, key)))]
    headers = " or ".join(f"`[{kind}.{key}]`" for kind in kinds)
    return f"an entry has a header with its kind: {headers}" if kinds else None


def _hint_at_difficulty(key: str, tree: Table) -> str:
    if key in _table(tree, "const"):
        return f"what a difficulty changes is written `const = {{ {key} = … }}`"
    if key in _table(tree, "var"):
        return f"what a difficulty changes is written `start = {{ {key} = … }}`"
    return "a difficulty changes constants, `const = { … }`, and starts, `start = { … }`"


def _hint_at_holder(key: str, path: Path, known: Collection[str]) -> str | None:
    """Return around which table a key belongs that stands in one of its parts."""
    if find_habit(key, known):
        return None
    for end in range(len(path) - 2, 0, -1):
        if key in keys_at(path[:end]):
            holder = next(str(step) for step in reversed(path[:end]) if isinstance(step, str))
            where = (
                "above its first `[[event.option]]`" if "option" in path else "outside this part"
            )
            return f"`{key}` is a key of the {holder}, and stands {where}"
    return None


def hint_at_name(word: str, separator: str, tree: Table) -> str | None:
    """Return a name for a word that is none: that of the entry with such a label, or a like one.

    Args:
        word: What stands where a name belongs.
        separator: What stands for a space, `-` in ids and `_` in names.
        tree: The data of the scenario.
    """
    if PLACEHOLDER.search(word):
        return 'an `each` in the entry repeats it: `each = { NAME = ["one", "two"] }`'
    labelled = next((name for name, label in _labels(tree) if label == word), None)
    if labelled is not None:
        return f"that is a label; the name is `{labelled}`"
    plain = "".join(LOOK_ALIKES.get(letter, letter) for letter in word)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    proper = re.sub(r"[^A-Za-z0-9_-]+", separator, plain.strip())
    proper = proper.replace("-", "_") if separator == "_" else proper
    fits = NAME_PATTERN.fullmatch(proper.replace("-", "_")) and len(proper) <= LONGEST
    return f"write it `{proper}`" if fits and proper != word else None


def _labels(tree: Table) -> Iterator[tuple[str, Any]]:
    """Iterate over the names of entries with their labels."""
    for entries in tree.values():
        if isinstance(entries, dict):
            for name, entry in entries.items():
                if isinstance(entry, dict):
                    yield str(name), entry.get("label")
        elif isinstance(entries, list):
            for entry in entries:
                if isinstance(entry, dict):
                    yield str(entry.get("id")), entry.get("label")


def _table(tree: Table, key: str) -> Mapping[str, Any]:
    value = tree.get(key)
    return value if isinstance(value, dict) else {}


def hint_at_value(reason: str, path: Path, value: Any) -> str | None:
    """Return how a value is written as what is expected, if it can be told.

    Args:
        reason: What is expected, such as `expected a list`.
        path: Where the value stands.
        value: The value.
    """
    if reason == "expected a list":
        return _hint_at_list(path, value)
    if reason == "expected a table":
        return _hint_at_table(path, value)
    if reason == "expected true or false" and value in (0, 1, "yes", "no"):
        return f"write `{'true' if value in (1, 'yes') else 'false'}`"
    if reason == "expected a whole number" and isinstance(value, date):
        return "turns are counted: write how many"
    if reason.startswith("expected a formula"):
        return _hint_at_formula(path, value)
    return _hint_at_text(reason, value) if isinstance(value, str) else None


def _hint_at_list(path: Path, value: Any) -> str | None:
    keys = [key for key in path if isinstance(key, str)]
    if isinstance(value, dict) and (len(path) == 1 or keys[-1] == "option"):
        return f"one of several stands in two pairs of brackets: `[[{'.'.join(keys)}]]`"
    if holds_tables(path):
        inside = f"base = {value}" if keys[-1] == "weight" and isinstance(value, int) else "…"
        return f"a list of tables is written `{keys[-1]} = [{{ {inside} }}]`"
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    ends = ENDS.fullmatch(value)
    return f"a list stands in brackets: `{f'[{ends[1]}, {ends[2]}]' if ends else _quote(value)}`"


def _quote(text: str) -> str:
    return f'["{text}"]'


def _hint_at_table(path: Path, value: Any) -> str | None:
    keys = [key for key in path if isinstance(key, str)]
    if isinstance(value, list):
        named = len(path) == 1 and path[0] in NAMED
        header = f"{path[0]}.NAME" if named else ".".join(keys)
        return f"a header in one pair of brackets names it: `[{header}]`"
    if len(path) == 2 and path[0] == "difficulty":
        return "a difficulty has a name: `[difficulty.NAME]`, and below it `const` and `start`"
    if len(path) == 2 and path[0] in NAMED:
        return f"it has a header of its own: `[{'.'.join(keys)}]`"
    inside = _write_inside(path, value)
    return f"a table stands in braces: `{'' if path[-1] != keys[-1] else f'{keys[-1]} = '}{inside}`"


def _write_inside(path: Path, value: Any) -> str:
    """Return the table that is meant by what stands in its place."""
    known, text = keys_at(path), str(value)
    if path[-1] in ("add", "set", "times") and (match := CHANGE.fullmatch(text)):
        minus = "-" if match[2] in ("-", "-=") else ""
        return f"{{ {match[1]} = {minus}{match[3]} }}"
    if path[-1] == "cost" and (match := PRICE.fullmatch(text)):
        return f"{{ {match[2]} = {match[1]} }}"
    if path[-1] in ("cost", "pool") and isinstance(value, int | float):
        return f"{{ NAME = {value} }}"
    if isinstance(value, str) and len(value) <= LONGEST:
        key = next((key for key in ("label", "when") if key in known), None)
        if key is not None:
            return f'{{ {key} = "{value}" }}'
    return "{ … }"


def _hint_at_formula(path: Path, value: Any) -> str | None:
    """Return the formula that is meant by a list of conditions, or by a table of values."""
    if path[-1] != "when":
        return None
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        joined = " and ".join(value)
        return f'conditions are joined in one formula: `"{joined}"`'
    if isinstance(value, dict) and all(isinstance(part, int | float) for part in value.values()):
        joined = " and ".join(f"{name} == {part}" for name, part in value.items())
        return f'a condition is a formula: `"{joined}"`'
    return None


def _hint_at_text(reason: str, text: str) -> str | None:
    if len(text) > LONGEST:
        return None
    if reason.startswith("expected a date"):
        return f"without quotes: `{text}`" if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    if text in ("true", "false"):
        return f"without quotes: `{text}`"
    match = NUMBER_INSIDE.fullmatch(text) if reason.endswith("number") else None
    if match is None or (match[2] and reason.endswith("whole number")):
        return None
    return f"without quotes: `{match[1]}{f'.{match[2]}' if match[2] else ''}`"
