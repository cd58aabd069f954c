"""What is known of one scenario while it is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from game.atlas import Atlas, draw_atlas
from game.scenario.bundle import Bundle, SourceFile
from game.scenario.diagnostics import Diagnostic
from game.scenario.inspection import Inspection
from game.scenario.load import Checked, check
from game.scenario.meanings import Symbol, read_formula_names, read_plays
from game.scenario.mentions import Mention
from game.scenario.models import Scenario

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
"""A name, an id, or several with dots."""


@dataclass
class Study:
    """One scenario as it stands in the editor."""

    where: Path
    """Its file or folder."""
    bundle: Bundle | None = None
    """Its files, if they could be read."""
    trouble: str | None = None
    """Why they could not."""
    inspection: Inspection | None = None
    """What could be read of the scenario, now or when it was last readable."""

    sound: Scenario | None = None
    """The scenario as it last was without errors, as far as that was looked for."""

    @cached_property
    def checked(self) -> Checked:
        """What `buffer-state check` finds; a scenario without errors is kept."""
        checked = check(self.bundle) if self.bundle is not None else Checked(None, ())
        self.sound = checked.scenario or self.sound
        return checked

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What `buffer-state check` says of the scenario."""
        return self.checked.problems

    @cached_property
    def atlas(self) -> Atlas | None:
        """The rules in words, as they last were without errors; None if they never were."""
        sound = self.checked.scenario or self.sound
        return draw_atlas(sound) if sound is not None else None

    @property
    def scenario(self) -> Scenario | None:
        """The scenario as far as it could be read."""
        return self.inspection.scenario if self.inspection else None

    @property
    def is_fresh(self) -> bool:
        """Whether what could be read is what stands there now, so that its places are right."""
        return self.inspection is not None and self.inspection.bundle is self.bundle

    def number_of(self, path: Path) -> int | None:
        """Return the number of a file among those of the bundle."""
        files = self.bundle.files if self.bundle else ()
        numbers = (n for n, file in enumerate(files) if Path(file.path).resolve() == path)
        return next(numbers, None)

    def file_of(self, name: str) -> SourceFile | None:
        """Return the file that a diagnostic calls by name; the scenario's own go first."""
        files = self.bundle.files if self.bundle else ()
        return next((file for file in reversed(files) if file.name == name), None)

    def mention_at(self, path: Path, offset: int) -> Mention | None:
        """Return the name at a place, or None; places are only known while all files are TOML."""
        number = self.number_of(path)
        if number is None or not self.is_fresh or self.inspection is None:
            return None
        around = (
            mention
            for mention in self.inspection.mentions
            if mention.file == number and mention.start <= offset <= mention.end
        )
        return next(around, None)

    def symbol_at(self, path: Path, text: str, offset: int) -> Symbol | None:
        """Return what the name at a place means; where places are not known, by the word alone."""
        mention = self.mention_at(path, offset)
        if mention is not None:
            return mention.symbol
        word = word_at(text, offset)
        if self.is_fresh or self.scenario is None or word is None:
            return None
        meaning = read_formula_names(self.scenario).get(word) or read_plays(self.scenario).get(word)
        return meaning[-1].symbol if meaning else None

    def mentions_like(self, path: Path, text: str, offset: int) -> list[Mention]:
        """Return all mentions of what the name at a place means, as they were last known."""
        symbol = self.symbol_at(path, text, offset)
        mentions = self.inspection.mentions if self.inspection is not None else ()
        return [mention for mention in mentions if mention.symbol == symbol]


def word_at(text: str, offset: int) -> str | None:
    """Return the name around a place of a text, or None."""
    start = text.rfind("\n", 0, offset) + 1
    words = (match for match in WORD.finditer(text, start) if match.end() >= offset)
    first = next(words, None)
    return first[0] if first is not None and first.start() <= offset else None
