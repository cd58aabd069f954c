"""Taking out what does not fit, so that the rest of a scenario can be checked all the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from game.scenario.document import ENTRY_TABLES
from game.scenario.joining import entry_name
from game.scenario.positions import Path
from game.scenario.tree import Array, Source, Table, fit_path, plant, value_at

STAND_INS = {
    "id": "unnamed",
    "title": "",
    "summary": "",
    "turns": 200,
    "start": date(2000, 1, 1),
}
"""What the header says where it cannot be read; such a scenario is never played."""


class Pruning:
    """A copy of a scenario's data from which things are taken out."""

    def __init__(self, tree: Table) -> None:
        """Begin with all data; they are copied when something is taken out for the first time."""
        self.tree = tree
        self.copied = False
        self.ghosts: set[str] = set()
        """Names of entries that were taken out; they exist, though nothing is known of them."""

    def take_out(self, paths: Iterable[Path]) -> None:
        """Take out what lies at paths; where something is missing, the table that misses it."""
        if not self.copied:
            self.tree = plant(self.tree, self.tree.source)
            self.copied = True
        found = {self._fit(path) for path in paths}
        # The last members of an array first, so that the others keep their place.
        for path in sorted(found, key=_as_text_and_numbers, reverse=True):
            self._remove(path)
        self._stand_in()

    def _fit(self, path: Path) -> Path:
        """Return the path of what must go: a member that is there, of a table or an array."""
        fitting = list(fit_path(self.tree, path))
        here = value_at(self.tree, path)
        while fitting and isinstance(fitting[-1], int) and not isinstance(here, Table):
            # One wrong word of a list takes the list with it: the others would change places.
            fitting.pop()
            here = value_at(self.tree, tuple(fitting))
        return tuple(fitting)

    def _remove(self, path: Path) -> None:
        """Take out one thing, unless what held it has gone before."""
        holder: Any = self.tree
        for key in path[:-1]:
            if isinstance(holder, dict) and key not in holder:
                return
            holder = holder[key]
        last: Any = path[-1] if path else None
        if path and (isinstance(holder, list) or last in holder):
            self._keep_ghosts(path, holder[last])
            del holder[last]

    def _keep_ghosts(self, path: Path, value: Any) -> None:
        kind = str(path[0])
        if len(path) == 1 and isinstance(value, Table) and kind in ENTRY_TABLES:
            self.ghosts.update(value)
        elif len(path) == 2 and kind in ENTRY_TABLES:
            self.ghosts.add(str(path[1]))
        elif len(path) in (1, 2, 4):
            entries = value if isinstance(value, Array) else [value]
            names = (entry_name(kind, entry) for entry in entries)
            self.ghosts.update(name for name in names if isinstance(name, str))

    def _stand_in(self) -> None:
        """Give the scenario the least that it must have."""
        self.tree.setdefault("format", 1)
        header = self.tree.get("scenario")
        if not isinstance(header, Table):
            header = self.tree["scenario"] = Table(Source(0))
        for key, value in STAND_INS.items():
            header.setdefault(key, value)


def _as_text_and_numbers(path: Path) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, key, "") if isinstance(key, int) else (1, 0, key) for key in path)
