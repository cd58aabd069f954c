"""The index of positions, on texts whose positions are known because the test wrote them."""

from __future__ import annotations

from typing import Any

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario.positions import Path, Positions

BARE = st.text("abcxyz-_019", min_size=1, max_size=5)
KEYS = st.one_of(BARE, st.text("aé日 .\"'\\#=[]\t", max_size=4))
STRINGS = st.text(
    st.one_of(
        st.sampled_from("ab {}#=[],\"'\\\n\té日😀"),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
    ),
    max_size=8,
)
SCALARS = st.one_of(
    STRINGS,
    st.integers(-999, 999),
    st.booleans(),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: number + 0.0),
)
ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def write_code(character: str) -> str:
    """Return a character as an escape by its number."""
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


class Writer:
    """Writes TOML in many styles, and remembers where it wrote what."""

    def __init__(self, draw: Any) -> None:
        """Begin with an empty text."""
        self.draw = draw
        self.text = ""
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}

    def put(self, text: str) -> tuple[int, int]:
        """Write something and return where it stands."""
        start = len(self.text)
        self.text += text
        return start, len(self.text)

    def put_space(self, lines: bool = False) -> None:
        """Write nothing, blanks, or where lines may end, comments."""
        kinds = ["", " ", " \t"] + (["\n", " # [x] = 'y'\n\n"] if lines else [])
        self.put(self.draw(st.sampled_from(kinds)))

    def put_key(self, key: str) -> tuple[int, int]:
        """Write a key, bare where it can be."""
        bare = key and all(c.isascii() and (c.isalnum() or c in "-_") for c in key)
        if bare and self.draw(st.booleans()):
            return self.put(key)
        return self.put(self.quote(key, lines=False))

    def quote(self, text: str, lines: bool = True) -> str:
        """Return a string literal of some kind."""
        styles = ["basic", "lines", "folded"] if lines else ["basic"]
        if "'" not in text and text.replace("\n", "").isprintable():
            styles += (["raw"] if lines else []) + ([] if "\n" in text else ["literal"])
        style = self.draw(st.sampled_from(styles))
        if style == "literal":
            return f"'{text}'"
        if style == "raw":
            return f"'''\n{text}'''"
        if style == "folded":
            folds = (self.draw(st.sampled_from(["", "\\\n", "\\ \n\n \t"])) for _ in text)
            pairs = zip(folds, text, strict=False)
            folded = "".join(fold + self.escape(c, c.isspace()) for fold, c in pairs)
            return f'"""{folded}"""'
        escaped = "".join(self.escape(c) for c in text)
        return f'"""\n{escaped}"""' if style == "lines" else f'"{escaped}"'

    def escape(self, character: str, always: bool = False) -> str:
        """Return a character as a basic string may hold it."""
        if character in ESCAPED and not always:
            return ESCAPED[character]
        if always or not character.isprintable() or self.draw(st.booleans()):
            return write_code(character)
        return character

    def put_value(self, path: Path, value: Any) -> None:
        """Write a value on the right of an equals sign or in an array."""
        start = len(self.text)
        if isinstance(value, str):
            self.put(self.quote(value))
        elif isinstance(value, bool):
            self.put("true" if value else "false")
        elif isinstance(value, list):
            self._put_array(path, value)
        elif isinstance(value, dict):
            self._put_inline(path, value)
        else:
            self.put(repr(value))
        self.values[path] = (start, len(self.text))

    def _put_array(self, path: Path, value: list[Any]) -> None:
        self.put("[")
        for index, item in enumerate(value):
            self.put_space(lines=True)
            self.put_value((*path, index), item)
            self.put_space(lines=True)
            if index < len(value) - 1 or self.draw(st.booleans()):
                self.put(",")
        self.put_space(lines=True)
        self.put("]")

    def _put_inline(self, path: Path, value: dict[str, Any]) -> None:
        self.put("{")
        for index, (key, item) in enumerate(value.items()):
            self.put(", " if index else " ")
            self._put_pair(path, key, item)
        self.put(" }")

    def _put_pair(self, path: Path, key: str, item: Any) -> None:
        inner = (*path, key)
        self.keys[inner] = self.put_key(key)
        while isinstance(item, dict) and len(item) == 1 and self.draw(st.booleans()):
            self.put_space()
            self.put(".")
            self.put_space()
            (key, item), *_ = item.items()
            inner = (*inner, key)
            self.keys[inner] = self.put_key(key)
        self.put_space()
        self.put("=")
        self.put_space()
        self.put_value(inner, item)

    def put_table(self, header: list[str | int], value: dict[str, Any]) -> None:
        """Write the pairs of a table, then the tables inside it with headers of their own."""
        path = tuple(header)
        later = {}
        for key, item in value.items():
            tables = isinstance(item, list) and item and all(isinstance(i, dict) for i in item)
            if (isinstance(item, dict) or tables) and self.draw(st.booleans()):
                later[key] = item
                continue
            self.put_space(lines=True)
            self.put("\n")
            self._put_pair(path, key, item)
            self.put(self.draw(st.sampled_from(["\n", " # note\n"])))
        for key, item in later.items():
            if isinstance(item, dict):
                self._put_header([*header, key], "[", "]", None)
                self.put_table([*header, key], item)
            else:
                for index, each in enumerate(item):
                    self._put_header([*header, key], "[[", "]]", index)
                    self.put_table([*header, key, index], each)

    def _put_header(
        self, header: list[str | int], opening: str, closing: str, index: int | None
    ) -> None:
        self.put("\n" + opening)
        span = (0, 0)
        path: Path = ()
        for place, key in enumerate(header):
            path = (*path, key)
            if isinstance(key, int):
                continue
            self.put("." if place else "")
            self.put_space()
            span = self.put_key(key)
            self.keys.setdefault(path, span)
            self.put_space()
        self.keys[path] = self.keys.get(path, span)
        if index is not None:
            path = (*path, index)
            self.keys[path] = span
        self.values[path] = span
        self.put(closing + "\n")


