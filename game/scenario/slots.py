"""What the format expects at the end of a way of keys: a table, a formula, a name, a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from game.scenario.models import Scenario
from game.scenario.models.base import Model, Offers, Refers, Role

SHORTHANDS = {"Derived": "value", "Area": "shows", "Place": "shows", "Variant": "text"}
"""Tables for which a plain string may stand, and the key that the string then gives."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the format, as the types of its models describe it."""

    model: type[Model] | None = None
    """The table that stands there, if its keys are fixed."""
    members: Any = None
    """The type of the members of a table whose keys are names, if it is one."""
    key_kinds: tuple[str, ...] = ()
    """The kinds of entries whose names are the keys of such a table."""
    kinds: tuple[str, ...] = ()
    """The kinds of entries whose name stands there."""
    role: Role | None = None
    """Whether it is a formula or a text."""
    words: tuple[str, ...] = ()
    """The words that are allowed."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key that a table may have."""

    model: type[Model]
    """The table."""
    attribute: str
    """Its name in the model."""
    annotation: Any
    """Its type."""
    required: bool
    """Whether it must be there."""


def find_slots(keys: Sequence[str]) -> list[Slot]:
    """Return what may stand at the end of a way of keys from the top; arrays are passed over.

    Several are possible where the format takes a value or a table; none if it knows no such way.
    """
    slots = [Slot(model=Scenario)]
    for key in keys:
        slots = [after for slot in slots for after in _follow(slot, key)]
    return slots


@lru_cache(maxsize=128)
def fields_of(model: type[Model]) -> Mapping[str, Field]:
    """Return the fields of a table by their keys, in the order of the model."""
    hints = get_type_hints(model, include_extras=True)
    return {
        info.alias or name: Field(model, name, hints[name], info.is_required())
        for name, info in model.model_fields.items()
    }


def _follow(slot: Slot, key: str) -> Iterable[Slot]:
    if slot.model is not None:
        field = fields_of(slot.model).get(key)
        return _unfold(field.annotation, ()) if field is not None else ()
    return _unfold(slot.members, ()) if slot.members is not None else ()


def _unfold(annotation: Any, marks: tuple[Any, ...]) -> Iterator[Slot]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _unfold(arguments[0], (*marks, *arguments[1:]))
    elif origin in (Union, UnionType):
        if Role.FORMULA in marks:
            yield Slot(role=Role.FORMULA)
        else:
            for each in arguments:
                yield from _unfold(each, marks) if each is not NoneType else ()
    elif origin is tuple:
        yield from _unfold(arguments[0], ())
    elif origin is dict:
        yield Slot(members=arguments[1], key_kinds=_kinds_of(arguments[0]))
    elif origin is Literal:
        yield Slot(words=tuple(word for word in arguments if isinstance(word, str)))
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        yield from _unfold_model(annotation)
    elif annotation is bool:
        yield Slot(words=("true", "false"))
    else:
        role = next((mark for mark in marks if isinstance(mark, Role)), None)
        yield Slot(kinds=_kinds_in(marks), role=role)


def _unfold_model(model: type[Model]) -> Iterator[Slot]:
    yield Slot(model=model)
    if model.__name__ in SHORTHANDS:
        yield from _unfold(fields_of(model)[SHORTHANDS[model.__name__]].annotation, ())


def _kinds_of(annotation: Any) -> tuple[str, ...]:
    return _kinds_in(get_args(annotation)) if get_origin(annotation) is Annotated else ()


def _kinds_in(marks: Iterable[Any]) -> tuple[str, ...]:
    """Return the kinds of names that a mark asks for, or one that only editors offer."""
    for mark in marks:
        if isinstance(mark, Refers):
            return mark.kinds
        if isinstance(mark, Offers):
            return (mark.kind,)
    return ()
