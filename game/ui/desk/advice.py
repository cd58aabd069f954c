"""What the advisers of the person's seat recommend: the first line of each that holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from game.ui.desk.position import Position


@dataclass(frozen=True, slots=True)
class Voice:
    """An adviser's recommendation."""

    letter: str
    """The letter that marks it."""
    label: str
    """The office."""
    orders: tuple[str, ...]
    """The orders that it recommends, by id."""
    answers: tuple[str, ...]
    """The answers that it recommends, as `EVENT.OPTION`."""
    why: str
    """Its reason."""

    @property
    def choices(self) -> tuple[str, ...]:
        """All that it recommends."""
        return (*self.orders, *self.answers)


@lru_cache(maxsize=2)
def hear_advisers(position: Position) -> tuple[Voice, ...]:
    """Return what each adviser of the seat recommends at the opening."""
    scenario = position.scenario
    human = next((name for name, seat in scenario.seat.items() if seat.human), None)
    voices = []
    for adviser in scenario.adviser:
        if (adviser.seat or human) != position.seat:
            continue
        line = next((each for each in adviser.advice if position.standpoint.holds(each.when)), None)
        if line is not None:
            letter = adviser.letter or adviser.label[:1].upper()
            why = position.standpoint.write(line.why)
            voices.append(Voice(letter, adviser.label, line.order, line.answer, why))
    return tuple(voices)


def letters_for(voices: tuple[Voice, ...], choice: str) -> str:
    """Return the letters of the advisers that recommend a choice."""
    return "".join(voice.letter for voice in voices if choice in voice.choices)
