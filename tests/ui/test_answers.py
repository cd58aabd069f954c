"""What people type into forms, read as names and numbers."""

from __future__ import annotations

import pytest

from game.errors import BufferStateError
from game.ui.exercise.answers import read_number, split_names


@pytest.mark.parametrize(("text", "number"), [("5", 5.0), ("−2,5", -2.5), (" 1e2 ", 100.0)])
def test_a_number_is_read_as_people_write_it(text: str, number: float) -> None:
    """With a comma, with a true minus."""
    assert read_number(text, "the odds") == number


@pytest.mark.parametrize("text", ["", "many", "nan", "inf", "-1e999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Rule: what nothing can be reckoned with is told as such, though Python reads it."""
    with pytest.raises(BufferStateError, match=r"^the odds must be a number, not "):
        read_number(text, "the odds")


def test_names_stand_apart_by_anything() -> None:
    """Commas, semicolons, blanks."""
    assert split_names("north, south;east  west") == ("north", "south", "east", "west")
