"""The collection of what is wrong with one scenario."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from game.scenario.diagnostics import Diagnostic, Place, Related, Severity, make_safe
from game.scenario.positions import Path
from game.scenario.sources import Part, Sources
from game.scenario.tree import Source, Table, find_source

MOST_SUGGESTIONS = 100
"""How many times a nearest word is looked for, which takes far longer than finding a problem."""

LONGEST_WORD = 100
"""Longer words are not compared."""

LONGEST_MESSAGE = 1000
"""Longer messages are cut; a name in a hostile file may have a million letters."""

MOST_PROBLEMS = 1000
"""How many problems are kept; nobody reads on, and a hostile file may hold a million."""


class Findings:
    """Problems as they are found, with their places."""

    def __init__(self, sources: Sources) -> None:
        """Start with none."""
        self.sources = sources
        self.tree = Table(Source(0))
        """The data of the scenario, as soon as its files are joined."""
        self.problems: list[Diagnostic] = []
        self.unreadable = False
        """Whether a file could not be read; what others name in it would look unknown."""
        self.repeats = False
        """Whether some entry is repeated: its table has a table `each`."""
        self.suggestions_left = MOST_SUGGESTIONS
        self.nearest_words: dict[tuple[str, frozenset[str]], str | None] = {}

    @property
    def has_errors(self) -> bool:
        """Whether something keeps the scenario from being played."""
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def is_full(self) -> bool:
        """Whether no more problems are kept."""
        return len(self.problems) >= MOST_PROBLEMS

    def note(
        self,
        key: str,
        source: Source,
        message: str,
        *,
        part: Part = "value",
        span: tuple[int, int] | None = None,
        suggestion: str | None = None,
        first: Source | None = None,
        first_message: str = "first defined here",
        severity: Severity = "error",
    ) -> None:
        """Note a problem of something that stands at a source.

        Args:
            key: The stable name of the kind of problem.
            source: What is wrong.
            message: Why.
            part: Whether the key or the value is pointed at.
            span: The characters of the string value that are pointed at.
            suggestion: What would do instead.
            first: A second place that explains the problem.
            first_message: What is at that second place.
            severity: How bad it is.
        """
        if not self.is_full:
            place = self.sources.place(source, part, span)
            related = None
            if first is not None:
                second = self.sources.place(first, "key" if part == "key" else "value")
                related = Related(second, first_message) if second != place else None
            self.note_at(key, place, message, suggestion, related, severity)

    def note_at(
        self,
        key: str,
        place: Place,
        message: str,
        suggestion: str | None = None,
        related: Related | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a problem whose place is known."""
        if len(message) > LONGEST_MESSAGE:
            message = message[:LONGEST_MESSAGE] + "…"
        self.problems.append(
            Diagnostic(key, make_safe(message), place, severity, suggestion, related)
        )

    def report(
        self,
        key: str,
        path: Path,
        message: str,
        *,
        part: Part = "value",
        span: tuple[int, int] | None = None,
        suggestion: str | None = None,
        first: Path | None = None,
        first_message: str = "first defined here",
        severity: Severity = "error",
    ) -> None:
        """Note a problem of what lies at a path of the joined data; see `note`."""
        self.note(
            key,
            find_source(self.tree, path),
            message,
            part=part,
            span=span,
            suggestion=suggestion,
            first=None if first is None else find_source(self.tree, first),
            first_message=first_message,
            severity=severity,
        )

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """Return the nearest known word, if one is near and not too many were looked for."""
        if self.suggestions_left <= 0 or len(word) > LONGEST_WORD:
            return None
        asked = word, frozenset(known)
        if asked not in self.nearest_words:
            self.suggestions_left -= 1
            near = difflib.get_close_matches(word, sorted(asked[1]), 1, 0.6)
            self.nearest_words[asked] = near[0] if near else None
        return self.nearest_words[asked]

    def suggest(self, word: str, known: Iterable[str]) -> str | None:
        """Return a question for the nearest known word, if one is near."""
        near = self.nearest(word, known)
        return f"did you mean `{near}`?" if near else None
