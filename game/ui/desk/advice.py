"""What the advisers of the person's seat recommend, and the letters that mark it."""

from __future__ import annotations

from functools import lru_cache

from game.archive import advice
from game.archive.advice import Voice
from game.ui.desk.position import Position


@lru_cache(maxsize=2)
def hear_advisers(position: Position) -> tuple[Voice, ...]:
    """Return what each adviser recommends at the opening; asked once, since it is drawn often."""
    return advice.hear_advisers(position.standpoint, position.seat)


def letters_for(voices: tuple[Voice, ...], choice: str) -> str:
    """Return the letters of the advisers that recommend a choice."""
    return "".join(voice.letter for voice in voices if choice in voice.choices)
