"""Run a tape with one function that numba compiles: a fixed interpreter over blocks of games.

It is compiled once for an installation and cached; no scenario is ever compiled. What an operation
means stands in `game.engine.batch.operations`. There is no fast-math and no fused multiply-add.
"""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.numpy_support import carray

from game.engine.batch.kernels.code import CODES, COPY_NUMBERS, REGION, ROLLS
from game.formula.operations import LARGEST

ADD, SUBTRACT, MULTIPLY, DIVIDE, SHARE = (
    CODES[name] for name in ("add", "subtract", "multiply", "divide", "share")
)
SATURATE, LEAST, GREATEST, ABSOLUTE = (
    CODES[name] for name in ("saturate", "least", "greatest", "absolute")
)
FLOOR, ROUND, ROOT, COPY, NUMBER = (
    CODES[name] for name in ("floor", "round", "root", "copy", "number")
)
SELECT, AIM, ACCRUE, CURVE = (CODES[name] for name in ("select", "aim", "accrue", "curve"))
LESS, REACH, EQUAL, DIFFER = (CODES[name] for name in ("less", "reach", "equal", "differ"))
BOTH, EITHER, ONLY, INVERT, MARK = (
    CODES[name] for name in ("both", "either", "only", "invert", "mark")
)

M0, M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
W0, W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
WORD, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)

SIGNATURE = (
    "void(int64[:, ::1], int64[::1], int64[::1], int64, uint64[::1], uint64, uint64[:, ::1], "
    "int64[::1], float64[:, ::1])"
)
"""Of the kernel."""


