"""Keyed luck of many games. Mirrors `game.engine.luck`, to the last bit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.luck import _MULTIPLIER_0, _MULTIPLIER_1, _WEYL_0, _WEYL_1, digest_key

Seeds: TypeAlias = NDArray[np.uint64]
"""The seeds of games."""

Words: TypeAlias = NDArray[np.uint64]
"""Words of 32 bits, each in 64."""

WORD = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
LANES = 4096
"""How many draws are made at a time, so that their words stay near the processor."""


def read_seeds(seeds: Sequence[int] | Seeds) -> Seeds:
    """Return seeds from 0 to 2**64 - 1 as an array."""
    return np.asarray(seeds, dtype=np.uint64)


def draw_many(seeds: Sequence[int] | Seeds, turn: int, key: str) -> NDArray[np.float64]:
    """Return for each seed what `roll(seed, turn, key)` gives."""
    array = read_seeds(seeds)
    low, high = (np.uint64(word) for word in digest_key(key))
    lows, highs = np.full(len(array), low), np.full(len(array), high)
    return draw_lanes(array, turn, lows, highs)


def draw_lanes(seeds: Seeds, turn: int, lows: Words, highs: Words) -> NDArray[np.float64]:
    """Return the draws of some seeds, each for an id of its own, given by its two words."""
    draws = np.empty(len(seeds))
    for begin in range(0, len(seeds), LANES):
        part = slice(begin, begin + LANES)
        first, second = _scramble(seeds[part], turn, lows[part], highs[part])
        np.right_shift(first, np.uint64(5), out=first)
        np.right_shift(second, np.uint64(6), out=second)
        np.multiply(first, np.uint64(67108864), out=first)
        np.add(first, second, out=first)
        np.divide(first, 9007199254740992.0, out=draws[part])
    return draws


def _scramble(seeds: Seeds, turn: int, lows: Words, highs: Words) -> tuple[Words, Words]:
    """Return the first two words that Philox4x32-10 makes of the counters."""
    low_key, high_key = seeds & WORD, seeds >> HALF
    a, b = np.full_like(seeds, turn), lows.copy()
    c, d = highs.copy(), np.zeros_like(seeds)
    first, second = np.empty_like(seeds), np.empty_like(seeds)
    for number in range(10):
        if number:
            np.add(low_key, np.uint64(_WEYL_0), out=low_key)
            np.bitwise_and(low_key, WORD, out=low_key)
            np.add(high_key, np.uint64(_WEYL_1), out=high_key)
            np.bitwise_and(high_key, WORD, out=high_key)
        np.multiply(a, np.uint64(_MULTIPLIER_0), out=first)
        np.multiply(c, np.uint64(_MULTIPLIER_1), out=second)
        np.right_shift(second, HALF, out=a)
        np.bitwise_xor(a, b, out=a)
        np.bitwise_xor(a, low_key, out=a)
        np.bitwise_and(second, WORD, out=b)
        np.right_shift(first, HALF, out=c)
        np.bitwise_xor(c, d, out=c)
        np.bitwise_xor(c, high_key, out=c)
        np.bitwise_and(first, WORD, out=d)
    return a, b
