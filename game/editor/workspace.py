"""The texts that are open in an editor, over the files on the disk, as scenarios."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from game.editor.study import Study
from game.errors import ScenarioError
from game.scenario.bundle import Bundle, SourceFile, normalise_lines, translated_language
from game.scenario.inspection import Inspection, inspect
from game.scenario.models import Scenario
from game.scenario.source import complete_bundle, read_bundle

TABLE = re.compile(r"^[ \t]*\[\[?[ \t]*([A-Za-z_]+)", re.MULTILINE)
"""The first part of a header."""

HEADER = re.compile(r"^[ \t]*\[[ \t]*scenario\b(?!\.)|^[ \t]*scenario[ \t]*[.=]", re.MULTILINE)
"""What only one file of a scenario has: the table that says what it is called."""

LARGEST = 1 << 20
"""Larger files beside an open one are not looked into, in bytes."""


class Workspace:
    """The open texts, and what is known of the scenarios to which they belong."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.texts: dict[Path, str] = {}
        """The texts that are open, by resolved path."""
        self._studies: dict[Path, Study] = {}

    def open_text(self, path: Path, text: str) -> None:
        """Take a text as it stands in the editor now."""
        self.texts[path.resolve()] = normalise_lines(text)

    def close_text(self, path: Path) -> None:
        """Forget a text; from now on its file counts again."""
        self.texts.pop(path.resolve(), None)

    def study(self, path: Path) -> Study | None:
        """Return what is known of the scenario of an open text, or None if it is part of none."""
        path = path.resolve()
        where = find_scenario_of(path, self.texts)
        if where is None:
            return None
        before = self._studies.get(where, Study(where))
        try:
            bundle = self._read(where)
        except ScenarioError as error:
            study = Study(
                where, trouble=str(error), inspection=before.inspection, sound=before.sound
            )
        else:
            if before.bundle == bundle:
                return before
            study = Study(where, bundle, inspection=before.inspection, sound=before.sound)
            study.inspection = inspect(bundle) or before.inspection or self._look_at_disk(where)
        self._studies[where] = study
        return study

    def _look_at_disk(self, where: Path) -> Inspection | None:
        """Return what can be read of a scenario as it was saved."""
        try:
            return inspect(read_bundle(str(where))) if where.exists() else None
        except ScenarioError:
            return None

    def text_of(self, path: Path) -> str:
        """Return the text of an open file."""
        return self.texts.get(path.resolve(), "")

    def _read(self, where: Path) -> Bundle:
        if where.exists():
            return read_bundle(str(where), self.texts)
        file = SourceFile(where.name, self.texts[where], path=str(where))
        return complete_bundle(where.stem, [file])


def find_scenario_of(path: Path, texts: Mapping[Path, str]) -> Path | None:
    """Return the file or folder of the scenario to which a TOML file belongs, or None.

    A file with the table `[scenario]` is a scenario of its own, unless files that hold other parts
    of one lie beside it; a file without belongs to the one file beside it that has the table.
    """
    if path.suffix != ".toml":
        return None
    beside = {path, *path.parent.glob("*.toml")}
    parts = {each for each in beside if each == path or _holds_tables(_peek(each, texts))}
    rules = {each for each in parts if translated_language(each.name) is None}
    heads = {each for each in rules if HEADER.search(_peek(each, texts))}
    if len(heads) == 1 and len(rules) > 1:
        return path.parent
    if path in heads:
        return path
    if translated_language(path.name) is not None:
        return next((head for head in sorted(heads) if path.name.startswith(head.stem)), None)
    return path if not heads and _holds_tables(_peek(path, texts)) else None


def _holds_tables(text: str) -> bool:
    """Return whether a text has a table of the format."""
    known = Scenario.model_fields.keys()
    return any(match[1] in known for match in TABLE.finditer(text))


def _peek(path: Path, texts: Mapping[Path, str]) -> str:
    """Return a text that is open, or that of a file; nothing if it cannot be read."""
    if path.resolve() in texts:
        return texts[path.resolve()]
    try:
        return path.read_text("utf-8") if path.stat().st_size <= LARGEST else ""
    except (OSError, ValueError):
        return ""
