"""Finding and reading scenarios, and everything that can be wrong with their files."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import NoReturn

import pytest

from game.errors import ScenarioError, ScenarioNotFound
from game.scenario.bundle import Bundle, SourceFile, translated_language
from game.scenario.source import find_scenario, list_scenarios, read_bundle, user_folder

HEADER = """format = 1
[scenario]
id = "own"
title = "Own"
summary = "Mine."
turns = 3
start = 2020-01-01
"""


def write(folder: Path, name: str, text: str | bytes = HEADER) -> str:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def refuse(where: str) -> str:
    """Return why a scenario is refused."""
    with pytest.raises(ScenarioError) as caught:
        read_bundle(where)
    return str(caught.value)


def test_an_id_and_a_path_find_the_same_scenario() -> None:
    """Every command takes an id or a path."""
    path = find_scenario("first-steps")
    assert path.name == "first-steps.toml"
    assert read_bundle(str(path)).digest == read_bundle("first-steps").digest


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    """No such scenario: the nearest id is suggested, and those found are listed."""
    with pytest.raises(ScenarioNotFound) as caught:
        find_scenario("first-step")
    text = str(caught.value)
    assert text.startswith("there is no scenario 'first-step'; did you mean 'first-steps'?")
    assert "There are: " in text
    with pytest.raises(ScenarioNotFound, match=r"^there is no scenario 'zzz'\. There are: "):
        find_scenario("zzz")


@pytest.mark.parametrize("where", ["", "no/such/path.toml", "a\0b", "x" * 5000])
def test_what_is_no_path_is_not_found(where: str) -> None:
    """A path to nothing gives a message, whatever it holds."""
    with pytest.raises(ScenarioNotFound, match="there is no scenario"):
        find_scenario(where)


def test_the_users_own_folder_is_searched() -> None:
    """The user's data folder is looked through after the scenarios of the game."""
    write(user_folder(), "my-own.toml")
    write(user_folder(), "my-broken.toml", "format = ")
    try:
        entries = {entry.id: entry for entry in list_scenarios()}
        own, broken = entries["my-own"], entries["my-broken"]
        assert (own.title, own.turns, own.seats, own.problem) == ("Own", 3, (), None)
        assert find_scenario("my-own") == user_folder() / "my-own.toml"
        assert broken.problem == "Invalid value (at end of document)"
    finally:
        (user_folder() / "my-own.toml").unlink()
        (user_folder() / "my-broken.toml").unlink()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (
            b"a = 1\0",
            "not a text, it holds a zero byte at byte 5; save it as plain text, in UTF-8",
        ),
        ("a = 1".encode("utf-16"), "it is in UTF-16; save it as plain text, in UTF-8"),
        (
            b"PK\3\4\0",
            "a file of a word processor, or a packed one; save it as plain text, in UTF-8",
        ),
        (b"a = 1\n# \xff\n", "not UTF-8 at byte 8, in line 2; save it as UTF-8"),
        (b"\xef\xbb\xbfa = 1\n# \xff\n", "not UTF-8 at byte 11, in line 2; save it as UTF-8"),
        (b"#" * (1024 * 1024 + 1), "the file is larger than 1 MiB"),
        (b"\xff" * (2 * 1024 * 1024), "the file is larger than 1 MiB"),
    ],
)
def test_a_file_that_is_no_text_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    """Each way in which a file cannot be read has its own message."""
    path = write(tmp_path, "bad.toml", content)
    assert refuse(path) == f"{path}: {reason}"


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    """A file is at most 1 MiB."""
    text = HEADER + "#" * (1024 * 1024 - len(HEADER))
    assert read_bundle(write(tmp_path, "full.toml", text)).files[0].text == text


def test_a_scenario_of_more_than_four_mebibytes_is_refused(tmp_path: Path) -> None:
    """A scenario is at most 4 MiB."""
    for number in range(5):
        write(tmp_path, f"{number}.toml", "#" * 1_000_000)
    assert refuse(str(tmp_path)) == f"the scenario {tmp_path} is larger than 4 MiB"


def test_a_folder_without_scenario_is_refused(tmp_path: Path) -> None:
    """An empty folder, and one with translations alone, hold no scenario."""
    assert refuse(str(tmp_path)).endswith("the folder holds no .toml file, so it is no scenario")
    write(tmp_path, "texts.be.toml", "a = 1")
    assert refuse(str(tmp_path)).endswith(
        "the folder holds only translations, so it is no scenario"
    )


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A device or a pipe is not read."""
    os.mkfifo(tmp_path / "pipe.toml")
    assert refuse(str(tmp_path / "pipe.toml")).endswith("pipe.toml: not a file")


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    """Symlinks that lead outside of a scenario's folder are refused, others are followed."""
    inside = tmp_path / "scenario"
    write(inside, "a.toml")
    (inside / "b.toml").symlink_to(inside / "a.toml")
    assert [file.name for file in read_bundle(str(inside)).files] == ["a.toml", "b.toml"]
    write(tmp_path, "secret.toml")
    (inside / "c.toml").symlink_to(tmp_path / "secret.toml")
    assert (
        refuse(str(inside))
        == f"{inside / 'c.toml'}: a link that leads out of the scenario's folder"
    )


