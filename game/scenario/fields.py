"""What the models know of a place in a scenario's data: its keys, its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from game.scenario.models.base import Model
from game.scenario.models.root import Scenario
from game.scenario.positions import Path


def keys_at(path: Path) -> tuple[str, ...]:
    """Return the keys that the format knows in the table at a path."""
    for annotation in _annotations_at(path):
        if _is_model(annotation):
            return tuple(info.alias or name for name, info in annotation.model_fields.items())
    return ()


def holds_tables(path: Path) -> bool:
    """Tell whether the value at a path is a list of tables, and of nothing else."""
    here, members = _annotations_at(path), _annotations_at((*path, 0))
    return members != here and all(map(_is_model, members))


def words_at(path: Path) -> tuple[Any, ...]:
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
