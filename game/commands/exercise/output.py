"""What several commands take, and what they print: lines for people, JSON for programs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Any


def add_format(parser: argparse.ArgumentParser) -> None:
    """Declare `--format`."""
    parser.add_argument("--format", choices=("text", "json"), default="text")


def add_port(parser: argparse.ArgumentParser, about: str) -> None:
    """Declare `--port`."""
    parser.add_argument("--port", type=number_in(0, 65535), default=8000, help=about)


def number_in(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number within two ends from the command line."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(
                f"{text[:60]!r} is no whole number from {least} to {most}"
            )
        return number

    return read


def print_json(value: Any) -> None:
    """Print plain data as one JSON document."""
    print(json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False, default=str))


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns as wide as they need; the last is not padded."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[-1]]).rstrip())
