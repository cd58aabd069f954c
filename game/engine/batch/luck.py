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

WORD, HALF = (np.array(number, dtype=np.uint64) for number in (0xFFFFFFFF, 32))
FIVE, SIX, SPAN = (np.array(number, dtype=np.uint64) for number in (5, 6, 67108864))
UNITS = np.array(9007199254740992.0)
MULTIPLIERS = np.array([[_MULTIPLIER_0], [_MULTIPLIER_1]], dtype=np.uint64)
WEYLS = np.array([[_WEYL_0], [_WEYL_1]], dtype=np.uint64)
"""The numbers of the generator as arrays, which NumPy reads faster than numbers."""

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
        np.right_shift(first, FIVE, first)
        np.right_shift(second, SIX, second)
        np.multiply(first, SPAN, first)
        np.add(first, second, first)
        np.divide(first, UNITS, draws[part])
    return draws


def _scramble(seeds: Seeds, turn: int, lows: Words, highs: Words) -> tuple[Words, Words]:
    """Return the first two words that Philox4x32-10 makes of the counters.

    The first word and the third stand in one array, the second and the fourth in another, so that
    each operation does both halves of a round.
    """
    shape = (2, len(seeds))
    keys, odd, even, products = (np.empty(shape, dtype=np.uint64) for _ in range(4))
    keys[0], keys[1] = seeds & WORD, seeds >> HALF
    odd[0], odd[1] = turn, highs
    even[0], even[1] = lows, 0
    crossed = products[::-1]
    for number in range(10):
        if number:
            np.add(keys, WEYLS, keys)
            np.bitwise_and(keys, WORD, keys)
        np.multiply(odd, MULTIPLIERS, products)
        np.right_shift(crossed, HALF, odd)
        np.bitwise_xor(odd, even, odd)
        np.bitwise_xor(odd, keys, odd)
        np.bitwise_and(crossed, WORD, even)
    return odd[0], even[0]
