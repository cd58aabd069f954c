"""The file of settings and who is asked before it: every value, every refusal, nothing lost."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import SettingsError
from game.ui.settings.file import (
    Kept,
    default_path,
    parse_settings,
    read_settings,
    render_settings,
    write_settings,
)
from game.ui.settings.model import GLYPHS, MOTION, SETTINGS, THEME
from game.ui.settings.preferences import ENVIRONMENT, FILE, LINE, USUAL, Preferences
from game.ui.settings.terminal import judge_terminal
from game.ui.theme import THEMES


def test_themes_are_those_that_are_drawn() -> None:
    """Rule: what can be set is what there is."""
    assert THEME.values[1:] == tuple(theme.name for theme in THEMES)


@given(
    st.fixed_dictionaries({}, optional={s.name: st.sampled_from(s.values) for s in SETTINGS}),
    st.dictionaries(
        st.sampled_from(["desk.undo", "desk.move_on", "end.copy", "loose"]),
        st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3).map(tuple),
    ),
)
def test_what_is_written_is_read(values: dict[str, str], keys: dict[str, tuple[str, ...]]) -> None:
    """Law: a file gives back what it was written from, usual values being left to the program."""
    kept = parse_settings(render_settings(Kept(values, keys)), "settings.toml")
    usual = {setting.name: setting.usual for setting in SETTINGS}
    assert {**usual, **kept.values} == {**usual, **values}
    assert (kept.keys, kept.problems, kept.broken) == (keys, (), False)


def test_every_problem_says_what_where_and_what_is_allowed() -> None:
    """Rule: an unknown key or a bad value is told, and the rest holds."""
    text = 'glyphs = "ascii"\n\ntheem = "x"\ntheme = "dusk"\nmotion = 3\nkeys = 1\n'
    kept = parse_settings(text, "settings.toml")
    assert kept.values == {"glyphs": "ascii"}
    assert kept.problems == (
        "settings.toml, line 3: there is no setting `theem`; did you mean `theme`?",
        "settings.toml, line 4: `theme` cannot be `dusk`; it is one of auto, map-table-at-night, "
        "paper-by-day, high-contrast, sixteen-colours",
        "settings.toml, line 5: `motion` cannot be 3; it is one of full, reduced",
        "settings.toml, line 6: `keys` must be a table, [keys]",
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"theme = ", "is not TOML: Invalid value"),
        (b"\xff\xfe", "cannot be read: it is not UTF-8"),
        (b"#" * 300_000, "cannot be read: it is larger than 256 KiB"),
        (b"a = " + b"[" * 5000, "is not TOML"),
        (b"a = " + b"9" * 5000, "is not TOML"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_raised(
    tmp_path: Path, data: bytes, words: str
) -> None:
    """Rule: the game starts anyway, with the usual settings."""
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    kept = read_settings(path)
    assert kept.values == {} and kept.broken
    assert len(kept.problems) == 1 and words in kept.problems[0]
    assert kept.problems[0].startswith(str(path))


def test_a_broken_file_is_moved_aside_and_not_lost(tmp_path: Path) -> None:
    """Rule: nothing that a player wrote is overwritten unread."""
    path = tmp_path / "settings.toml"
    path.write_text("theme = ", encoding="utf-8")
    Preferences(path=path).change("motion", "reduced")
    assert (tmp_path / "settings.toml.broken").read_text(encoding="utf-8") == "theme = "
    assert read_settings(path).values == {"motion": "reduced"}


def test_what_a_newer_version_knows_is_written_back(tmp_path: Path) -> None:
    """Rule: entries that are not understood survive a change."""
    path = tmp_path / "settings.toml"
    path.write_text('volume = 3\n[keys.desk]\ndance = "d"\n[sound]\nmusic = true\n')
    Preferences(path=path).change("theme", "paper-by-day")
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "theme": "paper-by-day", "volume": 3, "sound": {"music": True},
        "keys": {"desk": {"dance": "d"}},
    }  # fmt: skip


def test_a_table_that_is_none_gives_way_to_one(tmp_path: Path) -> None:
    """Rule: what is written is always a file that can be read."""
    path = tmp_path / "settings.toml"
    path.write_text('keys = 1\ntheme = "dusk"\nvolume = 3\n', encoding="utf-8")
    Preferences(path=path).change_keys({"desk.undo": ("z",)})
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "volume": 3, "keys": {"desk": {"undo": "z"}}
    }  # fmt: skip


def test_a_key_for_a_whole_screen_is_a_slip_that_is_kept(tmp_path: Path) -> None:
    """Rule: what is wrong in the file stays for its player to mend, beside what is right."""
    path = tmp_path / "settings.toml"
    path.write_text('[keys]\ndesk = "x"\n"desk.undo" = "z"\n', encoding="utf-8")
    Preferences(path=path).change("theme", "paper-by-day")
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {
        "theme": "paper-by-day", "keys": {"desk": "x", "desk.undo": "z"}
    }  # fmt: skip


def test_two_games_do_not_undo_each_others_changes(tmp_path: Path) -> None:
    """Rule: a change touches nothing but what was changed."""
    path = tmp_path / "settings.toml"
    first, second = Preferences(path=path), Preferences(path=path)
    first.change("theme", "high-contrast")
    second.change("motion", "reduced")
    assert read_settings(path).values == {"theme": "high-contrast", "motion": "reduced"}


def test_a_folder_that_cannot_be_written_is_told_and_the_change_holds(tmp_path: Path) -> None:
    """Rule: what cannot be kept holds until the program is left."""
    (tmp_path / "file").touch()
    preferences = Preferences(path=tmp_path / "file" / "settings.toml")
    with pytest.raises(SettingsError, match=r"cannot be kept in .*; they hold until you leave"):
        preferences.change("theme", "high-contrast")
    assert preferences.value("theme") == "high-contrast"


def test_writing_leaves_no_other_file(tmp_path: Path) -> None:
    """Rule: written whole, under its own name."""
    write_settings(tmp_path / "settings.toml", Kept({"glyphs": "ascii"}))
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_settings_lie_in_the_folder_of_configurations() -> None:
    """Rule: the user's own folder, as the system names it."""
    assert default_path().parts[-2:] == ("buffer-state", "settings.toml")
    assert str(default_path()).startswith(os.environ["XDG_CONFIG_HOME"])


