"""Keyed luck: the published generator, and rolls that depend on nothing but their key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.luck import format_seed, parse_seed, roll, schedule_keys, scramble
from game.errors import MalformedChoice

PUBLISHED = [
    # Random123, tests/kat_vectors, the three lines `philox4x32 10`.
    (
        (0x00000000, 0x00000000, 0x00000000, 0x00000000),
        (0x00000000, 0x00000000),
        (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8),
    ),
    (
        (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_generator_gives_its_published_vectors(
    counter: tuple[int, int, int, int], key: tuple[int, int], words: tuple[int, int, int, int]
) -> None:
    """`by a published counter-based generator with its published test vectors`."""
    assert scramble(counter, schedule_keys(key[0] | key[1] << 32)) == words


def test_roll_is_pinned() -> None:
    """`a roll is a pure function of the game's seed, the turn and the id`: the same for ever."""
    assert roll(7, 3, "event/snap-exercise") == 0.5546313027827916
    assert roll(7, 4, "event/snap-exercise") != roll(7, 3, "event/snap-exercise")
    assert roll(8, 3, "event/snap-exercise") != roll(7, 3, "event/snap-exercise")


@given(st.integers(0, 2**64 - 1), st.integers(0, 200), st.text(max_size=40))
def test_roll_lies_in_the_unit_interval(seed: int, turn: int, key: str) -> None:
    """`a draw u in [0, 1)`, a multiple of 2**-53."""
    drawn = roll(seed, turn, key)
    assert 0.0 <= drawn < 1.0
    assert (drawn * 2**53).is_integer()


def test_rolls_spread_evenly() -> None:
    """A thousand keys fill ten equal bins, none below 70 or above 130."""
    bins = [0] * 10
    for number in range(1000):
        bins[int(10 * roll(1, 1, f"event/{number}"))] += 1
    assert min(bins) >= 70
    assert max(bins) <= 130


@given(st.integers(0, 2**64 - 1))
def test_a_seed_can_be_shared_as_text(seed: int) -> None:
    """What is written for people is read back as the same seed."""
    assert parse_seed(format_seed(seed)) == seed


@pytest.mark.parametrize("text", ["", "minsk", "-1", str(2**64), "9" * 5000, "7K2B-1X0", "1.5"])
def test_what_is_no_seed_is_refused(text: str) -> None:
    """A seed is a whole number below 2**64 or eight letters and digits."""
    with pytest.raises(MalformedChoice, match="is no seed"):
        parse_seed(text)
