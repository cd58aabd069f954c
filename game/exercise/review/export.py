"""Exports: the log as JSONL, tidy tables as CSV or Parquet, a codebook; pseudonymised."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.archive.writing import write_document
from game.errors import ExerciseError
from game.exercise.clock import MICROSECONDS
from game.exercise.events import (
    Event,
    is_taken_back,
    leave_out_practice,
    write_payload,
)
from game.exercise.exercise import Exercise
from game.exercise.msel import write_csv
from game.exercise.neutral import neutralise
from game.exercise.payloads import (
    ArgumentAdded,
    EstimateCast,
    InjectSent,
    MessageSent,
    NoteAdded,
    OverrideApplied,
    OverrideUndone,
    RulingMade,
    SurveyAnswered,
    TurnReleased,
    TurnResolved,
)
from game.exercise.readers import Reader
from game.exercise.review.codebook import PLACE, TABLES, write_codebook

Row = dict[str, Any]
"""A row by columns."""

FORMS = ("csv", "parquet", "jsonl")
"""What an export can be."""


class Extract:
    """What a reader may read of an exercise, as tables."""

    def __init__(self, exercise: Exercise, reader: Reader) -> None:
        """Read what the reader may read."""
        self.reader = reader
        self.events = leave_out_practice(exercise.read_all(reader))
        self._begun = self.events[0].moment if self.events else 0
        self._names: dict[str, str] = {}

    def tables(self) -> dict[str, list[Row]]:
        """Return the rows of all tables of the codebook."""
        tables: dict[str, list[Row]] = {name: [] for name in TABLES}
        for event in self.events:
            tables["events"].append(
                {
                    **self._place(event),
                    "type": event.type,
                    "seat": self._name(event.seat),
                    "caused_by": event.caused_by,
                }
            )
            for table, row in self._tell(event):
                tables[table].append({**self._place(event), **row})
        return tables

    def lines(self) -> Iterator[str]:
        """Yield the log as JSON, an entry a line."""
        for event in self.events:
            payload = json.loads(write_payload(event.payload))
            if "author" in payload:
                payload["author"] = self._name(event.seat)
            row = {
                **self._place(event),
                "type": event.type,
                "version": event.version,
                "seat": self._name(event.seat),
                "caused_by": event.caused_by,
                "payload": payload,
            }
            yield json.dumps(row, ensure_ascii=False, allow_nan=False)

    def _place(self, event: Event) -> Row:
        seconds = round((event.moment - self._begun) / MICROSECONDS, 3)
        values = (event.seq, seconds, event.world, event.turn, event.phase)
        return dict(zip(PLACE, values, strict=True))

    def _name(self, actor: str) -> str:
        """Return who acted, facilitators by number."""
        role, _, initials = actor.partition(":")
        if not initials or initials == "program":
            return role
        known = self._names.setdefault(actor, f"{role}-{len(self._names) + 1}")
        return known

    def _is_reverted(self, event: Event) -> int:
        return int(is_taken_back(event, self.events))

    def _tell(self, event: Event) -> Iterator[tuple[str, Row]]:
        """Yield the rows that an entry adds to tables."""
        payload = event.payload
        if isinstance(payload, TurnResolved):
            yield from self._tell_turn(event)
            yield from self._tell_plans(event)
        elif isinstance(payload, TurnReleased) and self._is_own(event):
            yield from self._tell_turn(event)
        elif isinstance(payload, OverrideApplied | OverrideUndone | RulingMade | InjectSent):
            yield from self._tell_changes(event)
        if isinstance(payload, InjectSent):
            row = {"inject": payload.inject, "by": payload.by, "played": int(payload.played)}
            yield "injects", row
        elif isinstance(payload, RulingMade):
            yield "rulings", _write_ruling(payload)
        elif isinstance(payload, EstimateCast):
            row = {"ref": payload.ref, "seat": self._name(event.seat), "odds": payload.odds}
            yield "estimates", row
        elif isinstance(payload, ArgumentAdded):
            seat = self._name(event.seat)
            row = {"ref": payload.ref, "seat": seat, "kind": payload.kind, "text": payload.intent}
            yield "arguments", row
        elif isinstance(payload, MessageSent):
            to = " ".join(payload.to)
            yield "messages", {"sender": payload.sender, "to": to, "text": payload.text}
        elif isinstance(payload, NoteAdded):
            row = {"text": payload.text, "objective": payload.objective, "about": payload.about}
            yield "notes", {**row, "seat": self._name(event.seat)}
        elif isinstance(payload, SurveyAnswered):
            for question, answer in payload.answers.items():
                seat = self._name(event.seat)
                yield "survey", {"seat": seat, "question": question, "answer": answer}

    def _is_own(self, event: Event) -> bool:
        """Tell whether a report of a turn is the one for this reader."""
        if self.reader.omniscient:
            return False
        seat = f"seat:{self.reader.world}/{self.reader.seat}"
        own = seat if self.reader.role == "seat" else f"world:{event.world}"
        return own in event.audience

    def _tell_turn(self, event: Event) -> Iterator[tuple[str, Row]]:
        report, reverted = event.payload.report, self._is_reverted(event)
        for name, after in report.after.items():
            row = {"variable": name, "before": report.before[name], "after": after}
            yield "values", {**row, "reverted": reverted}
        for cause in report.causes:
            yield (
                "causes",
                {
                    "variable": cause.var,
                    "by": cause.by,
                    "stage": cause.stage,
                    "amount": cause.amount,
                    "reverted": reverted,
                },
            )

    def _tell_plans(self, event: Event) -> Iterator[tuple[str, Row]]:
        reverted = self._is_reverted(event)
        for seat, plan in event.payload.plans.items():
            common = {"seat": seat, "source": event.payload.sources[seat], "reverted": reverted}
            for order in plan.orders:
                yield "orders", {**common, "kind": "order", "choice": order}
            for name, option in plan.choices.items():
                yield "orders", {**common, "kind": "answer", "choice": f"{name}.{option}"}

    def _tell_changes(self, event: Event) -> Iterator[tuple[str, Row]]:
        payload, reverted = event.payload, self._is_reverted(event)
        undone = isinstance(payload, OverrideUndone)
        kind = "undo" if undone else event.type.partition(".")[0]
        reason = getattr(payload, "reason", "") or getattr(payload, "private", "")
        for each in payload.applied:
            values = {"name": each.name, "before": each.before, "after": each.after}
            yield "changes", {"kind": kind, **values, "reason": reason, "reverted": reverted}


def _write_ruling(ruling: RulingMade) -> Row:
    return {
        "ref": ruling.ref,
        "odds": ruling.odds,
        "roll": 100.0 * ruling.roll,
        "succeeded": int(ruling.succeeded),
        "public": ruling.public,
        "private": ruling.private,
    }


def export(exercise: Exercise, reader: Reader, folder: Path, form: str = "csv") -> tuple[Path, ...]:
    """Write what a reader may read into a folder, and return the files.

    Args:
        exercise: Which exercise.
        reader: Whose knowledge; an analyst's is everything.
        folder: Where the files go.
        form: `csv`, `parquet`, or `jsonl` for the log alone.

    Raises:
        ExerciseError: Parquet is asked for and pyarrow is missing.
        SaveError: A file cannot be written.
    """
    extract = Extract(exercise, reader)
    files = {"codebook.md": write_codebook().encode("utf-8")}
    files["events.jsonl"] = "".join(f"{line}\n" for line in extract.lines()).encode("utf-8")
    if form != "jsonl":
        write = _write_parquet if form == "parquet" else _write_csv
        for table, rows in extract.tables().items():
            files[f"{table}.{form}"] = write(table, rows)
    for name, data in files.items():
        write_document(folder / name, data)
    return tuple(folder / name for name in files)


def _write_csv(table: str, rows: list[Row]) -> bytes:
    columns = list(TABLES[table])
    cells = [[_write_cell(row.get(column)) for column in columns] for row in rows]
    return write_csv([columns, *cells])


def _write_cell(value: object) -> str:
    return "" if value is None else neutralise(str(value))


def _write_parquet(table: str, rows: list[Row]) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ExerciseError(
            "Parquet needs pyarrow, which is not installed: pip install 'buffer-state[parquet]'"
        ) from error
    columns = {name: [row.get(name) for row in rows] for name in TABLES[table]}
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()
