"""Where scenarios are found and how their files are read; no other module reads them.

An id is looked up among the scenarios that come with the game, in the user's own folder, and in
installed packages. A path names a file or a folder; the TOML files of a folder make one scenario
together.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli

from game.errors import ScenarioError, ScenarioNotFound
from game.scenario.bundle import Bundle, SourceFile, normalise_lines, translated_language
from game.scenario.origins import SCENARIO_ID, Found, find_all, find_one, user_folder

__all__ = [
    "SCENARIO_ID",
    "Bundle",
    "ScenarioEntry",
    "SourceFile",
    "complete_bundle",
    "find_scenario",
    "list_scenarios",
    "read_bundle",
    "user_folder",
]

MOST_BYTES_OF_A_FILE = 1024 * 1024
"""The size of the largest file that is read, in bytes."""

MOST_BYTES_OF_A_SCENARIO = 4 * 1024 * 1024
"""The size of the largest scenario that is read, all files together, in bytes."""

MOST_FILES = 200
"""The most files that one scenario may have."""

MOST_BASES = 8
"""The longest chain of scenarios that extend each other."""

OTHER_FORMS: Mapping[bytes, str] = MappingProxyType(
    {
        b"\xff\xfe": "it is in UTF-16",
        b"\xfe\xff": "it is in UTF-16",
        b"PK": "a file of a word processor, or a packed one",
    }
)
"""What else holds zero bytes, by how it begins."""

NO_TEXTS: Mapping[Path, str] = MappingProxyType({})
"""Every file stands for itself."""


@dataclass(frozen=True, slots=True)
class ScenarioEntry:
    """A line of the list of scenarios."""

    id: str
    """The id by which it is found."""
    path: Path
    """Its file or folder."""
    origin: str = "game"
    """`game`, `yours`, or the name of the package that brings it."""
    title: str = ""
    """Its name."""
    summary: str = ""
    """One sentence on it."""
    turns: int = 0
    """How many turns it has."""
    minutes: int | None = None
    """How long a game takes, if its author says so."""
    seats: tuple[str, ...] = ()
    """The ids of its seats."""
    problem: str | None = None
    """What keeps it from being read, in a line."""


def find_scenario(where: str) -> Path:
    """Return the file or folder of a scenario.

    Args:
        where: An id, or a path to a file or a folder.

    Raises:
        ScenarioNotFound: No scenario has this id and nothing lies at this path.
    """
    if SCENARIO_ID.fullmatch(where):
        found = find_one(where)
        if found is not None:
            return found.path
    path = Path(where)
    if not where or not _exists(path):
        raise ScenarioNotFound(_miss(where))
    return path


def read_bundle(where: str, texts: Mapping[Path, str] = NO_TEXTS) -> Bundle:
    """Read all files of a scenario and of those that it extends.

    Args:
        where: An id, or a path to a file or a folder.
        texts: What stands for the text of a file, such as one that is not saved yet, by resolved
            path.

    Raises:
        ScenarioNotFound: There is no such scenario.
        ScenarioError: A file cannot be read, is too large, or is not text.
    """
    path = find_scenario(where)
    return _add_bases(where, _read_scenario(path, 0, texts), path, texts)


def complete_bundle(name: str, files: Sequence[SourceFile]) -> Bundle:
    """Return the bundle of files as if they lay in the user's folder, with what they extend.

    Raises:
        ScenarioNotFound: A scenario that they extend is not there.
        ScenarioError: They are too large, or a base cannot be read.
    """
    return _add_bases(name, list(files), user_folder() / name, NO_TEXTS)


def _add_bases(
    where: str, found: list[SourceFile], path: Path, texts: Mapping[Path, str]
) -> Bundle:
    """Return the files of a scenario, below them those that it extends."""
    files: list[SourceFile] = []
    seen = [path.resolve()]
    for layer in range(1, MOST_BASES + 2):
        files = found + files
        if sum(len(file.text.encode()) for file in files) > MOST_BYTES_OF_A_SCENARIO:
            raise ScenarioError(f"the scenario {where} is larger than 4 MiB")
        base = _base_of(found)
        if base is None:
            return Bundle(where, tuple(files))
        path = find_base(base, path)
        if path.resolve() in seen:
            raise ScenarioError(f"the scenario {where} extends itself, by way of {base!r}")
        seen.append(path.resolve())
        found = _read_scenario(path, layer, texts)
    raise ScenarioError(f"the scenario {where} extends more than {MOST_BASES} others in a row")


def list_layers(where: str) -> list[Path]:
    """Return the file or folder of a scenario, then those of the scenarios that it extends.

    What cannot be found or read ends the list: reading the scenario says why.

    Args:
        where: An id, or a path to a file or a folder.
    """
    layers: list[Path] = []
    try:
        path = find_scenario(where)
        while path not in layers and len(layers) <= MOST_BASES:
            layers.append(path)
            base = _base_of(_read_scenario(path, 0))
            if base is None:
                break
            path = find_base(base, path)
    except ScenarioError:
        pass
    return layers


def list_members(path: Path) -> list[Path]:
    """Return the files of one scenario, those that it extends left out; none if it is gone."""
    try:
        return _members(path)
    except ScenarioError:
        return []


def list_scenarios() -> list[ScenarioEntry]:
    """Return the scenarios that can be found by their id, each with what its header says.

    Those of the game stand first, then yours, then those of packages; of one origin the shortest,
    which is where a newcomer begins, and after those that say how long they take the others.
    """
    entries = []
    for found in find_all():
        try:
            entries.append(_describe(found))
        except (ScenarioError, ValueError, RecursionError) as error:
            entries.append(ScenarioEntry(found.id, found.path, found.origin, problem=str(error)))
    # `find_all` goes from origin to origin, and a sort keeps what it is not asked about.
    origins = list(dict.fromkeys(entry.origin for entry in entries))
    return sorted(entries, key=lambda e: (origins.index(e.origin), e.minutes or inf))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        return True  # whoever reads it is told that it lies where nothing may be read
    except (OSError, ValueError):
        return False  # too long for a path, or with a character that none may hold


def _describe(found: Found) -> ScenarioEntry:
    tables: dict[str, Any] = {}
    for file in read_bundle(str(found.path)).files:
        if file.language is None:
            for key, value in tomli.loads(file.text).items():
                old = tables.get(key)
                both = isinstance(old, dict) and isinstance(value, dict)
                tables[key] = {**old, **value} if both else value  # type: ignore[dict-item]
    header, seats = tables.get("scenario"), tables.get("seat", {})
    if not isinstance(header, dict):
        raise ScenarioError("it has no table [scenario]")
    turns, minutes = header.get("turns"), header.get("minutes")
    return ScenarioEntry(
        found.id,
        found.path,
        found.origin,
        title=str(header.get("title", found.id)),
        summary=str(header.get("summary", "")),
        turns=turns if isinstance(turns, int) else 0,
        minutes=minutes if isinstance(minutes, int) else None,
        seats=tuple(seats) if isinstance(seats, dict) else (),
    )


def _name_id(base: str) -> str:
    """Return what would do instead of the path of a base, if that has an id."""
    name = Path(base).stem
    return f'; write `extends = "{name}"`' if SCENARIO_ID.fullmatch(name) else ""


def _miss(where: str) -> str:
    for beside in (f"{where}.toml", f"{where}.txt") if where else ():
        if _exists(Path(beside)):
            rename = f"; rename {beside} to that" if beside.endswith(".txt") else ""
            return f"there is no scenario {where[:200]!r}, but a file {beside[:200]!r}{rename}"
    known = [found.id for found in find_all()]
    near = difflib.get_close_matches(where, known, 1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    listed = f" There are: {', '.join(known)}." if known else ""
    return f"there is no scenario {where[:200]!r}{hint}{listed}"


def _read_scenario(
    path: Path, layer: int, texts: Mapping[Path, str] = NO_TEXTS
) -> list[SourceFile]:
    prefix = f"{path.stem}/" if layer and path.is_dir() else ""
    members = _members(path)
    if len(members) > MOST_FILES:
        raise ScenarioError(f"{path}: a scenario has at most {MOST_FILES} files")
    return [
        SourceFile(prefix + member.name, _read_text(member, texts), layer, str(member))
        for member in members
    ]


def _members(path: Path) -> list[Path]:
    """Return the files that make a scenario: texts of rules first, then translations."""
    try:
        if not path.is_dir():
            return [path, *_translations(path)]
        members = sorted(each for each in path.iterdir() if each.name.endswith(".toml"))
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror or 'it cannot be read'}") from error
    for member in members:
        # Links in a circle have no end that `resolve` could give; they are no file either.
        end = Path(os.path.realpath(member))
        if member.is_symlink() and not end.is_relative_to(path.resolve()):
            raise ScenarioError(f"{member}: a link that leads out of the scenario's folder")
    rules = [member for member in members if translated_language(member.name) is None]
    if not rules:
        what = "only translations" if members else "no .toml file"
        raise ScenarioError(f"{path}: the folder holds {what}, so it is no scenario")
    return rules + [member for member in members if member not in rules]


def _translations(path: Path) -> list[Path]:
    """Return the translations of a scenario of one file.

    They are called `NAME.texts.be.toml`, or `texts.be.toml` where no other scenario lies beside.
    """
    beside = sorted(path.parent.glob("*texts.*.toml"))
    own = re.compile(re.escape(path.stem) + r"\.texts\.[a-z]{2,3}\.toml")
    plain = [file for file in beside if re.fullmatch(r"texts\.[a-z]{2,3}\.toml", file.name)]
    others = plain and any(
        file != path and translated_language(file.name) is None
        for file in path.parent.glob("*.toml")
    )
    return [file for file in beside if own.fullmatch(file.name)] + ([] if others else plain)


def _read_text(path: Path, texts: Mapping[Path, str]) -> str:
    unsaved = texts.get(path.resolve()) if texts else None
    data = _read_bytes(path) if unsaved is None else _check_size(path, unsaved.encode())
    if not data.strip():
        raise ScenarioError(f"{path}: the file is empty")
    if b"\0" in data:
        place = data.index(b"\0")
        form = next((name for mark, name in OTHER_FORMS.items() if data.startswith(mark)), None)
        what = form or f"not a text, it holds a zero byte at byte {place}"
        raise ScenarioError(f"{path}: {what}; save it as plain text, in UTF-8")
    try:
        return normalise_lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        # The codec counts from after the mark that some editors put in front.
        place = error.start + (len(data) - len(error.object))
        line = data.count(b"\n", 0, place) + 1
        raise ScenarioError(
            f"{path}: not UTF-8 at byte {place}, in line {line}; save it as UTF-8"
        ) from error


def _read_bytes(path: Path) -> bytes:
    if not path.is_file():
        raise ScenarioError(f"{path}: not a file")
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES_OF_A_FILE + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ScenarioError(f"{path}: {reason}") from error
    return _check_size(path, data)


def _check_size(path: Path, data: bytes) -> bytes:
    if len(data) > MOST_BYTES_OF_A_FILE:
        raise ScenarioError(f"{path}: the file is larger than 1 MiB")
    return data


def _base_of(files: Iterable[SourceFile]) -> str | None:
    """Return what a scenario extends; what is wrong with its TOML is for the checks to say."""
    for file in files:
        if file.language is None and "extends" in file.text:
            try:
                base = tomli.loads(file.text).get("extends")
            except (ValueError, RecursionError):
                continue
            if isinstance(base, str):
                return base
    return None


def find_base(base: str, path: Path) -> Path:
    """Return where a base lies: beside a scenario of one file, or found by its id.

    Args:
        base: Its id.
        path: The file or folder of the scenario that extends it; the file need not be there yet.

    Raises:
        ScenarioError: It is no id, or leads out of the folder.
        ScenarioNotFound: There is no such scenario.
    """
    if not SCENARIO_ID.fullmatch(base):
        raise ScenarioError(
            f"{path}: extends = {base[:80]!r} is no id; a scenario names no path of its own"
            f"{_name_id(base)}"
        )
    if not path.is_dir():
        for beside in (path.parent / f"{base}.toml", path.parent / base):
            if beside != path and beside.exists():
                if not beside.resolve().is_relative_to(path.parent.resolve()):
                    raise ScenarioError(f"{beside}: a link that leads out of the folder")
                return beside
    found = find_one(base)
    if found is None:
        raise ScenarioNotFound(f"{path}: it extends {base!r}, but {_miss(base)}")
    return found.path