def _point_at(context: Any, address: Any) -> Any:
    """Return an address as a pointer; a row that is found by it costs no counting of references."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return types.voidptr(address), generate


point_at: Any = intrinsic(_point_at)


@njit(inline="always")
def roll(seed: Any, turn: Any, low: Any, high: Any) -> Any:
    """Return a draw; `game.engine.luck.roll` of one game."""
    k0, k1 = seed & WORD, seed >> HALF
    a, b, c, d = turn, low, high, np.uint64(0)
    for _ in range(10):
        first, second = M0 * a, M1 * c
        a, b = (second >> HALF) ^ b ^ k0, second & WORD
        c, d = (first >> HALF) ^ d ^ k1, first & WORD
        k0, k1 = (k0 + W0) & WORD, (k1 + W1) & WORD
    whole = (a >> np.uint64(5)) * np.uint64(67108864) + (b >> np.uint64(6))
    return np.float64(np.int64(whole)) / 9007199254740992.0


@njit(inline="always")
def hold(value: Any) -> Any:
    """Hold a value within the finite doubles."""
    return LARGEST if value > LARGEST else -LARGEST if value < -LARGEST else value


@njit(inline="always")
def number_row(addresses: Any, place: Any, width: Any) -> Any:
    """Return a row of numbers."""
    return carray(point_at(addresses[place]), (width,), np.float64)


@njit(inline="always")
def bits_row(addresses: Any, place: Any, width: Any) -> Any:
    """Return the bits of a row of numbers."""
    return carray(point_at(addresses[place]), (width,), np.int64)


@njit(inline="always")
def mark_row(addresses: Any, place: Any, width: Any) -> Any:
    """Return a row of marks."""
    return carray(point_at(addresses[place]), (width,), np.bool_)


@njit(inline="always")
def follow(curves: Any, first: Any, count: Any, x: Any) -> Any:
    """Follow a curve."""
    segment = 0
    while segment < count and curves[first + segment, 0] <= x:
        segment += 1
    run = hold(x - curves[first + segment, 1])
    return hold(curves[first + segment, 2] + hold(run * curves[first + segment, 3]))


@njit(error_model="numpy")
def compute_two(code: Any, a: Any, b: Any, out: Any) -> None:
    """Compute a number of two."""
    width = len(out)
    if code == ADD:
        for i in range(width):
            out[i] = a[i] + b[i]
    elif code == SUBTRACT:
        for i in range(width):
            out[i] = a[i] - b[i]
    elif code == MULTIPLY:
        for i in range(width):
            out[i] = a[i] * b[i]
    elif code == DIVIDE:
        for i in range(width):
            out[i] = a[i] / b[i] if b[i] != 0.0 else 0.0
    elif code == SHARE:
        for i in range(width):
            out[i] = a[i] / b[i]
    elif code == LEAST:
        for i in range(width):
            out[i] = b[i] if b[i] < a[i] else a[i]
    else:  # GREATEST
        for i in range(width):
            out[i] = b[i] if b[i] > a[i] else a[i]


@njit
def aim(draws: Any, totals: Any, total_bits: Any, out: Any, out_bits: Any) -> None:
    """Find where draws fall; the next double below a sum has the bits of the one before it."""
    for i in range(len(out)):
        out[i] = draws[i] * totals[i]
    for i in range(len(out)):
        below = total_bits[i] - np.int64(totals[i] > 0.0)
        out_bits[i] = out_bits[i] if out[i] < totals[i] else below


@njit
def compute_one(code: Any, a: Any, out: Any) -> None:
    """Compute a number of one."""
    width = len(out)
    if code == COPY:
        for i in range(width):
            out[i] = a[i]
    elif code == SATURATE:
        for i in range(width):
            out[i] = hold(a[i])
    elif code == ABSOLUTE:
        for i in range(width):
            out[i] = abs(a[i])
    elif code == FLOOR:
        for i in range(width):
            out[i] = np.floor(a[i])
    elif code == ROUND:
        for i in range(width):
            out[i] = np.rint(a[i])
    else:  # ROOT
        for i in range(width):
            out[i] = np.sqrt(a[i]) if a[i] > 0.0 else 0.0


@njit
def compare(code: Any, a: Any, b: Any, out: Any) -> None:
    """Compare two numbers."""
    width = len(out)
    if code == LESS:
        for i in range(width):
            out[i] = a[i] < b[i]
    elif code == REACH:
        for i in range(width):
            out[i] = a[i] <= b[i]
    elif code == EQUAL:
        for i in range(width):
            out[i] = a[i] == b[i]
    else:  # DIFFER
        for i in range(width):
            out[i] = a[i] != b[i]


@njit
def join(code: Any, a: Any, b: Any, out: Any) -> None:
    """Join two marks."""
    width = len(out)
    if code == BOTH:
        for i in range(width):
            out[i] = a[i] & b[i]
    elif code == EITHER:
        for i in range(width):
            out[i] = a[i] | b[i]
    else:  # ONLY
        for i in range(width):
            out[i] = a[i] & (not b[i])


@njit
def accrue(total: Any, mark: Any, amount: Any, out: Any) -> None:
    """Add an amount where it is due."""
    for i in range(len(out)):
        out[i] = total[i] + mark[i] * amount[i]


@njit
def choose(mark: Any, yes: Any, no: Any, out: Any) -> None:
    """Select one of two numbers."""
    for i in range(len(out)):
        out[i] = yes[i] if mark[i] else no[i]


@njit
def count(mark: Any, out: Any) -> None:
    """Return marks as numbers."""
    for i in range(len(out)):
        out[i] = 1.0 if mark[i] else 0.0


@njit
def turn_mark(code: Any, mark: Any, out: Any) -> None:
    """Invert or copy marks."""
    for i in range(len(out)):
        out[i] = mark[i] != (code == INVERT)


@njit
def follow_all(curves: Any, first: Any, length: Any, x: Any, out: Any) -> None:
    """Follow a curve in every game."""
    for i in range(len(out)):
        out[i] = follow(curves, first, length, x[i])


@njit
def draw(seeds: Any, turn: Any, low: Any, high: Any, mask: Any, everywhere: Any, out: Any) -> None:
    """Draw for one key, where it is needed."""
    for i in range(len(out)):
        if everywhere or mask[i]:
            out[i] = roll(seeds[i], turn, low, high)


@njit
def holds_anywhere(mask: Any) -> Any:
    """Tell whether some game of the block has a mark."""
    found = False
    for place in range(len(mask)):
        found |= mask[place]
    return found


@njit(inline="always")
def copy_row(rows: Any, source: Any, target: Any, size: Any) -> None:
    """Copy the bytes of a row onto another."""
    read = carray(point_at(rows[source]), (size,), np.uint8)
    carray(point_at(rows[target]), (size,), np.uint8)[:] = read


@njit
def interpret(
    steps: Any, numbers: Any, marks: Any, width: Any, seeds: Any, turn: Any, words: Any,
    masks: Any, curves: Any,
) -> None:  # fmt: skip
    """Run a segment over a block of games, whose rows are given by their addresses."""
    place = 0
    while place < len(steps):
        code, result = steps[place, 0], steps[place, 1]
        x, y, z = steps[place, 2], steps[place, 3], steps[place, 4]
        place += 1
        if code <= DIVIDE or code in (SHARE, LEAST, GREATEST):
            a, b = number_row(numbers, x, width), number_row(numbers, y, width)
            compute_two(code, a, b, number_row(numbers, result, width))
        elif code == AIM:
            a, b = number_row(numbers, x, width), number_row(numbers, y, width)
            bits, out_bits = bits_row(numbers, y, width), bits_row(numbers, result, width)
            aim(a, b, bits, number_row(numbers, result, width), out_bits)
        elif code <= COPY and code != ACCRUE:
            a = number_row(numbers, x, width)
            compute_one(code, a, number_row(numbers, result, width))
        elif LESS <= code <= DIFFER:
            a, b = number_row(numbers, x, width), number_row(numbers, y, width)
            compare(code, a, b, mark_row(marks, result, width))
        elif BOTH <= code <= ONLY:
            m, n = mark_row(marks, x, width), mark_row(marks, y, width)
            join(code, m, n, mark_row(marks, result, width))
        elif code == REGION:
            if not holds_anywhere(mark_row(marks, x, width)):
                place = result
        elif code == ACCRUE:
            a, b = number_row(numbers, x, width), number_row(numbers, y, width)
            accrue(a, b, number_row(numbers, z, width), number_row(numbers, result, width))
        elif code == NUMBER:
            count(mark_row(marks, x, width), number_row(numbers, result, width))
        elif code == SELECT:
            m, a = mark_row(marks, x, width), number_row(numbers, y, width)
            choose(m, a, number_row(numbers, z, width), number_row(numbers, result, width))
        elif code in (INVERT, MARK):
            turn_mark(code, mark_row(marks, x, width), mark_row(marks, result, width))
        elif code == CURVE:
            a = number_row(numbers, x, width)
            follow_all(curves, y, z, a, number_row(numbers, result, width))
        elif code == ROLLS:
            for k in range(x, x + y):
                out = number_row(numbers, result + k - x, width)
                mask = mark_row(marks, max(masks[k], 0), width)
                draw(seeds, turn, words[k, 0], words[k, 1], mask, masks[k] < 0, out)
        elif code == COPY_NUMBERS:
            for k in range(y):
                copy_row(numbers, x + k, result + k, 8 * width)
        else:  # COPY_MARKS
            for k in range(y):
                copy_row(marks, x + k, result + k, width)


def _make_entry(order: int) -> Any:
    """Return the kernel for an order of the operations, which is a part of what it is cached by."""

    @njit(SIGNATURE, nogil=True, cache=True)
    def run_block(
        steps: Any, numbers: Any, marks: Any, width: Any, seeds: Any, turn: Any, words: Any,
        masks: Any, curves: Any,
    ) -> None:  # fmt: skip
        if order:
            interpret(steps, numbers, marks, width, seeds, turn, words, masks, curves)

    return run_block


# The cache knows when this file changes, but not when another does from which the codes come.
run_block = _make_entry(crc32(" ".join(CODES).encode()))
"""Runs a segment over a block of games, without holding the interpreter of Python."""
