"""A save is one TOML file: a summary, a marker, the journal, the scenario's own text.

The summary ends at the marker, so that lists need not read the rest; it gives the length of the
rest, so that they see when a file was cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import tomli
import tomli_w
from pydantic import BaseModel, ValidationError

from game.archive.record import FORMAT, SINGLE, FileRecord, Save, Summary, TurnRecord
from game.errors import SaveDamaged, SaveError
from game.scenario.source import (
    MOST_BYTES_OF_A_SCENARIO,
    MOST_FILES,
    Bundle,
    SourceFile,
)

MARKER = "# ---- the journal, then the scenario as it was played ----\n"
"""The line between the summary and the rest."""

MOST_BYTES = 3 * MOST_BYTES_OF_A_SCENARIO
"""The size of the largest save that is read; in it the scenario's quotes are escaped."""

MOST_BYTES_OF_A_SUMMARY = 64 * 1024
"""Where the marker must have come."""

M = TypeVar("M", bound=BaseModel)


def render_save(save: Save) -> bytes:
    """Return the bytes of a save; its `length` is computed here."""
    entries = [
        *(_write_entry("rewinds", rewind) for rewind in save.rewinds),
        *(_write_entry("journal", turn) for turn in save.journal),
        *(_write_entry("branches", branch) for branch in save.branches),
        _write_files(save.files),
    ]
    rest = "\n".join(entries).encode("utf-8")
    head = save.model_dump(
        exclude_defaults=True, by_alias=True, exclude={"rewinds", "journal", "branches", "files"}
    )
    head["length"] = len(rest)
    return (tomli_w.dumps(head) + "\n" + MARKER).encode("utf-8") + rest


def _write_entry(name: str, record: BaseModel, multiline: bool = False) -> str:
    """Return one `[[name]]` of a list; left to itself the writer may fold a list into a line."""
    table = {name: record.model_dump(exclude_defaults=True, by_alias=True)}
    return f"[{tomli_w.dumps(table, multiline_strings=multiline)}".replace("]\n", "]]\n", 1)


@lru_cache(maxsize=4)
def _write_files(files: tuple[FileRecord, ...]) -> str:
    """Return the scenario's files; a game writes the same ones again and again."""
    return "\n".join(_write_entry("files", file, multiline=True) for file in files)


def parse_save(data: bytes, name: str) -> Save:
    """Return the save that a file's bytes hold; `name` stands in messages.

    Raises:
        SaveDamaged: It is empty, cut off, foreign, of a newer format, or not what was written.
    """
    if not data.strip():
        raise SaveDamaged(f"{name} is empty")
    if len(data) > MOST_BYTES:
        raise SaveDamaged(f"{name} is larger than {MOST_BYTES >> 20} MiB, so it is no save")
    save = _validate(Save, _parse_toml(data, name), name)
    for journal in (save.journal, *(branch.journal for branch in save.branches)):
        _check_order(journal, name)
    if len(save.files) > MOST_FILES:
        raise SaveDamaged(f"{name} is damaged: its scenario has more than {MOST_FILES} files")
    if bundle_of(save).digest != save.scenario.digest:
        raise SaveDamaged(
            f"{name} is damaged: the scenario in it is not the one with which it was saved"
        )
    return save


def _check_order(journal: Sequence[TurnRecord], name: str) -> None:
    if [turn.number for turn in journal] != list(range(1, len(journal) + 1)):
        raise SaveDamaged(f"{name} is damaged: the turns of its journal are not in order")


def parse_summary(head: bytes, size: int, name: str) -> Summary:
    """Return the summary at the beginning of a save.

    Args:
        head: At least the first bytes of the file, up to the marker.
        size: The size of the whole file in bytes.
        name: What messages call it.

    Raises:
        SaveDamaged: It is none, or the file does not have the length that it gives.
    """
    place = head.find(b"\n" + MARKER.encode("ascii"))
    if place < 0:
        _parse_toml(head, name)
        raise SaveDamaged(f"{name} is not a whole save of Buffer State")
    summary = _validate(Summary, _parse_toml(head[:place], name), name)
    if size != place + 1 + len(MARKER) + summary.length:
        raise SaveDamaged(f"{name} is damaged: it was cut off, or something was added")
    return summary


def read_save(path: Path) -> Save:
    """Read a whole save.

    Raises:
        SaveError: It cannot be read.
        SaveDamaged: It is not a whole save.
    """
    return parse_save(_read(path, MOST_BYTES + 1)[0], path.name)


def read_summary(path: Path) -> Summary:
    """Read only the summary of a save.

    Raises:
        SaveError: It cannot be read.
        SaveDamaged: It is not a whole save, as far as its summary and length tell.
    """
    head, size = _read(path, MOST_BYTES_OF_A_SUMMARY)
    return parse_summary(head, size, path.name)


def bundle_of(save: Save) -> Bundle:
    """Return the scenario that a save carries."""
    files = tuple(SourceFile(file.name, file.text, file.layer) for file in save.files)
    return Bundle(save.scenario.id, files)


def _read(path: Path, most: int) -> tuple[bytes, int]:
    """Return the first bytes of a file and its size."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most)
            return data, stream.seek(0, 2)
    except FileNotFoundError as error:
        raise SaveError(f"there is no save {path}") from error
    except IsADirectoryError as error:
        raise SaveError(f"{path} is a folder, not a save") from error
    except OSError as error:
        raise SaveError(f"{path} cannot be read: {error.strerror}") from error


def _parse_toml(data: bytes, name: str) -> dict[str, Any]:
    try:
        table = tomli.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SaveDamaged(f"{name} is no save: it is not text at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise SaveDamaged(f"{name} is damaged or no save: {error}") from error
    _check_format(table.get("format"), table, name)
    return table


def _check_format(version: object, table: dict[str, Any], name: str) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or "program" not in table:
        raise SaveDamaged(f"{name} is not a save of Buffer State")
    if not SINGLE <= version <= FORMAT:
        raise SaveDamaged(
            f"{name} was written by version {str(table['program'])[:40]} in format {version}; "
            f"this program reads formats up to {FORMAT}, so a newer one is needed"
        )


def _validate(model: type[M], table: dict[str, Any], name: str) -> M:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        _refuse(error, name)


def _refuse(error: ValidationError, name: str) -> NoReturn:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    raise SaveDamaged(f"{name} is damaged: {place}: {first['msg']}") from error
