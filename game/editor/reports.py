"""What an editor is told of a scenario's problems, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path
from pygls.workspace import PositionCodec

from game.editor.places import Places
from game.editor.study import Study
from game.scenario.diagnostics import Diagnostic

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "tip": types.DiagnosticSeverity.Information,
}
"""How editors mark what is how bad."""

SOURCE = "buffer-state"
"""Who says it."""


class Reports:
    """Which files were told that something is wrong with them, by the text that was checked."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: dict[Path, set[Path]] = {}

    def renew(
        self, path: Path, study: Study | None, codec: PositionCodec
    ) -> Iterator[tuple[Path, list[types.Diagnostic]]]:
        """Iterate over files with their problems, the files that have none any more included."""
        found = dict(_collect(path, study, codec)) if study is not None else {}
        found.setdefault(path, [])
        before = self._told.get(path, set())
        self._told[path] = {each for each, diagnostics in found.items() if diagnostics}
        yield from found.items()
        yield from ((each, []) for each in sorted(before - found.keys()))

    def forget(self, path: Path) -> Iterable[Path]:
        """Return the files that were told of problems when a text was checked, which is closed."""
        return {path, *self._told.pop(path, set())}


def _collect(
    path: Path, study: Study, codec: PositionCodec
) -> Iterator[tuple[Path, list[types.Diagnostic]]]:
    """Yield the files of a scenario with their problems."""
    if study.bundle is None:
        start = types.Position(0, 0)
        whole = types.Range(start, types.Position(0, 1))
        yield (
            path,
            [types.Diagnostic(whole, study.trouble or "", SEVERITIES["error"], source=SOURCE)],
        )
        return
    by_file: dict[str, list[Diagnostic]] = {}
    for problem in study.problems:
        by_file.setdefault(problem.file, []).append(problem)
    for name, problems in by_file.items():
        file = study.file_of(name)
        if file is not None and file.path:
            places = Places(file.text, codec)
            told = [_translate(problem, study, places, codec) for problem in problems]
            yield Path(file.path).resolve(), told


def _translate(
    problem: Diagnostic, study: Study, places: Places, codec: PositionCodec
) -> types.Diagnostic:
    """Return a problem in the terms of the protocol."""
    message = problem.message
    if problem.suggestion:
        message += f"\n{problem.suggestion}"
    return types.Diagnostic(
        range=places.range_of_place(problem.place),
        message=message,
        severity=SEVERITIES[problem.severity],
        code=problem.key,
        source=SOURCE,
        related_information=[*_relate(problem, study, codec)] or None,
    )


def _relate(
    problem: Diagnostic, study: Study, codec: PositionCodec
) -> Iterator[types.DiagnosticRelatedInformation]:
    """Yield the second place of a problem, if it has one."""
    related = problem.related
    file = study.file_of(related.place.file) if related is not None else None
    if related is not None and file is not None and file.path:
        place = Places(file.text, codec).range_of_place(related.place)
        uri = from_fs_path(str(Path(file.path).resolve())) or ""
        yield types.DiagnosticRelatedInformation(types.Location(uri, place), related.message)
