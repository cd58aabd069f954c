"""What several commands take, and what they print: lines for people, JSON for programs."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.exercise.codes import Code


def add_format(parser: argparse.ArgumentParser) -> None:
    """Declare `--format`."""
    parser.add_argument("--format", choices=("text", "json"), default="text")


def add_port(parser: argparse.ArgumentParser, about: str) -> None:
    """Declare `--port`."""
    parser.add_argument("--port", type=number_in(0, 65535), default=8000, help=about)


def add_codes(parser: argparse.ArgumentParser) -> None:
    """Declare `--codes` of the commands that hand codes out."""
    parser.add_argument(
        "--codes", metavar="FILE",
        help="a new file for the codes, as JSON, which `packs --codes` takes (default: shown)",
    )  # fmt: skip


def hand_out(
    options: argparse.Namespace, name: str, done: str, draw: Callable[[], Sequence[Code]]
) -> None:
    """Draw codes and hand them out: into the file that the options name, or printed.

    The file is made first, so that codes that cannot be kept are not drawn.

    Args:
        options: With `codes` and `format`.
        name: The exercise.
        done: What is said of it then, as `is prepared`.
        draw: Draws them.

    Raises:
        BufferStateError: The file is there already, or cannot be made.
    """
    if options.codes is not None:
        with new_file(Path(options.codes)) as file:
            json.dump(_write_codes(name, draw()), file, indent=1)
        print(f"The exercise {name} {done}. Its codes are in {options.codes}, and nowhere else.")
        return
    codes = draw()
    if options.format == "json":
        print_json(_write_codes(name, codes))
        return
    print(f"The exercise {name} {done}. Its codes, which are not shown again:")
    print_table([(each.role, each.world, each.seat, each.code) for each in codes])


def _write_codes(name: str, codes: Sequence[Code]) -> dict[str, Any]:
    """Return codes as plain data."""
    from dataclasses import asdict

    return {"exercise": name, "codes": [asdict(each) for each in codes]}


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """Open a new file that its owner alone may read; it goes again if nothing comes of it.

    Raises:
        BufferStateError: It is there already, or cannot be made.
    """
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise BufferStateError(
            f"{path} is there already, and is left as it is; name another file"
        ) from None
    except OSError as error:
        raise BufferStateError(f"{path} cannot be made: {error.strerror}") from error
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            yield file
    except BaseException:
        path.unlink()
        raise


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
