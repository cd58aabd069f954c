"""Whether the data have the shape of the format: keys, types, lengths; as diagnostics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from game.scenario.fields import keys_at, words_at
from game.scenario.findings import MOST_PROBLEMS, Findings
from game.scenario.hints import PLACEHOLDER, find_habit, hint_at_key, hint_at_name, hint_at_value
from game.scenario.models.base import NO_COUNT, NOT_FINITE, TOO_LARGE
from game.scenario.models.root import Scenario
from game.scenario.positions import Path
from game.scenario.pruning import Pruning
from game.scenario.tree import find_source, fit_path, value_at

ROUNDS = 8
"""How often what does not fit is taken out, until the rest fits."""

EXPECTED = {
    "model_type": "a table",
    "model_attributes_type": "a table",
    "dict_type": "a table",
    "tuple_type": "a list",
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date such as 2019-07-01, without quotes",
    "date_from_datetime_inexact": "a date without a time",
}
"""What was expected, by pydantic's type of error."""

BOUNDS = {
    "greater_than_equal": "at least {ge}",
    "greater_than": "more than {gt}",
    "less_than_equal": "at most {le}",
    "less_than": "less than {lt}",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "{min_length} or more characters",
    "too_long": "at most {max_length} members",
    "too_short": "{min_length} or more members",
}
"""What was expected, by pydantic's type of error, with values of its context."""


DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
"""A comma without a space between two digits."""

REASONS = {NOT_FINITE: "not-finite", TOO_LARGE: "out-of-bounds", NO_COUNT: "out-of-bounds"}
"""The keys of what the models themselves object to; all else is a wrong type."""


def fit_models(findings: Findings) -> tuple[Scenario | None, frozenset[str]]:
    """Return the scenario, and the names of entries that had to be left out.

    What does not fit is noted and taken out, so that the rest can be checked as well.
    """
    pruning = Pruning(findings.tree)
    for attempt in range(ROUNDS):
        try:
            scenario = Scenario.model_validate(pruning.tree)
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
            if attempt == 0:
                _note_all(errors, findings)
            pruning.take_out(each["loc"] for each in errors)
        else:
            findings.tree = pruning.tree
            return scenario, frozenset(pruning.ghosts)
    return None, frozenset(pruning.ghosts)


def _note_all(errors: Sequence[Mapping[str, Any]], findings: Findings) -> None:
    """Note errors; a key that is missing because it is misspelt is told once."""
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    for error in errors[:MOST_PROBLEMS]:
        if error["type"] == "extra_forbidden":
            missing.discard(_note_unknown_key(error["loc"], findings))
    around = {error["loc"][:end] for error in errors for end in range(len(error["loc"]))}
    for error in errors[:MOST_PROBLEMS]:
        if error["type"] in ("missing", "extra_forbidden"):
            told = error["loc"] in missing
        else:
            # A list counts as too short because of the members that do not fit.
            told = error["type"] != "too_short" or error["loc"] not in around
        if told:
            _note(error, findings)


def _note(error: Mapping[str, Any], findings: Findings) -> None:
    """Note one of pydantic's errors as a diagnostic of our own."""
    path: Path = error["loc"]
    kind: str = error["type"]
    if kind == "missing":
        table = fit_path(findings.tree, path[:-1])
        message = f"`{path[-1]}` is missing in {_describe_table(table)}"
        hint = _find_base_entry(table, findings)
        findings.report("missing-key", path[:-1], message, part="key", suggestion=hint)
    elif path[-1] == "[key]":
        word = str(path[-2])
        hint = hint_at_name(word, "_", findings.tree)
        message = _describe_name(word)
        findings.report("bad-name", path[:-1], message, part="key", suggestion=hint)
    elif kind == "string_pattern_mismatch":
        _note_pattern(path, str(error["ctx"]["pattern"]), findings)
    elif kind == "literal_error":
        _note_wrong_word(path, findings)
    elif kind in BOUNDS:
        expected = BOUNDS[kind].format(**error.get("ctx", {}))
        suggestion = _find_decimal_comma(path, findings) if kind == "too_long" else None
        findings.report("out-of-bounds", path, f"expected {expected}", suggestion=suggestion)
    else:
        _note_wrong_type(path, kind, error, findings)


