"""Packs that mean harm: each is refused with its reason, and nothing is written anywhere."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from tests.engine.conftest import SMALL

MANIFEST = '{"pack": 1, "id": "small"}'
RULES = "scenario/rules.toml"
PLAIN, LINK, PIPE = 0o100644 << 16, 0o120777 << 16, 0o010644 << 16


def zip_up(
    *members: tuple[str, str | bytes],
    manifest: str = MANIFEST,
    compression: int = zipfile.ZIP_STORED,
    attributes: int = PLAIN,
) -> bytes:
    """Return a ZIP of a manifest and members; the last member has the attributes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        archive.writestr("pack.json", manifest, zipfile.ZIP_STORED)
        for name, content in members:
            member = zipfile.ZipInfo(name)
            member.compress_type = compression
            member.external_attr = attributes if name == members[-1][0] else PLAIN
            archive.writestr(member, content)
    return stream.getvalue()


def rename_inside(data: bytes, old: str, new: str) -> bytes:
    """Return a ZIP with a name changed by hand, as no library would write it."""
    assert len(old) == len(new)
    return data.replace(old.encode(), new.encode())


def set_flags(data: bytes, flags: int) -> bytes:
    """Return a ZIP with other flags on each member of its list and on each local header."""
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(mark)
        while place >= 0:
            data = data[: place + offset] + struct.pack("<H", flags) + data[place + offset + 2 :]
            place = data.find(mark, place + 4)
    return data


