"""The catalogue of deeds and the keys: complete, readable, and never one that locks in."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

import game.ui
from game.ui.keyboard.catalogue import SCOPES, deeds_by_id
from game.ui.keyboard.changes import (
    change_key,
    find_rival,
    read_keys,
    refuse_key,
    restore_keys,
    write_changes,
)
from game.ui.keyboard.keyboard import USUAL, Keyboard
from game.ui.keyboard.names import PUNCTUATION, parse_key, spell_key
from game.ui.keyboard.reserved import RESERVED
from game.ui.settings.file import Kept, parse_settings, render_settings

FREE = {"↑↓", "enter", "esc", "type"}
"""Keys that rows name as they are: those of a widget of Textual's, reserved ones, any letter."""


def list_bindings() -> list[tuple[str, Binding]]:
    """Return the bindings of all screens and parts of the game, each with its class."""
    for module in pkgutil.walk_packages(game.ui.__path__, "game.ui."):
        importlib.import_module(module.name)
    classes, found = [DOMNode], []
    while classes:
        each = classes.pop()
        classes += each.__subclasses__()
        if each.__module__.startswith("game.ui."):
            own = each.__dict__.get("BINDINGS", [])
            found += [(each.__name__, binding) for binding in Binding.make_bindings(own)]
    return found


def test_every_key_of_every_screen_is_in_the_catalogue() -> None:
    """Rule: whatever a key does is listed with that key, so that it can be changed."""
    bindings = list_bindings()
    assert len(bindings) > 150
    stray = [
        (name, binding.key, binding.id)
        for name, binding in bindings
        if binding.id is None or binding.key not in deeds_by_id()[binding.id].keys
    ]
    assert stray == []
    unused = set(deeds_by_id()) - {binding.id for _, binding in bindings}
    assert unused == {"console.answer"}  # enter on a board's list does it


def test_no_deed_stands_twice_and_parts_exist() -> None:
    """Rule: one name, one deed, one screen."""
    names = [deed.id for scope in SCOPES for deed in scope.deeds]
    assert len(names) == len(set(names))
    assert {part for scope in SCOPES for part in scope.parts} <= {scope.name for scope in SCOPES}


def test_a_key_does_two_things_on_a_screen_only_by_intent() -> None:
    """Rule: where two share a key, the part with the cursor or the screen itself comes first."""
    shared = set()
    for deed in deeds_by_id().values():
        for key in deed.keys:
            rival = find_rival(deed.id, key, USUAL)
            if rival is not None:
                shared.add(frozenset((deed.id, rival[1].id)))
    assert {" ".join(sorted(pair)) for pair in shared} == {
        "app.search atlas.search", "app.search keys.find",
        "front.explain list.pick", "front.next list.down", "front.previous list.up",
        "front.next map.next", "front.previous map.previous",
        "causes.follow list.pick", "list.pick report.next", "console.answer list.pick",
        "asks.answer-a desk.advisers", "asks.answer-c desk.causes", "asks.answer-b seat.briefing",
        "asks.answer-b desk.rewind", "desk.rewind seat.briefing", "desk.atlas desk.ready",
        "desk.briefing desk.withdraw",
        "desk.argue desk.timeline", "list.last observer.newest",
    }  # fmt: skip


def test_no_screen_writes_a_key_that_can_be_changed() -> None:
    """Rule: rows of keys name deeds, so that they show the keys in force."""
    written = []
    for path in Path(game.ui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Key"
                and isinstance(node.args[0], ast.Constant)
            ):
                text = str(node.args[0].value)
                if not text.startswith("{") and text not in FREE:
                    written.append((path.name, text))
    assert written == []


def test_keys_are_called_what_people_call_them() -> None:
    """Rule: `?`, not `question_mark`; both can be written."""
    for name, written in PUNCTUATION.items():
        assert (spell_key(name), parse_key(written), parse_key(name)) == (written, name, name)
    for text, key in (
        ("w", "w"), ("W", "W"), ("Ctrl+W", "ctrl+W"), ("page up", "pageup"), ("F5", "f5"),
        ("space", "space"), ("esc", "escape"), ("→", "right"), ("é", "é"),
    ):  # fmt: skip
        assert parse_key(text) == key
    for text in ("", " ", "ww", "foo+w", "ctrl+", "f25"):
        assert parse_key(text) is None


def test_usual_keys_are_keys_of_the_library() -> None:
    """Rule: a key that is not there cannot be pressed."""
    known = {str(key.value) for key in Keys} | set(PUNCTUATION)
    for deed in deeds_by_id().values():
        for key in deed.keys:
            assert parse_key(spell_key(key)) == key
            assert len(key) == 1 or key in known


