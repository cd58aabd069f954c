"""Which names the files of a pack may have, so that every machine can bear them."""

from __future__ import annotations

import re
from collections.abc import Iterable

FOLDER = "scenario"
"""The folder of a pack in which the scenario's files lie."""

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.toml")
"""What the name of a file looks like: no folder, no space, nothing hidden."""

LONGEST = 100
"""The most characters of a name."""

DEVICES = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that mean a device on Windows, whatever follows the first dot."""


def judge_names(names: Iterable[str]) -> str | None:
    """Return what keeps files of these names from being shared, or None."""
    seen: dict[str, str] = {}
    for name in names:
        problem = _judge_name(name)
        if problem:
            return f"{name[:LONGEST]!r} {problem}"
        if name.casefold() in seen:
            return f"{seen[name.casefold()]!r} and {name!r} are one name where case does not count"
        seen[name.casefold()] = name
    return None


def judge_id(identifier: str) -> str | None:
    """Return what keeps a scenario from being installed under its id, or None."""
    if identifier.casefold() in DEVICES:
        return f"its id {identifier!r} is the name of a device on Windows"
    return None


def _judge_name(name: str) -> str | None:
    """Return what is wrong with the name of a file, or None."""
    if len(name) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if "/" in name or "\\" in name or ":" in name or name in (".", ".."):
        return "names a place and not a file of the scenario"
    if not name.endswith(".toml"):
        return "is no .toml file"
    if not FILE_NAME.fullmatch(name):
        return "is no name for every machine: letters, digits, - and _, then .toml"
    if name.partition(".")[0].casefold() in DEVICES:
        return "is the name of a device on Windows"
    return None
