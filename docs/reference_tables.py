"""The reference of the format, written from the models, their docstrings and the keys of checks."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic.fields import FieldInfo

from game.scenario.checks.references import KIND_NAMES
from game.scenario.docstrings import describe_field, describe_model
from game.scenario.keys import Key, read_keys
from game.scenario.meanings import CLOCK_TEXTS, COUNTERS, FUNCTION_TEXTS
from game.scenario.models import FIXED_STAGES, Choice, Effects, Gauge, Scenario
from game.scenario.models.base import Count, Documented, Id, Model, Name, Number, Refers, Role
from game.scenario.slots import Field, fields_of

SHARED: tuple[type[Model], ...] = (Documented, Gauge, Effects, Choice)
"""Tables whose fields several others have; they are told once."""

SHARED_NAMES = {
    Documented: "Entries",
    Gauge: "Gauges",
    Effects: "Effects",
    Choice: "Choices",
}
"""What the shared tables are called."""

SIMPLE = {float: "number", int: "whole number", bool: "`true` or `false`", str: "text"}
"""What plain types are called."""


def write_tables() -> str:
    """Return the sections on all tables, in the order of the format, shared keys last."""
    lines = [line for model, title in list_titles().items() for line in _tell_model(model, title)]
    return "\n".join(lines)


@cache
def list_titles() -> Mapping[type[Model], str]:
    """Return all tables with what their sections are called, each before those inside it."""
    titles: dict[type[Model], str] = {Scenario: "The file"}
    for key, field in fields_of(Scenario).items():
        for model in _models_in(field.annotation):
            _add_titles(model, _title_of(key, field.annotation), titles)
    for model in SHARED:
        titles[model] = SHARED_NAMES[model]
        for field in fields_of(model).values():
            for inner in _models_in(field.annotation):
                _add_titles(inner, inner.__name__, titles)
    return titles


def _add_titles(model: type[Model], title: str, titles: dict[type[Model], str]) -> None:
    """Add the titles of a table and of those inside it, unless it has one."""
    if model in titles or model in SHARED:
        return
    titles[model] = title
    for key, field in _own_fields(model):
        for inner in _models_in(field.annotation):
            _add_titles(inner, f"{title}, `{key}`", titles)


def write_functions() -> str:
    """Return the table of the functions of the formula language."""
    rows = ((f"`{call}`", text) for call, text in FUNCTION_TEXTS.items())
    return "\n".join(_table(("Function", "Gives"), rows))


def write_names() -> str:
    """Return the table of the names that formulas have by themselves."""
    rows = [(f"`{name}`", text) for name, text in CLOCK_TEXTS.items()]
    rows += [(f"`{name}.…`", text) for name, text in COUNTERS.items()]
    return "\n".join(_table(("Name", "Is"), rows))


def write_stages() -> str:
    """Return the stages of a turn in their order."""
    return f"`{'`, `'.join(FIXED_STAGES)}`, then those of `[scenario] stages`."


def write_diagnostics() -> str:
    """Return a section on each key of what `check` says: what it means, and how it is put right."""
    return "\n".join(map(_tell_key, read_keys().values()))


def _tell_key(key: Key) -> str:
    """Return the section on a key, with the mistake and the same put right."""
    return (
        f"## {key.name}\n\n*{key.severity}* · {key.means.strip()}\n\n"
        f'```toml title="wrong"\n{key.bad.strip()}\n```\n\n{key.fix.strip()}\n\n'
        f'```toml title="right"\n{key.good.strip()}\n```\n'
    )


WRITTEN: Mapping[str, Callable[[], str]] = {
    "tables": write_tables,
    "functions": write_functions,
    "names": write_names,
    "stages": write_stages,
    "diagnostics": write_diagnostics,
}
"""What a page has written into it, by the word in its comment `<!-- written: WORD -->`."""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """Return a table of Markdown."""
    titles = list(head)
    lines = [f"| {' | '.join(titles)} |", "|" + "---|" * len(titles)]
    return lines + [f"| {' | '.join(map(_write_cell, row))} |" for row in rows]


def _write_cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _title_of(key: str, annotation: Any) -> str:
    """Return how the table of a top-level key is written."""
    origin = get_origin(_bare(annotation))
    if origin is tuple:
        return f"[[{key}]]"
    return f"[{key}.NAME]" if origin is dict else f"[{key}]"


def _tell_model(model: type[Model], title: str) -> list[str]:
    """Return the section on a table: what it is, its keys, and where the shared ones are told."""
    rows = [_tell_field(key, field) for key, field in _own_fields(model)]
    lines = [f"## {title}", "", describe_model(model), ""]
    if rows:
        lines += [*_table(("Key", "Takes", "Meaning"), rows), ""]
    links = [f"[{SHARED_NAMES[base].lower()}](#{_anchor(SHARED_NAMES[base])})"
             for base in _bases_of(model)]  # fmt: skip
    if links:
        lines += [f"And the keys of {' and of '.join(links)}.", ""]
    return lines


def _own_fields(model: type[Model]) -> list[tuple[str, Field]]:
    """Return the fields of a table that it does not share."""
    shared = {name for base in _bases_of(model) for name in base.model_fields}
    return [
        (key, field) for key, field in fields_of(model).items() if field.attribute not in shared
    ]


def _bases_of(model: type[Model]) -> list[type[Model]]:
    """Return the shared tables whose fields a table has, without those that one of them has."""
    bases = [base for base in SHARED if base in model.__mro__[1:]]
    return [base for base in bases if not any(base in other.__mro__[1:] for other in bases)]


def _tell_field(key: str, field: Field) -> tuple[str, str, str]:
    info = field.model.model_fields[field.attribute]
    name = f"**`{key}`**" if field.required else f"`{key}`"
    return (
        name,
        _tell_type(field.annotation),
        describe_field(field.model, field.attribute) + _tell_default(info),
    )


def _tell_default(info: FieldInfo) -> str:
    """Return what a key means that is not there, where that is a value."""
    value = info.default
    if isinstance(value, bool):
        return f" Default: `{str(value).lower()}`."
    if isinstance(value, int | float) and value == int(value):
        return f" Default: {int(value)}."
    if isinstance(value, str):
        return f' Default: `"{value}"`.'
    return f" Default: `{list(map(int, value))}`." if isinstance(value, tuple) and value else ""


def _tell_type(annotation: Any) -> str:
    """Return what a value of a type is called, in the words of authors."""
    known = {id(Number): "number", id(Count): "whole number", id(Id): "id", id(Name): "name"}
    if id(annotation) in known:
        return known[id(annotation)]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _tell_marked(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        kinds = dict.fromkeys(_tell_type(each) for each in arguments if each is not NoneType)
        return " or ".join(kinds)
    if origin is tuple:
        return _tell_list(arguments)
    if origin is dict:
        return f"table: {_tell_type(arguments[0])} = {_tell_type(arguments[1])}"
    if origin is Literal:
        return " or ".join(f"`{word}`" for word in arguments)
    if inspect.isclass(annotation) and issubclass(annotation, Model):
        if annotation.__name__ == "Variant":
            return "text, or versions of it"
        return f"[table](#{_anchor(list_titles()[annotation])})"
    return SIMPLE.get(annotation, "date")


def _tell_list(members: tuple[Any, ...]) -> str:
    if members[-1] is Ellipsis:
        told = _tell_type(members[0])
        return told if told.startswith("text, or versions") else f"list: {told}"
    return "[" + ", ".join(map(_tell_type, members)) + "]"


def _tell_marked(annotation: Any, marks: tuple[Any, ...]) -> str:
    """Return what a type is called by the marks beside it."""
    for mark in marks:
        if isinstance(mark, Refers):
            what = " or ".join(KIND_NAMES[kind] for kind in mark.kinds)
            return (
                f"name of a {what}"
                if mark.kinds[0] in ("var", "flag", "const")
                else f"id of {_article(what)}"
            )
        if mark is Role.FORMULA:
            return "formula"
        if mark is Role.TEXT:
            return "text"
    told = _tell_type(annotation)
    if _is_name(marks):
        told = "name" if told == "text" else told
    return told + _tell_bounds(marks)


def _is_name(marks: tuple[Any, ...]) -> bool:
    return any("[A-Za-z0-9_" in str(getattr(mark, "pattern", "")) for mark in marks)


def _tell_bounds(marks: tuple[Any, ...]) -> str:
    """Return the bounds of a number or a list."""
    words = []
    for mark in (inner for each in marks for inner in _unpack(each)):
        match mark:
            case Ge(ge=low):
                words.append(f"at least {low}")
            case Gt(gt=low):
                words.append(f"above {low}")
            case Le(le=high):
                words.append(f"at most {high}")
            case Lt(lt=high):
                words.append(f"below {high}")
            case MinLen(min_length=low) if low > 1:
                words.append(f"at least {low}")
            case MaxLen(max_length=high) if high < 64:
                words.append(f"at most {high}")
    return f", {', '.join(words)}" if words else ""


def _unpack(mark: Any) -> Iterable[Any]:
    return mark.metadata if isinstance(mark, FieldInfo) else (mark,)


def _article(what: str) -> str:
    return f"{'an' if what[0] in 'aeio' else 'a'} {what}"


def _models_in(annotation: Any) -> list[type[Model]]:
    """Return the tables that a value of a type may be or hold."""
    if inspect.isclass(annotation) and issubclass(annotation, Model):
        return [annotation] if annotation.__name__ != "Variant" else []
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        arguments = arguments[:1]
    return [model for each in arguments for model in _models_in(each)]


def _bare(annotation: Any) -> Any:
    """Return a type without its marks and without `None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    return annotation


def _anchor(title: str) -> str:
    """Return the anchor that the site gives a title."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())