@pytest.mark.parametrize("key", sorted(RESERVED))
def test_reserved_keys_are_refused_with_the_reason(key: str) -> None:
    """Rule: esc, ctrl+q, ctrl+c and those that move and choose keep their meaning."""
    assert refuse_key("desk.undo", key, USUAL) == f"{spell_key(key)} {RESERVED[key]}"


def test_a_key_that_is_taken_is_refused_with_what_has_it() -> None:
    """Rule: the conflict is told, with the deed and the screen."""
    assert refuse_key("desk.undo", "i", USUAL) == (
        "i is taken on “The desk”: What the capitals intend, with odds"
    )
    assert refuse_key("desk.undo", "j", USUAL) == "j is taken on “The desk”: move the cursor down"
    assert refuse_key("desk.undo", "d", USUAL) == "d is taken on “The desk”: give answer d"
    assert refuse_key("list.up", "m", USUAL) == (
        "m is taken on “A seat's desk”: Messages: read them, write one"
    )
    assert refuse_key("end.copy", "i", USUAL) is None
    assert refuse_key("asks.answer-a", "w", USUAL) == "the keys of this one cannot be changed"


def test_a_key_that_became_free_can_be_given() -> None:
    """Rule: what counts are the keys in force; usual ones come back unless they are given away."""
    moved = change_key("desk.intents", "z", USUAL)
    taken = change_key("desk.undo", "i", moved)
    assert refuse_key("desk.undo", "i", moved) is None
    assert refuse_key("desk.intents", "i", taken) == (
        "i is taken on “The desk”: Take back the last change of the plan"
    )
    assert restore_keys("desk.undo", taken) == moved
    assert change_key("desk.causes", "c", change_key("desk.causes", "z", moved)) == moved
    swapped = Keyboard({"desk.undo": ("i",), "desk.intents": ("u",)})
    assert read_keys(write_changes(swapped)) == (swapped, ())


def test_reserved_keys_of_a_deed_stay_beside_changed_ones() -> None:
    """Rule: nobody is locked in: esc leaves, enter chooses, f1 shows the keys, whatever is set."""
    keyboard = Keyboard()
    for deed in ("sheet.leave", "app.help", "list.pick", "list.up"):
        keyboard = change_key(deed, "f7", keyboard)
    assert keyboard.keys("sheet.leave") == ("f7", "escape")
    assert keyboard.keys("app.help") == ("f7", "f1")
    assert keyboard.keys("list.pick") == ("f7", "enter")
    assert keyboard.keys("list.up") == ("f7", "up")
    assert keyboard.write("{list.up} {app.help}, {end.copy}") == "f7 f7, y"
    assert keyboard.keymap()["app.help"] == "f7,f1"


def test_keys_of_a_file_are_checked_one_by_one() -> None:
    """Rule: what cannot be is told with its place; the deed keeps its usual key."""
    keyboard, problems = read_keys({
        "desk.undo": ("z", "ctrl+z"), "desk.intents": ("y",), "desk.news": ("y",),
        "desk.promisse": ("p",), "end.copy": ("hyperspace",), "forecast.leave": ("esc", "v"),
        "asks.answer-a": ("x",), "title.load": ("o, v",), "report.after": (",",),
    })  # fmt: skip
    assert keyboard == Keyboard({"desk.intents": ("y",), "forecast.leave": ("v",)})
    assert problems == (
        "[keys] desk.promisse: there is no such thing to do; did you mean `desk.promises`?",
        "[keys] end.copy: there is no key `hyperspace`; keys are such as w, ?, f5, ctrl+w, space",
        "[keys] report.after: , is taken on “The report of the turn”: "
        "settings: colours, shapes, motion, keys",
        "[keys] title.load: o is taken on “The title”: settings: colours, shapes, motion, keys",
        "[keys] asks.answer-a: the keys of this one cannot be changed",
        "[keys] desk.news: y is taken on “The desk”: What the capitals intend, with odds",
        "[keys] desk.undo: ctrl+z puts programs to sleep",
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(deeds_by_id())),
            st.sampled_from([*"abcdefgzXYZ", "f5", "ctrl+w", "question_mark", "escape"]),
        ),
        max_size=12,
    )
)
def test_changes_that_were_allowed_can_be_written_and_read(
    wishes: list[tuple[str, str]],
) -> None:
    """Law: what the screen allows, the file gives back without a complaint."""
    keyboard = USUAL
    for deed, key in wishes:
        if refuse_key(deed, key, keyboard) is None:
            keyboard = change_key(deed, key, keyboard)
    kept = parse_settings(render_settings(Kept(keys=write_changes(keyboard))), "settings.toml")
    again, problems = read_keys(kept.keys)
    assert problems == ()
    assert again == keyboard
