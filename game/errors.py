"""The exceptions of Buffer State, one tree.

::

    BufferStateError                what a user did or gave cannot be used; the text says what to do
    ├── FormulaError                one formula is wrong, at a span of its text
    ├── ScenarioError               a scenario cannot be used; carries all its problems
    │   └── ScenarioNotFound        no scenario of this name or path
    ├── SharingError                a pack cannot be made, or a scenario not installed or removed
    │   └── PackRefused             a file is no pack that could be installed
    ├── ChoiceError                 a plan is refused whole, nothing is played
    │   ├── MalformedChoice         it names what does not exist or has the wrong shape
    │   ├── IllegalChoice           it breaks a rule of the game
    │   └── LateChoice              its turn is over
    ├── SaveError                   a save or a document cannot be written, or a save not read
    │   ├── SaveDamaged             the file is not a whole save
    │   └── SaveMismatch            replaying it does not give what it recorded
    ├── SettingsError               settings cannot be kept; they hold until the program is left
    └── ExerciseError               an exercise cannot do what was asked
        ├── NotAllowed              who asked may not do it, or not now
        ├── StaleAction             someone was faster: it no longer stands as it was shown
        ├── UnknownCode             no seat has this code
        ├── RateLimited             too many wrong codes; carries the seconds to wait
        └── StoreError              the database cannot be opened, read or written

Everything else that is raised is a defect of the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class BufferStateError(Exception):
    """What a user did or gave cannot be used; its text says what was wrong and what to do."""


class FormulaError(BufferStateError):
    """A formula is wrong at a place in its text."""

    def __init__(self, message: str, start: int, end: int, suggestion: str | None = None) -> None:
        """Keep the message with its span.

        Args:
            message: What is wrong and what was expected, without the place.
            start: Offset of the first character concerned, from 0.
            end: Offset after the last character concerned.
            suggestion: The nearest name or a spelling that would do, if there is one.
        """
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.suggestion = suggestion


class ScenarioError(BufferStateError):
    """A scenario cannot be used; `problems` holds every diagnostic of severity error."""

    def __init__(self, message: str, problems: Sequence[Any] = ()) -> None:
        """Keep the summary and the diagnostics (`game.scenario.diagnostics.Diagnostic`)."""
        super().__init__(message)
        self.problems = tuple(problems)


class ScenarioNotFound(ScenarioError):
    """No scenario has this id and no file lies at this path."""


class SharingError(BufferStateError):
    """A pack cannot be made, or a scenario cannot be installed or removed."""


class PackRefused(SharingError):
    """A file is no pack that could be installed; nothing was written."""


class ChoiceError(BufferStateError):
    """A plan is refused whole; nothing is played."""


class MalformedChoice(ChoiceError):
    """A plan names what does not exist, or has another shape than a plan."""


class IllegalChoice(ChoiceError):
    """A plan breaks a rule: a condition, the pool, a cost, a waiting time, a lock."""


class LateChoice(ChoiceError):
    """A plan is for a turn that has been resolved, or for a game that has ended."""


class SaveError(BufferStateError):
    """A save or a document cannot be written, or a save not read."""


class SaveDamaged(SaveError):
    """A file is not a whole save of a known format."""


class SaveMismatch(SaveError):
    """Replaying a save does not reproduce the digests that it recorded."""


class SettingsError(BufferStateError):
    """Settings cannot be kept on the disk."""


class ExerciseError(BufferStateError):
    """An exercise cannot do what was asked."""


class NotAllowed(ExerciseError):
    """Who asked may not do it, or not in this phase."""


class StaleAction(ExerciseError):
    """Someone was faster: what the action was decided on no longer stands."""


class UnknownCode(ExerciseError):
    """No seat of the exercise has this code."""


class RateLimited(ExerciseError):
    """Too many wrong codes came from one place."""

    def __init__(self, message: str, seconds: float) -> None:
        """Keep the message with the seconds to wait."""
        super().__init__(message)
        self.seconds = seconds


class StoreError(ExerciseError):
    """The database of exercises cannot be opened, read or written."""