def _find_base_entry(path: Path, findings: Findings) -> str | None:
    """Return which entry of its base an entry of a variant is meant to change, or None."""
    if "extends" not in findings.tree or len(path) != 2:
        return None
    holder, place = value_at(findings.tree, path[:1]), path[1]
    own = str(value_at(findings.tree, (*path, "id")) if isinstance(holder, list) else place)
    names = [each.get("id") for each in holder] if isinstance(holder, list) else holder
    near = findings.nearest(own, [name for name in names if isinstance(name, str) and name != own])
    return near and f"a variant changes the entry of the same name: did you mean `{near}`?"


def _find_decimal_comma(path: Path, findings: Findings) -> str | None:
    """Return a list as it is meant in which a number has a comma, or None."""
    place = findings.sources.place(find_source(findings.tree, path))
    text = place.excerpt[place.column - 1 :][: place.length]
    pointed = DECIMAL_COMMA.sub(".", text)
    return f"a number has a point, not a comma: `{pointed}`" if pointed != text else None


def _note_unknown_key(path: Path, findings: Findings) -> Path:
    """Note a key that the format does not know; return the path of the one that is meant."""
    table = fit_path(findings.tree, path[:-1])
    known = keys_at(table)
    key = str(path[-1])
    near = find_habit(key, known) or findings.nearest(key, known)
    hint = hint_at_key((*table, key), known, findings.tree)
    findings.report(
        "unknown-key",
        path,
        f"{_describe_table(table)} has no key `{key}`",
        part="key",
        suggestion=hint or (f"did you mean `{near}`?" if near else _list_keys(known)),
    )
    return (*path[:-1], near or "")


def _note_pattern(path: Path, pattern: str, findings: Findings) -> None:
    word = str(value_at(findings.tree, path))
    if pattern.startswith("^[A-Za-z]["):
        hint = hint_at_name(word, "-" if pattern.endswith("-]*$") else "_", findings.tree)
        findings.report("bad-name", path, _describe_name(word), suggestion=hint)
    else:
        form = "one capital letter" if pattern == "^[A-Z]$" else "two or three small letters"
        findings.report("wrong-value", path, f"expected {form}, found `{word}`")


def _note_wrong_word(path: Path, findings: Findings) -> None:
    found = value_at(findings.tree, path)
    if path == ("format",):
        message = f"format {found!r} is not known; this version of the game reads format 1"
        hint = "without quotes: `1`" if found == "1" else None
        findings.report("wrong-value", path, message, suggestion=hint)
        return
    allowed = [str(word) for word in words_at(path)]
    listed = ", ".join(f"`{word}`" for word in allowed)
    message = f"expected one of {listed}" if len(allowed) > 1 else f"expected {listed}"
    findings.report("wrong-value", path, message, suggestion=findings.suggest(str(found), allowed))


def _note_wrong_type(path: Path, kind: str, error: Mapping[str, Any], findings: Findings) -> None:
    value = value_at(findings.tree, path)
    if kind in EXPECTED:
        reason = f"expected {EXPECTED[kind]}"
    else:
        reason = str(error["ctx"]["error"] if kind == "value_error" else error["msg"])
    if not reason.startswith("expected"):
        findings.report(REASONS.get(reason, "wrong-type"), path, reason)
        return
    key = REASONS.get(reason, "wrong-type")
    message = f"{reason}, found {_describe_value(value)}"
    findings.report(key, path, message, suggestion=hint_at_value(reason, path, value))


def _describe_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value!s:.20}"
    if isinstance(value, str):
        return "text"
    if isinstance(value, datetime | date):
        return "a date"
    return "a table" if isinstance(value, dict) else "a list"


def _describe_table(path: Path) -> str:
    names = [str(key) for key in path if isinstance(key, str)]
    if not names:
        return "the scenario"
    return f"`[[{names[-1]}]]`" if isinstance(path[-1], int) else f"`{'.'.join(names)}`"


def _describe_name(word: str) -> str:
    if placeholder := PLACEHOLDER.search(word):
        return f"no `each` puts anything in for `{placeholder[0]}`"
    if not word.isascii():
        letter = next(letter for letter in word if not letter.isascii())
        name = unicodedata.name(letter, "an unnamed character")
        return f"a name has letters from a to z; in `{word}` is {name} (U+{ord(letter):04X})"
    return f"`{word}` is no name: a letter first, then letters, digits, `-` in ids, `_` in names"


def _list_keys(known: Iterable[str]) -> str | None:
    listed = ", ".join(sorted(known))
    return f"its keys are: {listed}" if listed else None
