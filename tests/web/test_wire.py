"""What a browser may say: the page's own frames and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.web.wire import (
    Bucket,
    Looked,
    Pinged,
    Resized,
    Typed,
    WireError,
    read_frame,
    read_size,
)

NESTED = "[" * 100_000


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ('["stdin", "E\\u001b[A"]', Typed("E\x1b[A")),
        ('["stdin", "\\ud800x"]', Typed("x")),
        ('["resize", {"width": 100, "height": 30}]', Resized(100, 30)),
        ('["resize", {"width": 99999999, "height": -5}]', Resized(400, 5)),
        ('["ping", "1700000000000"]', Pinged("1700000000000")),
        ('["focus"]', Looked(True)),
        ('["blur"]', Looked(False)),
    ],
)
def test_the_pages_frames_are_read(text: str, frame: object) -> None:
    """Rule: keys, sizes within reason, pings and focus are understood."""
    assert read_frame(text) == frame


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", '["stdin"]', '["stdin", 3]', '["resize", {"width": "9"}]', '["quit"]',
     '{"type": "quit"}', '["ping", "' + "x" * 33 + '"]', '["stdin", "a", "b"]', NESTED],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """Rule: a frame that the page does not send is an error, not a crash."""
    with pytest.raises(WireError):
        read_frame(text)


@given(st.text() | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
).map(json.dumps))  # fmt: skip
def test_no_text_breaks_the_reader(text: str) -> None:
    """Law: any text is one of the frames or a WireError."""
    try:
        frame = read_frame(text)
    except WireError:
        return
    assert isinstance(frame, Typed | Resized | Pinged | Looked)


def test_sizes_in_addresses_are_bounded() -> None:
    """Rule: a size is a small number, else the usual one."""
    ends = (20, 400)
    sizes = ["120", "7", "99999", "1e9", "-3", "٣", None]
    assert [read_size(size, ends, 80) for size in sizes] == [120, 20, 400, 80, 80, 80, 80]


def test_an_allowance_refills_steadily() -> None:
    """Rule: what is taken flows in again at the rate, and never above the size."""
    bucket = Bucket.full(2, 1.0, now=0.0)
    assert [bucket.take(1, now) for now in (0.0, 0.0, 0.0, 1.0, 1.5)] == [
        True, True, False, True, False,
    ]  # fmt: skip
    assert [bucket.take(1, 100.0) for _ in range(3)] == [True, True, False]
