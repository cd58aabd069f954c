"""The data of TOML files, and where each table, array and value stands in them.

A table or an array that stands where the one around it says is a plain `dict` or `list`, as tomli
makes it. Those that come from elsewhere know their own source. So nothing has to be noted for most
of a scenario, and a place is found by walking to it when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from game.scenario.positions import Path

DEEPEST = 24
"""How deep tables and arrays may be nested; the format itself needs half of it."""

CONTAINERS = frozenset({dict, list})
"""What tomli makes of tables and arrays."""


class Source(NamedTuple):
    """Where something stands in the files of a scenario."""

    file: int
    """The number of the file."""
    path: Path = ()
    """The path in that file."""
    bindings: Mapping[str, str] = {}
    """What `each` has put in place of what."""


class Table(dict[str, Any]):
    """A table that knows its source."""

    __slots__ = ("moved", "source")

    def __init__(self, source: Source, members: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Make a table, empty if no members are given."""
        super().__init__(members)
        self.source = source
        self.moved: dict[str, Source] = {}
        """The sources of members that come from elsewhere or had another name."""


class Array(list[Any]):
    """An array that knows its source."""

    __slots__ = ("source",)

    def __init__(self, source: Source, members: Iterable[Any] = ()) -> None:
        """Make an array, empty if no members are given."""
        super().__init__(members)
        self.source = source


class TooDeep(Exception):
    """Tables and arrays are nested deeper than the format allows; carries where."""

    def __init__(self, source: Source) -> None:
        """Keep where the limit is passed."""
        super().__init__()
        self.source = source


def plant(value: Any, source: Source) -> Any:
    """Return a copy of data in which every table and array knows its source.

    Args:
        value: The data.
        source: Where it stands, unless it knows that itself.

    Raises:
        TooDeep: It is nested too deep.
    """
    if isinstance(value, (dict, list)) and len(source.path) > DEEPEST:
        raise TooDeep(source)
    if isinstance(value, dict):
        table = Table(_own(value, source))
        for key, member in value.items():
            below = _source_below(value, source, key)
            table[key] = plant(member, below)
            table.moved[key] = below
        return table
    if isinstance(value, list):
        members = (plant(each, _source_below(value, source, i)) for i, each in enumerate(value))
        return Array(_own(value, source), members)
    return value


def plant_shallow(value: Any, source: Source) -> Any:
    """Return a copy of a table or an array in which the members know their sources."""
    if isinstance(value, dict):
        table = Table(_own(value, source), value)
        table.moved = {key: _source_below(value, source, key) for key in value}
        return table
    if isinstance(value, list):
        array = Array(_own(value, source), value)
        for index, member in enumerate(value):
            below = _source_below(value, source, index)
            if type(member) is dict:
                array[index] = Table(below, member)
            elif type(member) is list:
                array[index] = Array(below, member)
        return array
    return value


def source_in(holder: Table | Array, key: str | int) -> Source:
    """Return the source of a member of a table or an array."""
    return _source_below(holder, holder.source, key)


def _source_below(holder: Any, source: Source, key: Any) -> Source:
    """Return the source of a member of what stands at a source, or knows its own."""
    if isinstance(holder, Table) and key in holder.moved:
        return holder.moved[key]
    member = holder[key]
    if isinstance(member, (Table, Array)):
        return member.source
    file, path, bindings = _own(holder, source)
    return Source(file, (*path, key), bindings)


def _own(value: Any, source: Source) -> Source:
    return value.source if isinstance(value, (Table, Array)) else source


def find_source(tree: Table, path: Path) -> Source:
    """Return the source of what lies at a path, or of the nearest thing around it.

    Models know steps that files may leave out, such as the branch of a union or the list around
    a single text; such steps are passed over.
    """
    source = tree.source
    here: Any = tree
    for key in path:
        if _leads_on(here, key):
            source = _source_below(here, source, key)
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
