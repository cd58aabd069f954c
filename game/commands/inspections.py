"""What `check` prints: text for people, JSON for tools, annotations for GitHub."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from game.commands.colours import paint_for
from game.scenario.diagnostics import Diagnostic, Severity

FORMAT = 1
"""The version of the JSON document; more keys may follow within one version, these stay."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "tip")
"""All severities, the worst first."""

SHOWN_ALIKE = 3
"""How many problems of one key and the same words are shown in full."""

LISTED = 6
"""How many of the others are listed."""

ANNOTATIONS = {"error": "error", "warning": "warning", "tip": "notice"}
"""What GitHub calls them."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found out about one scenario."""

    given: str
    """The id or path that was given."""
    problems: tuple[Diagnostic, ...]
    """All problems, each with the path of its file."""
    trouble: str = ""
    """Why it could not be read at all; empty if it could."""

    def count(self, severity: str) -> int:
        """Return how many problems have a severity."""
        return sum(problem.severity == severity for problem in self.problems)


def show_path(path: str) -> str:
    """Return a path as it is shortest from where the user stands."""
    try:
        return os.fspath(Path(path).resolve().relative_to(Path.cwd().resolve()))
    except (ValueError, OSError):
        return path


def print_text(inspections: Sequence[Inspection], stream: TextIO) -> None:
    """Print problems for people, and a line for each scenario."""
    paint = paint_for(stream)
    for inspection in inspections:
        for problem, elsewhere in _fold(inspection.problems):
            stream.write(problem.render(paint) + "\n")
            if elsewhere:
                stream.write(f"  {paint('frame', '=')} {_list_places(elsewhere)}\n")
            stream.write("\n")
        if not inspection.trouble:
            stream.write(f"{inspection.given}: {_count_all([inspection])}\n")
    if len(inspections) > 1:
        unread = sum(bool(inspection.trouble) for inspection in inspections)
        tail = f", {unread} that cannot be read" if unread else ""
        stream.write(f"{len(inspections)} scenarios: {_count_all(inspections)}{tail}\n")
    keys = sorted({problem.key for inspection in inspections for problem in inspection.problems})
    if keys:
        stream.write(f"`buffer-state check --explain {keys[0]}` says more of a key\n")


def _fold(problems: Sequence[Diagnostic]) -> list[tuple[Diagnostic, list[Diagnostic]]]:
    """Return the problems to show, each with those of the same words that are only listed."""
    shown: list[tuple[Diagnostic, list[Diagnostic]]] = []
    last: dict[tuple[str, str], list[list[Diagnostic]]] = {}
    for problem in problems:
        same = last.setdefault((problem.key, problem.message), [])
        if len(same) < SHOWN_ALIKE:
            same.append([])
            shown.append((problem, same[-1]))
        else:
            same[-1].append(problem)
    return shown


def _list_places(problems: Sequence[Diagnostic]) -> str:
    """Return where else the same is wrong."""
    places = [f"{each.file}:{each.line}:{each.column}" for each in problems[:LISTED]]
    more = f" and {len(problems) - LISTED} more" if len(problems) > LISTED else ""
    return f"the same at {', '.join(places)}{more}"


def print_json(inspections: Sequence[Inspection], stream: TextIO) -> None:
    """Print one JSON document."""
    document = {
        "format": FORMAT,
        "scenarios": [
            {
                "given": inspection.given,
                "trouble": inspection.trouble or None,
                "counts": {severity: inspection.count(severity) for severity in SEVERITIES},
                "problems": [problem.as_json() for problem in inspection.problems],
            }
            for inspection in inspections
        ],
    }
    json.dump(document, stream, indent=2)
    stream.write("\n")


def print_github(inspections: Sequence[Inspection], stream: TextIO) -> None:
    """Print a workflow command of GitHub for each problem, so that it stands beside its line."""
    for inspection in inspections:
        for problem in inspection.problems:
            stream.write(f"{_annotate(problem)}\n")
        if inspection.trouble:
            stream.write(f"::error title=unreadable::{_escape(inspection.trouble)}\n")


def _annotate(problem: Diagnostic) -> str:
    properties = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(problem.column + problem.length),
        "title": problem.key,
    }
    listed = ",".join(f"{name}={_escape_property(text)}" for name, text in properties.items())
    message = problem.message
    if problem.suggestion:
        message += f"\n{problem.suggestion}"
    if problem.related:
        place = problem.related.place
        message += f"\n{problem.related.message}: {place.file}:{place.line}:{place.column}"
    return f"::{ANNOTATIONS[problem.severity]} {listed}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _count_all(inspections: Sequence[Inspection]) -> str:
    """Return how many problems of each severity there are, in words."""
    counts = {each: sum(one.count(each) for one in inspections) for each in SEVERITIES}
    return ", ".join(
        f"{number or 'no'} {severity}{'' if number == 1 else 's'}"
        for severity, number in counts.items()
        if number or severity == "error"
    )