def test_links_in_a_circle_are_no_file(tmp_path: Path) -> None:
    """A link that leads back to itself is refused by its name."""
    write(tmp_path, "a.toml")
    (tmp_path / "b.toml").symlink_to("b.toml")
    assert refuse(str(tmp_path)) == f"{tmp_path / 'b.toml'}: not a file"


def test_a_base_that_is_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """`extends` reads nothing outside of the folder, by a link neither."""
    own = tmp_path / "own"
    path = write(own, "variant.toml", 'extends = "base"\n' + HEADER)
    write(tmp_path, "elsewhere.toml")
    (own / "base.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert "a link that leads out of the folder" in refuse(path)


@pytest.mark.parametrize("base", ["../secret", "/etc/passwd", "a/b", "C:\\x", ".", ""])
def test_extends_is_no_path(base: str, tmp_path: Path) -> None:
    """A scenario names no path outside its own folder."""
    path = write(tmp_path, "variant.toml", f"extends = '{base}'\n{HEADER}")
    assert "is no id; a scenario names no path of its own" in refuse(path)


def test_a_base_named_by_its_file_is_told_its_id(tmp_path: Path) -> None:
    """Who writes `straits.toml` means the scenario of that name."""
    path = write(tmp_path, "variant.toml", f"extends = './straits.toml'\n{HEADER}")
    assert refuse(path).endswith('; write `extends = "straits"`')


def test_a_file_with_another_ending_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some editors add `.txt` out of sight, and some people leave `.toml` away."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "straits.toml.txt")
    write(tmp_path, "isles.toml")
    assert refuse("straits.toml") == (
        "there is no scenario 'straits.toml', but a file 'straits.toml.txt'; "
        "rename straits.toml.txt to that"
    )
    assert refuse("isles") == "there is no scenario 'isles', but a file 'isles.toml'"


def test_extends_something_unknown(tmp_path: Path) -> None:
    """A base that does not exist is named, with the nearest that does."""
    path = write(tmp_path, "variant.toml", f'extends = "first-stepz"\n{HEADER}')
    text = refuse(path)
    assert "it extends 'first-stepz', but there is no scenario 'first-stepz'" in text
    assert "did you mean 'first-steps'?" in text


def test_scenarios_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    """A chain of bases that comes back to itself ends with a message."""
    path = write(tmp_path, "one.toml", f'extends = "two"\n{HEADER}')
    write(tmp_path, "two.toml", f'extends = "one"\n{HEADER}')
    assert refuse(path) == f"the scenario {path} extends itself, by way of 'one'"


def test_a_chain_of_bases_has_an_end(tmp_path: Path) -> None:
    """No more than eight scenarios extend each other in a row."""
    for number in range(12):
        write(tmp_path, f"s{number}.toml", f'extends = "s{number + 1}"\n{HEADER}')
    assert refuse(str(tmp_path / "s0.toml")).endswith("extends more than 8 others in a row")


def test_base_files_come_first_and_are_marked(tmp_path: Path) -> None:
    """The files of the scenarios that are extended stand before the scenario's own."""
    path = write(tmp_path, "variant.toml", f'extends = "base"\n{HEADER}')
    write(tmp_path, "base/b.toml")
    write(tmp_path, "base/a.toml")
    files = read_bundle(path).files
    assert [(file.name, file.base) for file in files] == [
        ("base/a.toml", True),
        ("base/b.toml", True),
        ("variant.toml", False),
    ]


def test_translations_lie_beside(tmp_path: Path) -> None:
    """A translation lies beside the scenario; other scenarios' translations are left alone."""
    path = write(tmp_path, "one.toml")
    write(tmp_path, "texts.be.toml", "[var]")
    assert [file.name for file in read_bundle(path).files] == ["one.toml", "texts.be.toml"]
    write(tmp_path, "two.toml")
    write(tmp_path, "one.texts.pl.toml", "[var]")
    assert [file.name for file in read_bundle(path).files] == ["one.toml", "one.texts.pl.toml"]
    assert translated_language("one.texts.pl.toml") == "pl"
    assert translated_language("contexts.pl.toml") is None


def test_the_digest_is_that_of_names_and_rules() -> None:
    """Names and texts count; line ends and translations do not."""
    one = Bundle("x", (SourceFile("a.toml", "a = 1\nb = 2\n"),))
    same = Bundle("y", (SourceFile("a.toml", "a = 1\r\nb = 2\r\n"),))
    translated = Bundle("x", (*one.files, SourceFile("texts.be.toml", "c = 1")))
    other = Bundle("x", (SourceFile("a.toml", "a = 1\nb = 3\n"),))
    moved = Bundle("x", (SourceFile("b.toml", "a = 1\nb = 2\n"),))
    assert one.digest == same.digest == translated.digest
    assert len({one.digest, other.digest, moved.digest}) == 3
    assert one.digest == "4f03eb5e9d5bf207844f8719a40d43f41abab3bf1008dee41da13ca4ee1507ff"


@pytest.mark.parametrize("lies", ["", "x.toml"], ids=["folder", "file"])
def test_what_may_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lies: str
) -> None:
    """It is no empty folder, and no scenario that is missing."""

    def refuse(path: Path, *_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat" if lies else "iterdir", refuse)
    path = tmp_path / lies
    with pytest.raises(ScenarioError, match=re.escape(f"{path}: Permission denied")):
        read_bundle(str(path))
