"""What the tests of screens share."""

from tests.exercise.conftest import cheap_codes as cheap_codes