def list_often(times: int) -> bytes:
    """Return a ZIP whose list names the same MiB of data again and again."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("pack.json", MANIFEST)
        archive.writestr("scenario/x.toml", b"#" * (1 << 20))
        for number in range(times):
            again = copy.copy(archive.filelist[1])
            again.filename = f"scenario/x{number}.toml"
            archive.filelist.append(again)
    return stream.getvalue()


GOOD = zip_up((RULES, SMALL))
NEST = zip_up(("scenario/inner.toml", GOOD))

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "absolute": (lambda: zip_up(("/etc/rules.toml", SMALL)), "outside the folder scenario/"),
    "climbs out": (lambda: zip_up(("scenario/../../x.toml", SMALL)), "names a place"),
    "climbs first": (lambda: zip_up(("../scenario/x.toml", SMALL)), "outside the folder"),
    "subfolder": (lambda: zip_up(("scenario/a/b.toml", SMALL)), "names a place"),
    "doubled slash": (lambda: zip_up(("scenario//b.toml", SMALL)), "names a place"),
    "backslashes": (lambda: zip_up(("scenario/..\\x.toml", SMALL)), "names a place"),
    "drive letter": (lambda: zip_up(("C:\\x.toml", SMALL)), "outside the folder"),
    "drive inside": (lambda: zip_up(("scenario/C:x.toml", SMALL)), "names a place"),
    "stream": (lambda: zip_up(("scenario/a.toml:b.toml", SMALL)), "names a place"),
    "device": (lambda: zip_up(("scenario/nul.toml", SMALL)), "a device on Windows"),
    "device with dots": (lambda: zip_up(("scenario/Com1.x.toml", SMALL)), "a device on Windows"),
    "trailing dot": (lambda: zip_up(("scenario/x.toml.", SMALL)), "no .toml file"),
    "trailing space": (lambda: zip_up(("scenario/x.toml ", SMALL)), "no .toml file"),
    "hidden": (lambda: zip_up(("scenario/.x.toml", SMALL)), "no name for every machine"),
    "look-alike": (lambda: zip_up(("scenario/х.toml", SMALL)), "no name for every machine"),
    "turned around": (
        lambda: zip_up(("scenario/x\u202elmot.toml", SMALL)),
        "no name for every machine",
    ),
    "very long": (lambda: zip_up((f"scenario/{'x' * 300}.toml", SMALL)), "longer than 100"),
    "zero byte": (
        lambda: rename_inside(zip_up((RULES, SMALL)), RULES, "scenario/rul\0s.toml"),
        "no name for every machine",
    ),
    "no name": (
        lambda: rename_inside(zip_up((RULES, SMALL)), RULES, "\0" * len(RULES)),
        "lies outside the folder",
    ),
    "case clash": (
        lambda: zip_up((RULES, SMALL), ("scenario/Rules.toml", "x = 1")),
        "where case does not count",
    ),
    "the same twice": (
        lambda: rename_inside(
            zip_up((RULES, SMALL), ("scenario/rulez.toml", "x = 1")), "rulez", "rules"
        ),
        "where case does not count",
    ),
    "program": (lambda: zip_up((RULES, SMALL), ("scenario/x.py", "print()")), "no .toml file"),
    "nested pack": (lambda: zip_up(("scenario/x.bscenario", GOOD)), "no .toml file"),
    "nested in text": (lambda: NEST, "is not a text"),
    "link": (lambda: zip_up((RULES, "/etc/passwd"), attributes=LINK), "a link or a folder"),
    "pipe": (lambda: zip_up((RULES, SMALL), attributes=PIPE), "a link or a folder"),
    "folder": (lambda: zip_up((RULES, SMALL), ("scenario/x/", "")), "a link or a folder"),
    "compressed": (
        lambda: zip_up((RULES, SMALL), compression=zipfile.ZIP_DEFLATED),
        "is compressed",
    ),
    "bomb": (
        lambda: zip_up((RULES, b"#" * (900 << 10)), compression=zipfile.ZIP_DEFLATED),
        "is compressed",
    ),
    "large file": (lambda: zip_up((RULES, b"#" * ((1 << 20) + 1))), "larger than 1 MiB"),
    "large pack": (lambda: GOOD + b"\0" * (5 << 20), "larger than 4 MiB"),
    "one file under many names": (lambda: list_often(9), "larger than 4 MiB together"),
    "many files": (
        lambda: zip_up(*((f"scenario/x{n}.toml", "x = 1") for n in range(300))),
        "holds 301 files",
    ),
    "encrypted": (lambda: set_flags(GOOD, 0x1), "is encrypted"),
    "no manifest": (lambda: rename_inside(GOOD, "pack.json", "back.json"), "begin with pack.json"),
    "manifest is no JSON": (lambda: zip_up((RULES, SMALL), manifest="[" * 9999), "cannot be read"),
    "manifest of nothing": (lambda: zip_up((RULES, SMALL), manifest="[]"), "does not say which"),
    "newer pack": (
        lambda: zip_up((RULES, SMALL), manifest='{"pack": 2, "id": "small"}'),
        "this game reads version 1",
    ),
    "other id": (
        lambda: zip_up((RULES, SMALL), manifest='{"pack": 1, "id": "../small"}'),
        "says that it holds '../small', and holds 'small'",
    ),
    "id of a device": (
        lambda: zip_up(
            (RULES, SMALL.replace('id = "small"', 'id = "nul"')),
            manifest='{"pack": 1, "id": "nul"}',
        ),
        "a device on Windows",
    ),
    "no scenario": (lambda: zip_up(), "holds no scenario"),
    "texts alone": (lambda: zip_up(("scenario/texts.be.toml", "x = 1")), "holds no scenario"),
    "not text": (lambda: zip_up((RULES, b"\xff\xfe")), "is not UTF-8 at byte 0"),
    "broken rules": (
        lambda: zip_up((RULES, SMALL + "[var.trust]\n")),
        "has errors; the first is in rules.toml, line",
    ),
    "unknown base": (
        lambda: zip_up((RULES, 'extends = "nowhere"\n' + SMALL)),
        "it extends 'nowhere', but there is no scenario 'nowhere'",
    ),
    "path as base": (lambda: zip_up((RULES, 'extends = "../x"\n' + SMALL)), "is no id"),
    "damaged": (lambda: rename_inside(GOOD, "Two seats", "Two tests"), "no pack, or a damaged one"),
    "cut short": (lambda: GOOD[:-30], "no pack, or a damaged one"),
    "no ZIP": (lambda: SMALL.encode(), "no pack, or a damaged one"),
    "empty": (lambda: b"", "no pack, or a damaged one"),
}
"""Each trick with what is said about it."""


@pytest.mark.parametrize("trick", HOSTILE)
def test_a_trick_is_refused_and_writes_nothing(
    trick: str, tmp_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pack is checked before anything is written; the message names the file and the reason."""
    make, says = HOSTILE[trick]
    path = tmp_path / "given.bscenario"
    path.write_bytes(make())
    before = sorted(tmp_path.rglob("*"))
    assert main(["install", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"buffer-state: {path} is not installed: ")
    assert says in said.err
    assert sorted(tmp_path.rglob("*")) == before
    assert not own_folder.exists()


def test_the_pack_that_the_tricks_start_from_is_fine(
    tmp_path: Path, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that each of them is refused for its trick alone."""
    path = tmp_path / "given.bscenario"
    path.write_bytes(GOOD)
    assert main(["install", str(path)]) == 0
    assert "Small is installed in" in capsys.readouterr().out
    assert [file.name for file in (own_folder / "small").iterdir()] == ["rules.toml"]


@pytest.mark.parametrize("name", ["nowhere.bscenario", ".", "a\0b"])
def test_what_is_no_file_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing there, a folder, or no path at all."""
    assert main(["install", name]) == 2
    assert "is not installed: " in capsys.readouterr().err