def documents() -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for the data of small documents."""
    values = st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(KEYS, inner, max_size=3),
            st.lists(st.dictionaries(KEYS, inner, max_size=2), min_size=1, max_size=3),
        ),
        max_leaves=12,
    )
    return st.dictionaries(KEYS, values, max_size=4)


@settings(max_examples=80)
@given(documents(), st.data())
def test_keys_and_values_stand_where_they_were_written(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """The index agrees with whoever wrote the text, in every style that TOML has."""
    writer = Writer(data.draw)
    writer.put_table([], document)
    assert tomli.loads(writer.text) == document
    positions = Positions(writer.text)
    assert positions.keys == writer.keys
    assert positions.values == writer.values
    assert positions.duplicate is None


@settings(max_examples=80)
@given(STRINGS, st.data())
def test_characters_of_strings_stand_where_they_were_written(
    text: str, data: st.DataObject
) -> None:
    """A character of a string is found in its literal, behind escapes and folded lines."""
    writer = Writer(data.draw)
    literal = writer.quote(text)
    source = f"key = {literal}\n"
    assert tomli.loads(source)["key"] == text
    positions = Positions(source)
    ends = [positions.inside(("key",), i, i + 1)[0] for i in range(len(text) + 1)]
    assert ends == sorted(set(ends))
    for character, start in zip(text, ends, strict=False):
        forms = (character, ESCAPED.get(character, character), write_code(character))
        assert source.startswith(forms, start)


def test_lines_and_columns_are_counted_in_characters_from_1() -> None:
    """Columns are in characters, whatever their width or their number of bytes."""
    positions = Positions('# Мінск\nlabel = "日本" # x\n')
    start, end = positions.value_span(("label",))
    assert positions.line_and_column(start) == (2, 9)
    assert (start, end) == (16, 20)
    assert positions.line_text(2) == 'label = "日本" # x'


def test_the_second_of_two_keys_is_known() -> None:
    """A key that stands twice is found although tomli refuses the text."""
    positions = Positions("[a]\nb = 1\n[c]\nb = 2\n[a.d]\n[c.e]\nx.y = 1\nx.y = 2\n")
    assert positions.duplicate == (("c", "e", "x", "y"), (42, 43))
    assert Positions("[[a]]\n[[a]]\n").duplicate is None
    assert Positions("[a]\n[b]\n[a]\n").duplicate == (("a",), (9, 10))
