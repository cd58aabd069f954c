"""What the models say of themselves: the docstrings under their fields, as references give them.

They are read from the source of the models when someone asks, so that no game pays for them.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from game.scenario.models.base import Model


def describe_model(model: type[Model]) -> str:
    """Return what a table is, as its class says."""
    return inspect.cleandoc(model.__doc__ or "")


def describe_field(model: type[Model], attribute: str) -> str:
    """Return what a field holds; a field that is inherited is described where it is declared."""
    for owner in model.__mro__:
        text = _texts_of(owner.__module__).get(owner.__name__, {}).get(attribute)
        if text is not None:
            return text
    return ""


@lru_cache(maxsize=32)
def _texts_of(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return the docstrings of the fields of a module's classes, by class and attribute."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_pair_up(node.body)) for node in classes}


def _pair_up(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Iterate over fields and the strings that stand right under them."""
    for field, text in pairwise(body):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                yield name, inspect.cleandoc(words)
