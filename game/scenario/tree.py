"""The data of TOML files, in which every table and array knows where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.scenario.positions import Path

DEEPEST = 24
"""How deep tables and arrays may be nested; the format itself needs half of it."""


class Source(NamedTuple):
    """Where something stands in the files of a scenario."""

    file: int
    """The number of the file."""
    path: Path = ()
    """The path in that file."""
    bindings: Mapping[str, str] = {}
    """What `each` has put in place of what."""


class Table(dict[str, Any]):
    """A table with its source."""

    __slots__ = ("moved", "source")

    def __init__(self, source: Source) -> None:
        """Make an empty table."""
        super().__init__()
        self.source = source
        self.moved: dict[str, Source] = {}
        """The sources of members that come from elsewhere or had another name."""


class Array(list[Any]):
    """An array with its source."""

    __slots__ = ("source",)

    def __init__(self, source: Source) -> None:
        """Make an empty array."""
        super().__init__()
        self.source = source


class TooDeep(Exception):
    """Tables and arrays are nested deeper than the format allows; carries where."""

    def __init__(self, source: Source) -> None:
        """Keep where the limit is passed."""
        super().__init__()
        self.source = source


def plant(data: Mapping[str, Any], file: int) -> Table:
    """Return the data of a file as a tree.

    Raises:
        TooDeep: It is nested too deep.
    """
    return _plant_table(data, file, ())


def _plant_table(data: Mapping[str, Any], file: int, path: Path) -> Table:
    if len(path) > DEEPEST:
        raise TooDeep(Source(file, path))
    table = Table(Source(file, path))
    table.update(data)
    for key, member in data.items():
        if isinstance(member, dict):
            table[key] = _plant_table(member, file, (*path, key))
        elif isinstance(member, list):
            table[key] = _plant_array(member, file, (*path, key))
    return table


def _plant_array(data: list[Any], file: int, path: Path) -> Array:
    if len(path) > DEEPEST:
        raise TooDeep(Source(file, path))
    array = Array(Source(file, path))
    array.extend(data)
    for index, member in enumerate(data):
        if isinstance(member, dict):
            array[index] = _plant_table(member, file, (*path, index))
        elif isinstance(member, list):
            array[index] = _plant_array(member, file, (*path, index))
    return array


def source_in(holder: Table | Array, key: str | int) -> Source:
    """Return the source of a member of a table or an array."""
    member: Any = holder[key]  # type: ignore[index]
    if isinstance(holder, Table) and isinstance(key, str) and key in holder.moved:
        return holder.moved[key]
    if isinstance(member, (Table, Array)):
        return member.source
    file, path, bindings = holder.source
    return Source(file, (*path, key), bindings)


def find_source(tree: Table, path: Path) -> Source:
    """Return the source of what lies at a path, or of the nearest thing around it.

    Models know steps that files may leave out, such as the branch of a union or the list around
    a single text; such steps are passed over.
    """
    source = tree.source
    here: Any = tree
    for key in path:
        if _leads_on(here, key):
            source = source_in(here, key)
            here = here[key]
    return source


def fit_path(tree: Table, path: Path) -> Path:
    """Return a path without the steps that the data lack; see `find_source`."""
    here: Any = tree
    fitting: list[str | int] = []
    for key in path:
        if _leads_on(here, key):
            here = here[key]
            fitting.append(key)
    return tuple(fitting)


def value_at(tree: Table, path: Path) -> Any:
    """Return the value at a path, or the innermost one that the path leads to."""
    here: Any = tree
    for key in path:
        if _leads_on(here, key):
            here = here[key]
    return here


def _leads_on(here: Any, key: str | int) -> bool:
    if isinstance(here, dict):
        return key in here
    return isinstance(here, list) and isinstance(key, int) and key < len(here)
