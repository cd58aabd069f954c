"""Run a tape with one function that numba compiles: a fixed interpreter over blocks of games.

It is compiled once for an installation and cached; no scenario is ever compiled. What an operation
means stands in `game.engine.batch.operations`. There is no fast-math and no fused multiply-add.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from game.engine.batch.kernels.code import CODES, COPY_MARKS, COPY_NUMBERS, REGION, ROLLS
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
SELECT, AIM, CURVE = CODES["select"], CODES["aim"], CODES["curve"]
LESS, REACH, EQUAL, DIFFER = (CODES[name] for name in ("less", "reach", "equal", "differ"))
BOTH, EITHER, ONLY, INVERT, MARK = (
    CODES[name] for name in ("both", "either", "only", "invert", "mark")
)

M0, M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
W0, W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
WORD, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)

N2, M2, U1, U2 = "float64[:, ::1]", "boolean[:, ::1]", "uint64[::1]", "uint64[:, ::1]"
SIGNATURE = (
    f"void(int64[:, ::1], {N2}, {M2}, {N2}, {M2}, {U1}, uint64, {U2}, int64[::1], {N2}, int64, int64)"
)


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
def number_row(state: Any, scratch: Any, place: Any, begin: Any, end: Any) -> Any:
    """Return a row of numbers."""
    own = state.shape[0]
    return state[place, begin:end] if place < own else scratch[place - own, : end - begin]


@njit(inline="always")
def mark_row(state: Any, scratch: Any, place: Any, begin: Any, end: Any) -> Any:
    """Return a row of marks."""
    own = state.shape[0]
    return state[place, begin:end] if place < own else scratch[place - own, : end - begin]


@njit(inline="always")
def follow(curves: Any, first: Any, count: Any, x: Any) -> Any:
    """Follow a curve."""
    segment = 0
    while segment < count and curves[first + segment, 0] <= x:
        segment += 1
    run = hold(x - curves[first + segment, 1])
    return hold(curves[first + segment, 2] + hold(run * curves[first + segment, 3]))


@njit
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
    elif code == GREATEST:
        for i in range(width):
            out[i] = b[i] if b[i] > a[i] else a[i]
    else:  # AIM
        for i in range(width):
            point = a[i] * b[i]
            out[i] = point if point < b[i] else np.nextafter(b[i], 0.0)


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
def draw(seeds: Any, turn: Any, low: Any, high: Any, mask: Any, everywhere: Any, out: Any) -> None:
    """Draw for one key, where it is needed."""
    for i in range(len(out)):
        if everywhere or mask[i]:
            out[i] = roll(seeds[i], turn, low, high)


@njit
def holds_anywhere(mask: Any) -> Any:
    """Tell whether some game of the block has a mark."""
    for mark in mask:
        if mark:
            return True
    return False


@njit(SIGNATURE, nogil=True, cache=True, error_model="numpy")
def run_block(
    steps: Any, numbers: Any, marks: Any, more_numbers: Any, more_marks: Any, seeds: Any,
    turn: Any, words: Any, masks: Any, curves: Any, begin: Any, end: Any,
) -> None:  # fmt: skip
    """Run a segment over the games from `begin` to `end`."""
    place = 0
    while place < len(steps):
        code, result = steps[place, 0], steps[place, 1]
        x, y, z = steps[place, 2], steps[place, 3], steps[place, 4]
        place += 1
        if code <= SHARE or code == LEAST or code == GREATEST or code == AIM:
            a = number_row(numbers, more_numbers, x, begin, end)
            b = number_row(numbers, more_numbers, y, begin, end)
            compute_two(code, a, b, number_row(numbers, more_numbers, result, begin, end))
        elif code <= COPY:
            a = number_row(numbers, more_numbers, x, begin, end)
            compute_one(code, a, number_row(numbers, more_numbers, result, begin, end))
        elif LESS <= code <= DIFFER:
            a = number_row(numbers, more_numbers, x, begin, end)
            b = number_row(numbers, more_numbers, y, begin, end)
            compare(code, a, b, mark_row(marks, more_marks, result, begin, end))
        elif BOTH <= code <= ONLY:
            m = mark_row(marks, more_marks, x, begin, end)
            n = mark_row(marks, more_marks, y, begin, end)
            join(code, m, n, mark_row(marks, more_marks, result, begin, end))
        elif code == REGION:
            if not holds_anywhere(mark_row(marks, more_marks, x, begin, end)):
                place = result
        elif code == NUMBER:
            m = mark_row(marks, more_marks, x, begin, end)
            out = number_row(numbers, more_numbers, result, begin, end)
            for i in range(end - begin):
                out[i] = 1.0 if m[i] else 0.0
        elif code == SELECT:
            m = mark_row(marks, more_marks, x, begin, end)
            a = number_row(numbers, more_numbers, y, begin, end)
            b = number_row(numbers, more_numbers, z, begin, end)
            out = number_row(numbers, more_numbers, result, begin, end)
            for i in range(end - begin):
                out[i] = a[i] if m[i] else b[i]
        elif code == INVERT or code == MARK:
            m = mark_row(marks, more_marks, x, begin, end)
            target = mark_row(marks, more_marks, result, begin, end)
            for i in range(end - begin):
                target[i] = m[i] != (code == INVERT)
        elif code == CURVE:
            a = number_row(numbers, more_numbers, x, begin, end)
            out = number_row(numbers, more_numbers, result, begin, end)
            for i in range(end - begin):
                out[i] = follow(curves, y, z, a[i])
        elif code == ROLLS:
            for k in range(y):
                out = number_row(numbers, more_numbers, result + k, begin, end)
                mask = mark_row(marks, more_marks, max(masks[x + k], 0), begin, end)
                low, high = words[x + k, 0], words[x + k, 1]
                draw(seeds[begin:end], turn, low, high, mask, masks[x + k] < 0, out)
        elif code == COPY_NUMBERS:
            for k in range(y):
                for i in range(begin, end):
                    numbers[result + k, i] = numbers[x + k, i]
        else:  # COPY_MARKS
            for k in range(y):
                for i in range(begin, end):
                    marks[result + k, i] = marks[x + k, i]

