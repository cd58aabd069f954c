"""Where a cursor stands, in texts that are right and in texts that are being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.cursor import Cursor, find_cursor
from game.scenario.inspection import inspect
from game.scenario.models.base import Role
from game.scenario.slots import find_slots
from game.scenario.source import read_bundle
from game.scenario.survey import formulas_of
from game.scenario.tree import find_source
from tests.shipped import WRITTEN_OUT

PIECES = st.sampled_from(
    ["[", "]", "{", "}", "=", ",", ".", '"', "'", '"""', "'''", "\\", "#", "\n", " ", "a", "when",
     "[[action]]", "[var.x]", "add = { ", 'text = """', "ą", "🏰", "1.5"]
)  # fmt: skip


def find(text: str) -> Cursor:
    """Return where the `|` of a text stands."""
    return find_cursor(text.replace("|", "", 1), text.index("|"))


@pytest.mark.parametrize(
    ("text", "where", "keys", "typed"),
    [
        ("|", "key", (), ""),
        ("[[eve|nt]]", "header", (), "eve"),
        ("[event.op|", "header", (), "event.op"),
        ("[[action]] # the fi|rst", "comment", (), ""),
        ("[[action]]\n|", "key", ("action",), ""),
        ("[var.x]\nstart = 1\nra|", "key", ("var", "x"), "ra"),
        ("[var]\nx = { start = 1, ra|", "key", ("var", "x"), "ra"),
        ("var.x.ra|", "key", ("var", "x"), "ra"),
        (
            '[[action]]\nlater = [{ in = 1, add = { a = "b|',
            "string",
            ("action", "later", "add", "a"),
            "b",
        ),
        ('[[action]]\nadd = { a = "b" }\nwh|', "key", ("action",), "wh"),
        ('[[action]]\nadd = { a = "b" |', "value", ("action", "add", "a"), ""),
        ("[[test]]\nplay = [\n  ['a'],\n  ['b|", "string", ("test", "play"), "b"),
        ('[[event]]\ntext = """\nOne\n[two] |', "string", ("event", "text"), "\nOne\n[two] "),
        ('[[event]]\ntext = """\nOne"""\nwhen = |', "value", ("event", "when"), ""),
        ('[[event]]\ntext = "never closed\nwhen = "t|', "string", ("event", "when"), "t"),
        ("[[rule]]\nadd = { a = \n[[event]]\nte|", "key", ("event",), "te"),
        ('[balance]\n"ending.x|', "key", ("balance",), '"ending.x'),
        ('[balance]\n"ending.x" = { po|', "key", ("balance", "ending.x"), "po"),
    ],
)
def test_where_a_cursor_stands(text: str, where: str, keys: tuple[str, ...], typed: str) -> None:
    """The way of keys to the cursor, and what of its word stands before it."""
    cursor = find(text)
    assert (cursor.where, cursor.keys, cursor.typed) == (where, keys, typed)


def test_the_keys_that_a_table_has() -> None:
    """Those before the cursor, of its own table alone."""
    assert find('[[rule]]\nid = "x"\nadd = { a = 1 }\n|').given == {"id", "add"}
    assert find('[[rule]]\nid = "x"\nadd = { a = 1, b = 2, |').given == {"a", "b"}


@pytest.mark.parametrize("where", WRITTEN_OUT)
def test_every_formula_is_known_as_one_by_its_place(where: str) -> None:
    """What the text before a formula says agrees with what the models read it as."""
    inspection = inspect(read_bundle(where))
    assert inspection is not None
    sources = inspection.findings.sources
    formulas = [path for path, value in formulas_of(inspection.scenario) if isinstance(value, str)]
    for path in formulas[:: 1 + len(formulas) // 60]:
        source = find_source(inspection.findings.tree, path)
        start, _ = sources.offsets(source)
        cursor = find_cursor(sources.positions(source.file).text, start + 1)
        assert cursor.where == "string"
        assert cursor.keys == tuple(key for key in source.path if isinstance(key, str))
        assert Role.FORMULA in {slot.role for slot in find_slots(cursor.keys)}


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_is_too_broken(text: str) -> None:
    """Whatever is typed, the cursor is somewhere, and what is typed there is in the text."""
    cursor = find_cursor(text, len(text))
    assert cursor.typed in text
    find_slots(cursor.keys)
