"""Names that the format had before."""

from __future__ import annotations

import pytest

from game.scenario.renames import rename_keys

RENAMES = {("schema",): "format", ("event", "*", "ask"): "to", ("seat", "*", "bot"): "policy"}


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("schema = 1 # schema\n", "format = 1 # schema\n"),
        ('"schema" = 1\n', "format = 1\n"),
        ("schema = 1\nformat = 1\n", "schema = 1\nformat = 1\n"),
        ("[a]\nschema = 1\n", "[a]\nschema = 1\n"),
        (
            "[[event]]\nask = 'ask'\n[[event]]\nask = 2\n",
            "[[event]]\nto = 'ask'\n[[event]]\nto = 2\n",
        ),
        ("event = [{ ask = 1 }, { ask = 2 }]\n", "event = [{ to = 1 }, { to = 2 }]\n"),
        ("[seat.a.bot]\nx = 1\n[seat.a.bot.y]\n", "[seat.a.policy]\nx = 1\n[seat.a.policy.y]\n"),
        ("seat.a.bot.x = 1\nseat.a.bot.y = 1\n", "seat.a.policy.x = 1\nseat.a.policy.y = 1\n"),
        ("seat = 1\r\n\r\nschema=1", "seat = 1\r\n\r\nformat=1"),
    ],
)
def test_keys_are_renamed_wherever_they_stand(text: str, fixed: str) -> None:
    """In headers, pairs, dotted keys and inline tables; nothing else changes."""
    assert rename_keys(text, RENAMES).text == fixed


def test_what_was_renamed_is_told() -> None:
    """Each place once, in the order of the text."""
    renamed = rename_keys("schema = 1\n[[event]]\nask = 1\n", RENAMES)
    assert renamed.names == (("schema", "format"), ("ask", "to"))


def test_what_is_no_toml_is_refused() -> None:
    """A text that cannot be read is not guessed at."""
    with pytest.raises(ValueError, match="nvalid value"):
        rename_keys("schema = \n")
