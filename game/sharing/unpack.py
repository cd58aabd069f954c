"""Reading a pack that a stranger made, in memory; nothing here writes."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.errors import PackRefused, ScenarioError
from game.scenario.bundle import SourceFile, normalise_lines
from game.scenario.source import (
    MOST_BYTES_OF_A_FILE,
    MOST_BYTES_OF_A_SCENARIO,
    MOST_FILES,
    complete_bundle,
)
from game.sharing.names import FOLDER, judge_id, judge_names
from game.sharing.pack import MANIFEST, SUFFIX, VERSION, Pack, check_whole

MOST_BYTES_OF_A_PACK = MOST_BYTES_OF_A_SCENARIO + 64 * 1024
"""The size of the largest pack that is read, in bytes."""

ENCRYPTED = 0x1
"""The bit of a member's flags that says it is encrypted."""


def read_pack(path: Path) -> Pack:
    """Return what a pack holds, checked as a whole.

    Raises:
        PackRefused: It cannot be read, is no pack, breaks a rule of packs, or its scenario has
            errors. The text says which.
    """
    try:
        return _open_pack(_read_bytes(path))
    except PackRefused as error:
        raise PackRefused(f"{path} is not installed: {error}") from None


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES_OF_A_PACK + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be read"
        raise PackRefused(reason[:1].lower() + reason[1:]) from error
    if len(data) > MOST_BYTES_OF_A_PACK:
        raise PackRefused("it is larger than 4 MiB, the most that a scenario may have")
    return data


def _open_pack(data: bytes) -> Pack:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _judge_members(members)
            contents = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as error:
        raise PackRefused(
            f"it is no pack, or a damaged one; `buffer-state pack` makes a *{SUFFIX} file"
        ) from error
    manifest = _read_manifest(contents.pop(MANIFEST))
    files = [_read_file(name, content) for name, content in sorted(contents.items())]
    return _check_scenario(manifest, files)


def _judge_members(members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse a pack whose list of members has anything that `write_pack` would not write."""
    if len(members) > MOST_FILES + 1:
        raise PackRefused(f"it holds {len(members)} files; a scenario has at most {MOST_FILES}")
    if not members or members[0].orig_filename != MANIFEST:
        raise PackRefused(f"it does not begin with {MANIFEST}, so it is no pack")
    inside = f"{FOLDER}/"
    names = [member.orig_filename for member in members[1:]]
    stray = next((name for name in names if not name.startswith(inside)), None)
    if stray is not None:
        raise PackRefused(f"{stray[:100]!r} lies outside the folder {inside}")
    for member in members:  # each has a name by now, which the library takes for granted
        _judge_member(member)
    reason = judge_names(name.removeprefix(inside) for name in names)
    if reason:
        raise PackRefused(reason)
    if sum(member.file_size for member in members) > MOST_BYTES_OF_A_PACK:
        raise PackRefused("its files are larger than 4 MiB together")


def _judge_member(member: zipfile.ZipInfo) -> None:
    name = repr(member.orig_filename[:100])
    kind = stat.S_IFMT(member.external_attr >> 16)
    if member.is_dir() or kind not in (0, stat.S_IFREG):
        raise PackRefused(f"{name} is a link or a folder; a pack holds plain files only")
    if member.flag_bits & ENCRYPTED:
        raise PackRefused(f"{name} is encrypted")
    if member.compress_type != zipfile.ZIP_STORED or member.compress_size != member.file_size:
        raise PackRefused(f"{name} is compressed; the files of a pack are not")
    if member.file_size > MOST_BYTES_OF_A_FILE:
        raise PackRefused(f"{name} is larger than 1 MiB")


def _read_manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PackRefused(f"its {MANIFEST} cannot be read") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("pack"), int):
        raise PackRefused(f"its {MANIFEST} does not say which pack it is")
    if manifest["pack"] != VERSION:
        raise PackRefused(
            f"it is a pack of version {manifest['pack']}, and this game reads version {VERSION}; "
            "a newer Buffer State may read it"
        )
    return manifest


def _read_file(name: str, content: bytes) -> SourceFile:
    if b"\0" in content:
        raise PackRefused(f"{name!r} is not a text")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackRefused(f"{name!r} is not UTF-8 at byte {error.start}") from error
    return SourceFile(name.removeprefix(f"{FOLDER}/"), normalise_lines(text))


def _check_scenario(manifest: dict[str, Any], files: Sequence[SourceFile]) -> Pack:
    """Return the pack if its scenario can be played and is what the manifest says."""
    rules = [file for file in files if file.language is None]
    if not rules:
        raise PackRefused("it holds no scenario")
    ordered = rules + [file for file in files if file.language is not None]
    claimed = str(manifest.get("id"))[:80]
    try:
        pack = Pack(check_whole(complete_bundle(claimed, ordered)), tuple(ordered))
    except ScenarioError as error:
        raise PackRefused(str(error)) from error
    if pack.id != claimed:
        raise PackRefused(f"it says that it holds {claimed!r}, and holds {pack.id!r}")
    reason = judge_id(pack.id)
    if reason:
        raise PackRefused(reason)
    return pack
