"""A pack: one scenario in one file, the same bytes on every machine.

A pack is a ZIP whose first member, `pack.json`, says what it is; the scenario's own TOML files
follow in order of their names below `scenario/`. Nothing is compressed, no time and no machine is
noted: the same files give the same bytes everywhere, and a small pack cannot unfold into a large
scenario. What a scenario extends stays outside and must be there where the pack is installed.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from game.errors import ScenarioError, SharingError
from game.scenario.bundle import Bundle, SourceFile
from game.scenario.load import check
from game.scenario.models import Scenario
from game.scenario.source import complete_bundle
from game.sharing.names import FOLDER, judge_id, judge_names

SUFFIX = ".bscenario"
"""What the name of a pack ends with."""

MANIFEST = "pack.json"
"""The member that says what a pack is."""

VERSION = 1
"""The version of the layout."""

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Pack:
    """A scenario that can be given away."""

    scenario: Scenario
    """What it plays, checked."""
    files: tuple[SourceFile, ...]
    """Its own files, those of the scenarios that it extends left out."""

    @property
    def id(self) -> str:
        """The id under which it is installed."""
        return self.scenario.scenario.id


def collect_pack(bundle: Bundle) -> Pack:
    """Return the pack of a scenario.

    Raises:
        ScenarioError: It has errors, or could not be installed alone; carries its problems.
        SharingError: A file or the id has a name that some machine could not bear.
    """
    files = tuple(file for file in bundle.files if not file.base)
    pack = Pack(check_whole(bundle), files)
    reason = judge_id(pack.id) or judge_names(file.name for file in files)
    if reason:
        raise SharingError(f"{bundle.name} cannot be packed: {reason}")
    return pack


def check_whole(bundle: Bundle) -> Scenario:
    """Return a scenario in which nothing is wrong, in no language.

    Raises:
        ScenarioError: Something is; carries the problems.
    """
    checked = check(bundle)
    if checked.scenario is None:
        errors = [problem for problem in checked.problems if problem.severity == "error"]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise ScenarioError(
            f"{bundle.name} has errors; the first is in {first.file}, line {first.line}: "
            f"{first.message}{more}",
            errors,
        )
    return checked.scenario


def check_installable(pack: Pack) -> None:
    """Check that a pack needs nothing that lies beside it here but would not where it goes.

    Raises:
        ScenarioError: What it extends can be found by its path only.
    """
    check_whole(complete_bundle(pack.id, pack.files))


def write_pack(pack: Pack) -> bytes:
    """Return the bytes of a pack."""
    header = pack.scenario.scenario
    manifest = {
        "pack": VERSION,
        "id": header.id,
        "title": header.title,
        "format": pack.scenario.format,
        "extends": pack.scenario.extends,
        "files": sorted(file.name for file in pack.files),
    }
    described = json.dumps(manifest, ensure_ascii=True, indent=2) + "\n"
    members = [(MANIFEST, described), *_members(pack.files)]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members:
            archive.writestr(_describe_member(name), text.encode())
    return stream.getvalue()


def _members(files: Sequence[SourceFile]) -> list[tuple[str, str]]:
    return sorted((f"{FOLDER}/{file.name}", file.text) for file in files)


def _describe_member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _NO_TIME)
    member.create_system = _UNIX
    member.external_attr = _PLAIN_FILE
    return member
