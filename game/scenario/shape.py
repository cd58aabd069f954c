"""Whether the data have the shape of the format: keys, types, lengths; as diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from game.scenario.findings import MOST_PROBLEMS, Findings
from game.scenario.hints import HABITS, hint_at_key, hint_at_value
from game.scenario.models.base import NAME_PATTERN, NO_COUNT, NOT_FINITE, TOO_LARGE, Model
from game.scenario.models.root import Scenario
from game.scenario.positions import Path
from game.scenario.pruning import Pruning
from game.scenario.tree import fit_path, value_at

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
        findings.report("missing-key", path[:-1], message, part="key")
    elif path[-1] == "[key]":
        word = str(path[-2])
        proper = word.replace("-", "_")
        near = f"write it `{proper}`" if NAME_PATTERN.fullmatch(proper) else None
        message = _describe_name(word)
        findings.report("bad-name", path[:-1], message, part="key", suggestion=near)
    elif kind == "string_pattern_mismatch":
        _note_pattern(path, str(error["ctx"]["pattern"]), findings)
    elif kind == "literal_error":
        _note_wrong_word(path, findings)
    elif kind in BOUNDS:
        expected = BOUNDS[kind].format(**error.get("ctx", {}))
        findings.report("out-of-bounds", path, f"expected {expected}")
    else:
        _note_wrong_type(path, kind, error, findings)


def _note_unknown_key(path: Path, findings: Findings) -> Path:
    """Note a key that the format does not know; return the path of the one that is meant."""
    table = fit_path(findings.tree, path[:-1])
    known = keys_at(table)
    key = str(path[-1])
    habit = HABITS.get(key)
    near = habit if habit in known else findings.nearest(key, known)
    variables = findings.tree.get("var")
    hint = hint_at_key(key, known, variables if isinstance(variables, dict) else ())
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
        findings.report("bad-name", path, _describe_name(word))
    else:
        form = "one capital letter" if pattern == "^[A-Z]$" else "two or three small letters"
        findings.report("wrong-value", path, f"expected {form}, found `{word}`")


def _note_wrong_word(path: Path, findings: Findings) -> None:
    found = value_at(findings.tree, path)
    if path == ("format",):
        message = f"format {found!r} is not known; this version of the game reads format 1"
        findings.report("wrong-value", path, message)
        return
    allowed = [str(word) for word in _words_at(path)]
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
    if not word.isascii():
        return f"`{word}` has letters that are not ASCII; some only look like it"
    return f"`{word}` is no name: a letter first, then letters, digits, `-` in ids, `_` in names"


def _list_keys(known: Iterable[str]) -> str | None:
    listed = ", ".join(sorted(known))
    return f"its keys are: {listed}" if listed else None


def keys_at(path: Path) -> tuple[str, ...]:
    """Return the keys that the format knows in the table at a path."""
    for annotation in _annotations_at(path):
        if _is_model(annotation):
            return tuple(info.alias or name for name, info in annotation.model_fields.items())
    return ()


def _words_at(path: Path) -> tuple[Any, ...]:
    """Return the words that are allowed at a path."""
    words: list[Any] = []
    for annotation in _annotations_at(path):
        words += [word for word in get_args(annotation) if isinstance(word, str)]
    return tuple(words)


def _annotations_at(path: Path) -> list[Any]:
    """Return the types that a value at a path may have, without marks and unions."""
    here = [Scenario]
    for key in path:
        following = [after for each in here for after in _step(each, key)]
        # A step that leads nowhere is the name of a union's branch.
        here = following or here
    return here


def _step(annotation: Any, key: str | int) -> list[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if _is_model(annotation):
        return list(_fields_of(annotation).get(str(key), ()))
    if origin is tuple and isinstance(key, int):
        return _branches(arguments[0])
    if origin is dict:
        return _branches(arguments[1])
    return []


@lru_cache(maxsize=128)
def _fields_of(model: type[Model]) -> Mapping[str, tuple[Any, ...]]:
    """Return the types that a model's values may have, by key."""
    hints = get_type_hints(model, include_extras=True)
    return {
        info.alias or name: tuple(_branches(hints[name]))
        for name, info in model.model_fields.items()
    }


def _branches(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _branches(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [each for one in get_args(annotation) for each in _branches(one)]
    return [] if annotation is NoneType else [annotation]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)
