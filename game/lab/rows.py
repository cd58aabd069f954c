"""Games as rows, written as they come in: seed, ending, last turn, scores, final variables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO, Protocol

from game.engine import Rules
from game.errors import BufferStateError
from game.lab.harvest import Row


class Sink(Protocol):
    """Where rows go."""

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows, by seed."""

    def close(self) -> None:
        """Write what is still held back; the file itself stays open."""


def list_columns(rules: Rules) -> list[str]:
    """Return the names of the columns; seats that have a score bring one as `score.SEAT`."""
    seats = [name for name, seat in rules.seats.items() if seat.score is not None]
    return ["seed", "ending", "turn", *(f"score.{seat}" for seat in seats), *rules.variables]


class CsvSink:
    """Rows as comma-separated values in UTF-8, numbers so that they give the same double back."""

    def __init__(self, stream: BinaryIO, rules: Rules) -> None:
        """Write the names of the columns."""
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(list_columns(rules))

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows, by seed."""
        for seed, ending, turn, scores, values in rows:
            self._writer.writerow([seed, ending, turn, *map(repr, (*scores, *values))])

    def close(self) -> None:
        """Let go of the stream."""
        self._text.flush()
        self._text.detach()


class ParquetSink:
    """Rows as Apache Parquet, a group for each ten thousand."""

    GROUP = 10_000

    def __init__(self, stream: BinaryIO, rules: Rules) -> None:
        """Begin the file.

        Raises:
            BufferStateError: What writes it is not installed.
        """
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise BufferStateError(
                "--format parquet needs pyarrow: pip install 'buffer-state[parquet]'"
            ) from error
        first, *rest = list_columns(rules)
        kinds: list[pyarrow.DataType] = [pyarrow.uint64(), pyarrow.string(), pyarrow.int32()]
        kinds += [pyarrow.float64()] * (len(rest) - 2)
        self._schema = pyarrow.schema(dict(zip([first, *rest], kinds, strict=True)))
        self._make = pyarrow.Table.from_pydict
        self._writer = parquet.ParquetWriter(stream, self._schema)
        self._held: list[Row] = []

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows, by seed."""
        for row in rows:
            self._held.append(row)
            if len(self._held) >= self.GROUP:
                self._flush()

    def close(self) -> None:
        """Write the last group and the footer."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        flat = [
            (seed, ending, turn, *scores, *values)
            for seed, ending, turn, scores, values in self._held
        ]
        if flat:
            columns = dict(zip(self._schema.names, map(list, zip(*flat, strict=True)), strict=True))
            self._writer.write_table(self._make(columns, schema=self._schema))
        self._held = []