def test_the_command_line_comes_before_environment_file_and_terminal(tmp_path: Path) -> None:
    """Rule: command line, environment, file, terminal; each says who asked."""
    path = tmp_path / "settings.toml"
    path.write_text('theme = "paper-by-day"\nglyphs = "unicode"\n', encoding="utf-8")
    environment = {"BUFFER_STATE_THEME": "sixteen-colours", "TERM": "linux"}
    given = {"theme": "high-contrast"}
    found = [
        (preferences.value("theme"), preferences.source(THEME))
        for preferences in (
            Preferences(given, environment, path),
            Preferences({}, environment, path),
            Preferences({}, {"TERM": "linux"}, path),
            Preferences({}, {"TERM": "linux"}),
        )
    ]
    assert found == [
        ("high-contrast", LINE), ("sixteen-colours", ENVIRONMENT), ("paper-by-day", FILE),
        ("sixteen-colours", USUAL),
    ]  # fmt: skip


def test_what_is_chosen_on_the_screen_takes_the_place_of_what_was_asked(tmp_path: Path) -> None:
    """Rule: the last word counts, and the next start without flags begins with it."""
    path = tmp_path / "settings.toml"
    preferences = Preferences({"theme": "high-contrast"}, {"NO_COLOR": "1"}, path)
    preferences.change("theme", "paper-by-day")
    assert preferences.value("theme") == "paper-by-day"
    assert Preferences(path=path).value("theme") == "paper-by-day"


def test_a_usual_value_is_not_written(tmp_path: Path) -> None:
    """Rule: the file holds what differs, so that a later version may have a better usual value."""
    path = tmp_path / "settings.toml"
    preferences = Preferences(path=path)
    preferences.change("motion", "reduced")
    preferences.change("motion", "full")
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize(
    ("environment", "encoding", "theme", "glyphs"),
    [
        ({}, None, "map-table-at-night", "unicode"),
        ({"TERM": "xterm-256color"}, "utf-8", "map-table-at-night", "unicode"),
        ({"TERM": "xterm-256color"}, "latin-1", "map-table-at-night", "ascii"),
        ({"TERM": "xterm"}, "UTF8", "sixteen-colours", "unicode"),
        ({"TERM": "linux"}, "utf-8", "sixteen-colours", "ascii"),
        ({"TERM": "dumb"}, "utf-8", "sixteen-colours", "ascii"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "utf-8", "map-table-at-night", "ascii"),
        ({"COLORTERM": "truecolor", "NO_COLOR": ""}, "utf-8", "high-contrast", "unicode"),
        ({"NO_COLOR": "1", "BUFFER_STATE_THEME": "paper-by-day"}, None, "paper-by-day", "unicode"),
    ],
)
def test_the_terminal_chooses_what_nobody_asked_for(
    environment: dict[str, str], encoding: str | None, theme: str, glyphs: str
) -> None:
    """Rule: few colours get the theme of sixteen, poor fonts and other encodings get ASCII."""
    preferences = Preferences({}, environment, encoding=encoding)
    assert (preferences.value("theme"), preferences.value("glyphs")) == (theme, glyphs)


def test_a_bad_value_of_the_environment_is_told() -> None:
    """Rule: it says which variable, and what is allowed."""
    preferences = Preferences({}, {"BUFFER_STATE_GLYPHS": "emoji"})
    assert preferences.problems == [
        "BUFFER_STATE_GLYPHS in the environment: `glyphs` cannot be `emoji`; "
        "it is one of auto, unicode, ascii"
    ]
    assert preferences.source(GLYPHS) == USUAL


def test_motion_follows_the_usual_variable_of_the_screens() -> None:
    """Rule: who has switched Textual's animations off has asked for reduced motion."""
    preferences = Preferences({}, {"TEXTUAL_ANIMATIONS": "none"})
    assert (preferences.value("motion"), preferences.source(MOTION)) == ("reduced", ENVIRONMENT)


def test_a_poor_terminal_is_described_only_where_something_was_chosen_for_it() -> None:
    """Rule: who has chosen is not told."""
    poor = {"TERM": "linux"}
    assert Preferences({}, poor).tell_compromise() == (
        "This terminal (linux) has sixteen colours and may lack the shapes of Unicode, "
        "so the game is drawn in sixteen colours and ASCII shapes."
    )
    chosen = {"theme": "sixteen-colours", "glyphs": "ascii"}
    assert Preferences(chosen, poor).tell_compromise() is None
    assert Preferences({}, {"TERM": "xterm-kitty"}).tell_compromise() is None
    assert judge_terminal({}, "no such encoding").encoding == "ascii"
