"""What the advisers of a seat recommend: the first line of each that holds."""

from __future__ import annotations

from dataclasses import dataclass

from game.archive.standpoint import Standpoint


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


def hear_advisers(standpoint: Standpoint, seat: str) -> tuple[Voice, ...]:
    """Return what each adviser of a seat recommends at its opening; answers only where asked."""
    scenario = standpoint.rules.scenario
    human = next((name for name, entry in scenario.seat.items() if entry.human), None)
    demands = standpoint.opening.demands
    asked = {standpoint.rules.events[demand.event].id for demand in demands}
    voices = []
    for adviser in scenario.adviser:
        line = next((each for each in adviser.advice if standpoint.holds(each.when)), None)
        if line is None or (adviser.seat or human) != seat:
            continue
        answers = tuple(each for each in line.answer if each.partition(".")[0] in asked)
        letter = adviser.letter or adviser.label[:1].upper()
        why = standpoint.write(line.why)
        voices.append(Voice(letter, adviser.label, line.order, answers, why))
    return tuple(voices)
