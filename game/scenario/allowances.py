"""Comments by which an author says that a warning is known: `# check: allow KEY, KEY (why)`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from game.scenario.diagnostics import Diagnostic, Place
from game.scenario.findings import Findings
from game.scenario.positions import Positions

ALLOW = re.compile(
    r"#[^\n]*?\bcheck:[ \t]*allow[ \t]+(?P<keys>[a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*)"
)
"""A comment with the keys that it allows; what follows is the author's reason."""

ONE_KEY = re.compile(r"[a-z][a-z-]*")


@dataclass(slots=True)
class Allowance:
    """One key of one comment."""

    key: str
    """The key."""
    place: Place
    """Where the key stands in the comment."""
    lines: frozenset[int]
    """The lines whose warnings it silences."""
    used: bool = field(default=False)
    """Whether it has silenced any."""


def apply_allowances(findings: Findings, complete: bool) -> list[Diagnostic]:
    """Return the problems that no comment silences; errors are never silenced.

    Args:
        findings: The problems, with the files they were found in.
        complete: Whether all was looked for, so that a comment that silences nothing is told.
    """
    if not complete and all(problem.severity == "error" for problem in findings.problems):
        return findings.problems
    allowances = [
        allowance
        for number, file in enumerate(findings.sources.files)
        if not file.base and "check:" in file.text
        for allowance in _read_allowances(findings, number)
    ]
    if not allowances:
        return findings.problems
    left = [problem for problem in findings.problems if not _is_silenced(problem, allowances)]
    unused = [each for each in allowances if not each.used]
    if not complete or not unused:
        return left
    # A game that is merely played never loads it.
    from game.scenario.keys import read_keys

    keys = {name for name, key in read_keys().items() if key.severity != "error"}
    return left + [_note_unused(each, keys, findings) for each in unused]


def _is_silenced(problem: Diagnostic, allowances: Iterable[Allowance]) -> bool:
    if problem.severity == "error":
        return False
    fitting = [
        each
        for each in allowances
        if each.key == problem.key
        and each.place.file == problem.file
        and not each.lines.isdisjoint((problem.line, problem.place.key_line))
    ]
    for each in fitting:
        each.used = True
    return bool(fitting)


def _read_allowances(findings: Findings, number: int) -> Iterator[Allowance]:
    positions = findings.sources.positions(number)
    strings = sorted(
        span
        for span in (*positions.values.values(), *(span for _, span in positions.mentions))
        if positions.text[span[0] : span[0] + 1] in ('"', "'")
    )
    starts = [start for start, _ in strings]
    for match in ALLOW.finditer(positions.text):
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < strings[before][1]:
            continue
        line, _ = positions.line_and_column(match.start())
        lines = frozenset({line, _line_below(positions, line)})
        for key in ONE_KEY.finditer(positions.text, match.start("keys"), match.end("keys")):
            place = findings.sources.place_of(number, key.start(), key.end())
            yield Allowance(key[0], place, lines)


def _line_below(positions: Positions, line: int) -> int:
    """Return the line that a comment stands above, or its own if it stands behind something."""
    last = positions.text.count("\n") + 1
    below = line
    while below < last and positions.line_text(below).lstrip().startswith("#"):
        below += 1
    return below


def _note_unused(allowance: Allowance, keys: set[str], findings: Findings) -> Diagnostic:
    key = allowance.key
    if key in keys:
        message = f"nothing here gives `{key}`; this comment silences nothing"
        return Diagnostic("unused-allow", message, allowance.place, "tip")
    message = f"no warning and no tip is called `{key}`; errors cannot be silenced"
    suggestion = findings.suggest(key, keys)
    return Diagnostic("unused-allow", message, allowance.place, "tip", suggestion)
