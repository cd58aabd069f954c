"""What the advisers of a seat recommend: the first line of each that holds."""

from __future__ import annotations

from dataclasses import dataclass

from game.archive.standpoint import Standpoint
from game.engine import Opening, Rules
from game.scenario.models import Adviser, Scenario
from game.scenario.models.endings import Advice


@dataclass(frozen=True, slots=True)
class Voice:
    """An adviser's recommendation."""

    adviser: str
    """Who recommends, by id."""
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
    asked = list_asked(standpoint.rules, standpoint.opening)
    voices = []
    for adviser in advisers_of(standpoint.rules.scenario, seat):
        line = next((each for each in adviser.advice if standpoint.holds(each.when)), None)
        if line is not None:
            answers, why = pick_answers(line, asked), standpoint.write(line.why)
            voices.append(
                Voice(adviser.id, letter_of(adviser), adviser.label, line.order, answers, why)
            )
    return tuple(voices)


def advisers_of(scenario: Scenario, seat: str) -> tuple[Adviser, ...]:
    """Return the advisers of a seat; those without a seat advise the first human one."""
    human = next((name for name, entry in scenario.seat.items() if entry.human), None)
    return tuple(each for each in scenario.adviser if (each.seat or human) == seat)


def letter_of(adviser: Adviser) -> str:
    """Return the letter that marks an adviser's recommendations."""
    return adviser.letter or adviser.label[:1].upper()


def list_asked(rules: Rules, opening: Opening) -> frozenset[str]:
    """Return the events that wait for answers, by id."""
    return frozenset(rules.events[demand.event].id for demand in opening.demands)


def pick_answers(line: Advice, asked: frozenset[str]) -> tuple[str, ...]:
    """Return the answers of a recommendation that are asked for now."""
    return tuple(answer for answer in line.answer if answer.partition(".")[0] in asked)
