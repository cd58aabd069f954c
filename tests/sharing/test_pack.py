"""What a pack holds, and that the same scenario is the same pack everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest

from game.cli import main
from game.scenario.origins import shipped_folder
from game.scenario.source import read_bundle
from game.sharing.pack import collect_pack, write_pack
from game.sharing.unpack import read_pack


def pack(where: Path | str) -> bytes:
    """Return the pack of a scenario."""
    return write_pack(collect_pack(read_bundle(str(where))))


def test_the_layout_is_fixed(small: Path, tmp_path: Path) -> None:
    """First what it is, then the files by name: nothing compressed, no time, no machine."""
    path = tmp_path / "small.bscenario"
    path.write_bytes(pack(small))
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        manifest = json.loads(archive.read("pack.json"))
    assert [member.filename for member in members] == [
        "pack.json",
        "scenario/rules.toml",
        "scenario/texts.be.toml",
    ]
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.compress_type for member in members} == {zipfile.ZIP_STORED}
    assert manifest == {
        "pack": 1,
        "id": "small",
        "title": "Small",
        "format": 1,
        "extends": None,
        "files": ["rules.toml", "texts.be.toml"],
    }


def test_the_same_files_are_the_same_bytes(small: Path) -> None:
    """Neither the time, nor line ends, nor where the files lie are in a pack."""
    first = pack(small)
    rules = small / "rules.toml"
    rules.write_bytes(rules.read_bytes().replace(b"\n", b"\r\n"))
    os.utime(rules, (0, 0))
    assert pack(small.rename(small.parent / "elsewhere")) == first


def test_a_known_scenario_has_a_known_pack(tmp_path: Path) -> None:
    """The bytes are those that other machines and other versions of Python write."""
    path = tmp_path / "known.toml"
    path.write_text(
        'format = 1\n[scenario]\nid = "known"\ntitle = "Known"\nsummary = "A constant."\n'
        "turns = 1\nstart = 2020-01-01\n"
    )
    digest = hashlib.sha256(pack(path)).hexdigest()
    assert digest == "61a8727c2e84dd93a9fb1b39ded1c6801bf3f345f50dc5f44421d7d86400b2ec"


@pytest.mark.parametrize("where", sorted(path.name for path in shipped_folder().iterdir()))
def test_shipped_scenarios_come_back_as_they_were(where: str, tmp_path: Path) -> None:
    """Packing and reading a pack changes nothing, so that saves and digests stay true."""
    bundle = read_bundle(str(shipped_folder() / where))
    path = tmp_path / "one.bscenario"
    path.write_bytes(pack(shipped_folder() / where))
    assert [(file.name, file.text) for file in read_pack(path).files] == [
        (file.name, file.text) for file in bundle.files
    ]


def test_pack_writes_beside_and_not_over(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`pack` names the file after the id, and writes over nothing unless it is told to."""
    monkeypatch.chdir(tmp_path)
    assert main(["pack", str(small)]) == 0
    written = (tmp_path / "small.bscenario").read_bytes()
    assert written == pack(small)
    assert capsys.readouterr().out == (
        f"Small is packed in small.bscenario, {len(written)} bytes\n"
        "whoever gets it installs it with: buffer-state install small.bscenario\n"
    )
    (tmp_path / "small.bscenario").write_text("mine")
    assert main(["pack", str(small)]) == 2
    assert "there already; to write over it, add --replace" in capsys.readouterr().err
    assert (tmp_path / "small.bscenario").read_text() == "mine"
    assert main(["pack", str(small), "--replace", "-o", "small.bscenario"]) == 0
    assert (tmp_path / "small.bscenario").read_bytes() == written


def test_pack_says_why_it_cannot_write(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder in the file's place, or a file in the folder's."""
    assert main(["pack", str(small), "-o", str(tmp_path)]) == 2
    assert "is a folder; name a file in it" in capsys.readouterr().err
    inside = small / "rules.toml" / "x"
    assert main(["pack", str(small), "-o", str(inside)]) == 2
    assert capsys.readouterr().err == (
        f"buffer-state: {inside} cannot be written: a file lies where the folder should be; "
        "move it, or name another file\n"
    )


def test_a_broken_scenario_is_not_packed(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody gets a file that could not be installed."""
    rules = small / "rules.toml"
    rules.write_text(rules.read_text() + '[[rule]]\nid = "x"\nadd = { monye = 1 }\n')
    line = rules.read_text().count("\n")
    assert main(["pack", str(small)]) == 2
    assert (
        f"has errors; the first is in rules.toml, line {line}: there is no variable `monye`"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("con.toml", "the name of a device on Windows"),
        ("two words.toml", "no name for every machine"),
        (".hidden.toml", "no name for every machine"),
        ("état.toml", "no name for every machine"),
        ("RULES.toml", "one name where case does not count"),
    ],
)
def test_names_that_some_machine_cannot_bear_are_refused(
    small: Path, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    """Whoever packs hears it, and not whoever gets the pack."""
    (small / name).write_text("[const]\nx = 1\n")
    assert main(["pack", str(small)]) == 2
    assert says in capsys.readouterr().err


def test_a_base_must_be_found_by_its_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A variant goes without its base, so a base that only lies beside it is not enough."""
    header = 'format = 1\n[scenario]\nid = "base"\ntitle = "B"\nsummary = "B."\nturns = 2\n'
    (tmp_path / "base.toml").write_text(header + "start = 2020-01-01\n")
    (tmp_path / "late.toml").write_text(
        'format = 1\nextends = "base"\n[scenario]\nid = "late"\nstart = 2021-01-01\n'
    )
    assert main(["check", str(tmp_path / "late.toml")]) == 0
    assert main(["pack", str(tmp_path / "late.toml")]) == 2
    assert "it extends 'base', but there is no scenario 'base'" in capsys.readouterr().err
