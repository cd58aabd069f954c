"""A walk over a scenario's models that lists formulas, texts and references with their paths.

What a field means stands beside its type in the models, so a new field is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from game.scenario.models.base import Model, Refers, Role
from game.scenario.models.root import Scenario
from game.scenario.positions import Path


class Reference(NamedTuple):
    """A name or an identifier that must exist somewhere."""

    path: Path
    """Where it stands."""
    name: str
    """The name."""
    kinds: tuple[str, ...]
    """Tables in which it may be found."""

    @property
    def is_key(self) -> bool:
        """Whether it is the key of its table and not a value."""
        return self.path[-1] == self.name


@dataclass(slots=True)
class Survey:
    """What a scenario computes, shows and refers to."""

    formulas: list[tuple[Path, str | float]] = field(default_factory=list)
    """Formulas with their paths."""
    texts: list[tuple[Path, str]] = field(default_factory=list)
    """Texts with their paths."""
    references: list[Reference] = field(default_factory=list)
    """References with their paths."""
    models: list[tuple[Path, Model]] = field(default_factory=list)
    """Tables with their paths, an outer one before those inside."""


EMPTY: tuple[Any, ...] = (None, (), {})
"""Defaults in which there is nothing to look at; an empty table may also be made by `dict`."""

Visit = Callable[[Any, Path, Survey], None]
"""What is done with a value of some type."""


def survey(scenario: Scenario) -> Survey:
    """Return what a scenario computes, shows and refers to."""
    found = Survey()
    _visit_model(scenario, (), found)
    return found


def _visit_model(model: Model, path: Path, found: Survey) -> None:
    found.models.append((path, model))
    given, values = model.model_fields_set, model.__dict__
    for attribute, key, visit, has_default in plan_of(type(model)):
        # Most fields of most tables are left out, and then empty.
        if has_default or attribute in given:
            value = values[attribute]
            if value is not None:
                visit(value, (*path, key), found)


@lru_cache(maxsize=256)
def plan_of(model: type[Model]) -> tuple[tuple[str, str, Visit, bool], ...]:
    """Return the fields of a model that are of interest.

    Each with its attribute, its key in files, what is done with its value, and whether there is
    something to look at where a file leaves it out.
    """
    plan = []
    for attribute, info in model.model_fields.items():
        annotation: Any = info.annotation
        visit = _visit_of_marks(info.metadata) or _visit_of(annotation)
        if visit is not None:
            has_default = info.default_factory is not dict and info.default not in EMPTY
            plan.append((attribute, info.alias or attribute, visit, has_default))
    return tuple(plan)


def _visit_of_marks(marks: Iterable[Any]) -> Visit | None:
    """Return what is done with a value by the marks beside its type, or None without any."""
    for mark in marks:
        if isinstance(mark, Refers):
            return _note_reference(mark)
        if mark is Role.FORMULA:
            return _note_formula
        if mark is Role.TEXT:
            return _note_text
    return None


@lru_cache(maxsize=512)
def _visit_of(annotation: Any) -> Visit | None:
    """Return what is done with a value of a type, or None if it is of no interest."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _visit_of_marks(marks) or _visit_of(inner)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _visit_model
    return _visit_of_container(annotation)


def _visit_of_container(annotation: Any) -> Visit | None:
    arguments = get_args(annotation)
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        branches = [each for each in arguments if each is not NoneType]
        visit = next((visit for each in branches if (visit := _visit_of(each)) is not None), None)
        return _visit_models_only if visit is _visit_model and len(branches) > 1 else visit
    if origin is tuple:
        visit = _visit_of(arguments[0])
        return _visit_members(visit) if visit else None
    if origin is dict:
        return _visit_table(_visit_of(arguments[0]), _visit_of(arguments[1]))
    return None


def _visit_models_only(value: Any, path: Path, found: Survey) -> None:
    """Pass over values of the other branches of a union."""
    if isinstance(value, Model):
        _visit_model(value, path, found)


def _visit_members(visit: Visit) -> Visit:
    def visit_members(value: tuple[Any, ...], path: Path, found: Survey) -> None:
        for index, member in enumerate(value):
            visit(member, (*path, index), found)

    return visit_members


def _visit_table(visit_key: Visit | None, visit_value: Visit | None) -> Visit | None:
    if visit_key is None and visit_value is None:
        return None

    def visit_table(value: Mapping[str, Any], path: Path, found: Survey) -> None:
        for name, member in value.items():
            here = (*path, name)
            if visit_key is not None:
                visit_key(name, here, found)
            if visit_value is not None:
                visit_value(member, here, found)

    return visit_table


def _note_formula(value: Any, path: Path, found: Survey) -> None:
    found.formulas.append((path, value))


def _note_text(value: Any, path: Path, found: Survey) -> None:
    found.texts.append((path, value))


def _note_reference(mark: Refers) -> Visit:
    def note(value: Any, path: Path, found: Survey) -> None:
        found.references.append(Reference(path, value, mark.kinds))

    return note


def formulas_of(scenario: Scenario) -> Iterator[tuple[Path, str | float]]:
    """Iterate over all formulas of a scenario with their paths, in the order of its models."""
    yield from survey(scenario).formulas
