"""The MSEL as a table: from and to CSV and XLSX, so that it can be written in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from pydantic import ValidationError

from game.archive.writing import write_document
from game.errors import ExerciseError
from game.exercise.changes import parse_changes, write_changes
from game.exercise.configuration import Inject
from game.exercise.extras import needed_for
from game.exercise.fields import explain_refusal
from game.exercise.neutral import neutralise, restore

COLUMNS: Final = (
    "id", "objective", "trigger", "turn", "phase", "minutes", "when", "confirm", "from", "to",
    "label", "text", "effects", "expected", "notes", "fallback_for", "status",
)  # fmt: skip
"""The columns in their order; `status` is written and not read."""

MOST_BYTES: Final = 4 << 20
"""The largest file that is read."""


def write_rows(injects: Iterable[tuple[Inject, str]]) -> list[list[str]]:
    """Return the table of injects with their status, the heading first."""
    rows = [list(COLUMNS)]
    for inject, status in injects:
        values = {
            **inject.model_dump(by_alias=True),
            "turn": inject.turn or "",
            "minutes": f"{inject.minutes:g}" if inject.minutes else "",
            "when": inject.when or "",
            "confirm": "yes" if inject.confirm else "",
            "to": ", ".join(inject.to),
            "effects": "" if inject.effects is None else write_changes(inject.effects) or "none",
            "status": status,
        }
        rows.append([neutralise(str(values[column])) for column in COLUMNS])
    return rows


def read_rows(rows: list[list[str]], place: str) -> tuple[Inject, ...]:
    """Return the injects of a table whose first row is the heading.

    Args:
        rows: The cells.
        place: What messages call the table.

    Raises:
        ExerciseError: A column is unknown or a cell cannot be read; the text names its row.
    """
    if not rows:
        raise ExerciseError(f"{place} is empty; its first row names the columns")
    heading = [cell.strip().lower() for cell in rows[0]]
    strange = [cell for cell in heading if cell and cell not in COLUMNS]
    if strange or "id" not in heading:
        what = f"an unknown column {strange[0]!r}" if strange else "no column `id`"
        raise ExerciseError(f"{place} has {what}; the columns are {', '.join(COLUMNS)}")
    injects = []
    for number, row in enumerate(rows[1:], 2):
        cells = {
            name: restore(cell.strip()) for name, cell in zip(heading, row, strict=False) if name
        }
        if any(cells.values()):
            injects.append(_read_row(cells, f"{place}, row {number}"))
    return tuple(injects)


def _read_row(cells: dict[str, str], place: str) -> Inject:
    fields: dict[str, Any] = {name: cell for name, cell in cells.items() if cell}
    fields.pop("status", None)
    if "to" in fields:
        fields["to"] = tuple(seat.strip() for seat in fields["to"].split(",") if seat.strip())
    if "confirm" in fields:
        fields["confirm"] = fields["confirm"].lower() in ("yes", "true", "1", "x")
    if "effects" in fields:
        text = fields["effects"]
        fields["effects"] = () if text.lower() == "none" else parse_changes(text)
    try:
        return Inject.model_validate(fields)
    except ValidationError as error:
        raise ExerciseError(f"{place}: {explain_refusal(error)}") from error


def read_msel(path: Path) -> tuple[Inject, ...]:
    """Return the injects of a CSV or XLSX file.

    Raises:
        ExerciseError: It cannot be read, or a cell is wrong; the text names its row.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ExerciseError(f"{path} is larger than {MOST_BYTES >> 20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise ExerciseError(f"{path} cannot be read: {error.strerror}") from error
    rows = _read_sheet(data, path) if path.suffix.lower() == ".xlsx" else _read_lines(data, path)
    return read_rows(rows, path.name)


def _read_lines(data: bytes, path: Path) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        # Spreadsheets separate by what their language leaves free; the heading tells.
        separator = max(",;\t", key=text.partition("\n")[0].count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ExerciseError(f"{path} is no CSV in UTF-8: {error}") from error


def _read_sheet(data: bytes, path: Path) -> list[list[str]]:
    with needed_for("spreadsheets"):
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [[_write_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise ExerciseError(f"{path} is no workbook: {error}") from error
    return rows


def _write_cell(value: object) -> str:
    """Return the text of a cell; spreadsheets keep whole numbers as 3.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write_msel(path: Path, injects: Iterable[tuple[Inject, str]]) -> None:
    """Write injects with their status as CSV or XLSX, by the ending of the file's name.

    Raises:
        SaveError: The file cannot be written.
    """
    rows = write_rows(injects)
    write_document(path, _sheet(rows) if path.suffix.lower() == ".xlsx" else write_csv(rows))


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows as CSV in UTF-8, with the mark by which spreadsheets know it."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def _sheet(rows: list[list[str]]) -> bytes:
    with needed_for("spreadsheets"):
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "MSEL"
    for row in rows:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in sheet.iter_rows():
        for cell in line:
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
