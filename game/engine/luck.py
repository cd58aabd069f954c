"""Keyed luck: a roll is a pure function of the seed, the turn and what is rolled for.

The generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as
1, 2, 3", SC 2011), counter-based and published with test vectors. The key holds the seed, the
counter holds the turn and 64 bits of the SHA-256 of the id.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from game.errors import MalformedChoice

SEED_LIMIT = 1 << 64
"""Seeds run from 0 to one below this."""

_MULTIPLIER_0 = 0xD2511F53
_MULTIPLIER_1 = 0xCD9E8D57
_WEYL_0 = 0x9E3779B9
_WEYL_1 = 0xBB67AE85
_WORD = 0xFFFFFFFF
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

Words = tuple[int, int, int, int]


@lru_cache(maxsize=64)
def schedule_keys(seed: int) -> tuple[tuple[int, int], ...]:
    """Return the ten round keys of a seed from 0 to 2**64 - 1."""
    low, high = seed & _WORD, seed >> 32
    return tuple(((low + i * _WEYL_0) & _WORD, (high + i * _WEYL_1) & _WORD) for i in range(10))


def scramble(counter: Words, keys: tuple[tuple[int, int], ...]) -> Words:
    """Return the four 32-bit words that Philox4x32-10 makes of a counter."""
    a, b, c, d = counter
    for low, high in keys:
        first = _MULTIPLIER_0 * a
        second = _MULTIPLIER_1 * c
        a, b, c, d = (
            (second >> 32) ^ b ^ low,
            second & _WORD,
            (first >> 32) ^ d ^ high,
            first & _WORD,
        )
    return a, b, c, d


@lru_cache(maxsize=65536)
def digest_key(key: str) -> tuple[int, int]:
    """Return the two 32-bit words of the counter that stand for an id."""
    digest = hashlib.sha256(key.encode("utf-8")).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:8], "little")


def roll(seed: int, turn: int, key: str) -> float:
    """Return the draw in [0, 1), a multiple of 2**-53, for `key` in `turn` (0: the start)."""
    low, high = digest_key(key)
    first, second, _, _ = scramble((turn, low, high, 0), schedule_keys(seed))
    return ((first >> 5) * 67108864 + (second >> 6)) / 9007199254740992


def format_seed(seed: int) -> str:
    """Write a seed for people: below 2**40 as `7K2B-1X0Q` (Crockford's base 32), else in digits."""
    if seed >= 1 << 40:
        return str(seed)
    letters = "".join(_ALPHABET[(seed >> shift) & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def parse_seed(text: str) -> int:
    """Read a seed that people wrote: digits, or the letters of `format_seed`.

    Raises:
        MalformedChoice: The text is neither, or out of range.
    """
    plain = text.strip().upper()
    # A number of thousands of digits is no seed, and none that Python reads.
    if plain.isascii() and plain.isdigit() and len(plain) < 99 and int(plain) < SEED_LIMIT:
        return int(plain)
    letters = plain.replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    if len(letters) == 8 and all(letter in _ALPHABET for letter in letters):
        value = 0
        for letter in letters:
            value = value * 32 + _ALPHABET.index(letter)
        return value
    raise MalformedChoice(
        f"{text[:80]!r} is no seed: give a whole number from 0 to {SEED_LIMIT - 1}, "
        "or eight letters and digits such as 7K2B-1X0Q"
    )
