"""Each operation of a tape has one meaning, in both kernels."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.batch.kernels import find_compiled
from game.engine.batch.kernels.arrays import ArrayKernel
from game.engine.batch.kernels.machine import CompiledKernel
from game.engine.batch.luck import draw_many
from game.engine.batch.operations import OPERATIONS
from game.engine.batch.registers import close_segment
from game.engine.batch.writer import Value, Writer
from game.engine.luck import roll
from game.formula.curves import make_curve

GAMES = 5
NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0),
    st.sampled_from([0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 1e308, -1e308, 5e-324]),
)
SHARES = st.floats(0.0, 1.0, exclude_max=True)
SUMS = st.floats(0.0, 1e300, allow_subnormal=False)


def run(kernel: str, writer: Writer, numbers: Any, marks: Any, seeds: Any, turn: int = 1) -> None:
    """Run a tape over columns."""
    module = find_compiled()
    assert module is not None
    columns = numbers, marks, seeds
    machine = ArrayKernel(*columns) if kernel == "numpy" else CompiledKernel(module, *columns)
    machine.run(close_segment(writer), turn)


def compute(kernel: str, name: str, columns: list[list[Any]], result: int) -> list[Any]:
    """Return what an operation gives for columns of what it reads, written to one of four rows."""
    rule = OPERATIONS[name]
    numbers, marks = np.zeros((4, GAMES)), np.zeros((4, GAMES), dtype=np.bool_)
    for place, (kind, column) in enumerate(zip(rule.reads, columns, strict=True)):
        (numbers if kind == "n" else marks)[place] = column
    writer = Writer(4, 4)
    reads = [writer.read(kind == "m", place) for place, kind in enumerate(rule.reads)]
    value = writer.emit(name, *reads)
    writer.store(rule.gives == "m", result, value)
    run(kernel, writer, numbers, marks, np.arange(GAMES, dtype=np.uint64))
    return list((numbers if rule.gives == "n" else marks)[result])


@pytest.mark.parametrize("kernel", ["numpy", "numba"])
@pytest.mark.parametrize("name", sorted(OPERATIONS))
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_operations(kernel: str, name: str, data: st.DataObject) -> None:
    """Both kernels give what the operation means, also where it overwrites what it reads."""
    kinds = {"n": NUMBERS, "m": st.booleans()}
    strategies = [kinds[kind] for kind in OPERATIONS[name].reads]
    if name == "aim":
        strategies = [SHARES, SUMS]
    columns = [data.draw(st.lists(one, min_size=GAMES, max_size=GAMES)) for one in strategies]
    if name == "share":
        columns[1] = [number or 1.0 for number in columns[1]]
    result = 3 if name == "aim" else data.draw(st.integers(0, 3))
    found = compute(kernel, name, columns, result)
    for game, value in enumerate(found):
        expected = OPERATIONS[name].meaning(*(column[game] for column in columns))
        if not (isinstance(expected, float) and math.isnan(expected)):
            assert value == expected


@pytest.mark.parametrize("kernel", ["numpy", "numba"])
@given(st.lists(NUMBERS, min_size=GAMES, max_size=GAMES))
def test_curves(kernel: str, xs: list[float]) -> None:
    """A curve has the same values in both kernels as for one game."""
    curve = make_curve([(0.0, 3.0), (10.0, -4.0), (50.0, 1e308)])
    numbers, marks = np.array([xs, xs]), np.zeros((1, GAMES), dtype=np.bool_)
    writer = Writer(2, 1)
    writer.store(False, 1, writer.emit("curve", writer.read(False, 0), curve=curve))
    run(kernel, writer, numbers, marks, np.arange(GAMES, dtype=np.uint64))
    assert list(numbers[1]) == [curve.read(x) for x in xs]


@pytest.mark.parametrize("kernel", ["numpy", "numba"])
@given(
    st.lists(st.integers(0, 2**64 - 1), min_size=GAMES, max_size=GAMES),
    st.integers(0, 400),
    st.lists(st.booleans(), min_size=GAMES, max_size=GAMES),
)
def test_rolls(kernel: str, seeds: list[int], turn: int, mask: list[bool]) -> None:
    """Keyed luck is that of one game, for every seed, wherever it is needed."""
    numbers, marks = np.full((2, GAMES), 7.0), np.array([mask])
    writer = Writer(2, 1)
    everywhere = writer.roll(["event/a", "ladder"])
    (masked,) = writer.roll(["order/b.1"], [writer.read(True, 0)])
    writer.store(False, 0, writer.emit("least", *everywhere))
    writer.store(False, 1, writer.emit("copy", masked))
    run(kernel, writer, numbers, marks, np.array(seeds, dtype=np.uint64), turn)
    for game, seed in enumerate(seeds):
        both = roll(seed, turn, "event/a"), roll(seed, turn, "ladder")
        assert numbers[0, game] == min(both)
        if mask[game]:
            assert numbers[1, game] == roll(seed, turn, "order/b.1")
    assert list(draw_many(seeds, turn, "var/x")) == [roll(seed, turn, "var/x") for seed in seeds]


def test_a_region_is_skipped_where_no_game_needs_it() -> None:
    """Steps of a region change nothing where no game of the block has its mark."""
    for kernel in ("numpy", "numba"):
        numbers, marks = np.zeros((1, GAMES)), np.zeros((1, GAMES), dtype=np.bool_)
        writer = Writer(1, 1)
        with writer.region(writer.read(True, 0)):
            writer.store(False, 0, writer.constant(4.0))
        run(kernel, writer, numbers, marks, np.arange(GAMES, dtype=np.uint64))
        assert not numbers.any()
        marks[0, 2] = True
        run(kernel, writer, numbers, marks, np.arange(GAMES, dtype=np.uint64))
        assert list(numbers[0]) == [4.0] * GAMES


def test_a_row_is_not_read_after_it_has_changed() -> None:
    """A tape that would read an old value from an overwritten row is refused when it is made."""
    writer = Writer(2, 0)
    old: Value = writer.read(False, 0)
    writer.store(False, 0, writer.constant(1.0))
    with pytest.raises(AssertionError, match="row 0 is read after it has changed"):
        writer.emit("add", old, writer.constant(1.0))
