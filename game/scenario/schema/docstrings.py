"""The docstrings under the fields of the models."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel


def describe_fields(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the docstring of each field of a model, inherited ones included, by attribute."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found.update(_read_module(base.__module__).get(base.__name__, {}))
    return found


@cache
def _read_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the docstrings of the fields of each class of a module."""
    from importlib import import_module

    tree = ast.parse(inspect.getsource(import_module(name)))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return {node.name: dict(_read_class(node)) for node in classes}


def _read_class(node: ast.ClassDef) -> list[tuple[str, str]]:
    """Return each field that a string follows, with the string."""
    return [
        (field.target.id, inspect.cleandoc(text.value.value))
        for field, text in zip(node.body, node.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    ]
