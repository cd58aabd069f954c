"""What the advisers of a seat recommend: the first lines that hold, for orders and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from game.archive.standpoint import Standpoint
from game.engine import Opening, Rules
from game.engine.plans import list_open_actions
from game.scenario.models import Adviser, Scenario
from game.scenario.models.endings import Advice


class Saying(NamedTuple):
    """What an adviser recommends for one reason."""

    orders: tuple[str, ...]
    """Orders, by id."""
    answers: tuple[str, ...]
    """Answers, as `EVENT.OPTION`."""
    why: str
    """The reason."""

    @property
    def choices(self) -> tuple[str, ...]:
        """All that it recommends."""
        return (*self.orders, *self.answers)


@dataclass(frozen=True, slots=True)
class Voice:
    """An adviser's recommendations."""

    adviser: str
    """Who recommends, by id."""
    letter: str
    """The letter that marks it."""
    label: str
    """The office."""
    sayings: tuple[Saying, ...]
    """What it recommends, one reason after the other."""

    @property
    def choices(self) -> tuple[str, ...]:
        """All that it recommends."""
        return tuple(choice for saying in self.sayings for choice in saying.choices)


def hear_advisers(standpoint: Standpoint, seat: str) -> tuple[Voice, ...]:
    """Return what each adviser of a seat recommends at its opening."""
    choices = list_choices(standpoint.rules, standpoint.opening, seat)
    voices = []
    for adviser in advisers_of(standpoint.rules.scenario, seat):
        sayings = tuple(
            saying._replace(why=standpoint.write(saying.why))
            for saying in pick_sayings(adviser.advice, choices, standpoint.holds)
        )
        if sayings:
            voices.append(Voice(adviser.id, letter_of(adviser), adviser.label, sayings))
    return tuple(voices)


def advisers_of(scenario: Scenario, seat: str) -> tuple[Adviser, ...]:
    """Return the advisers of a seat; those without a seat advise the first human one."""
    human = next((name for name, entry in scenario.seat.items() if entry.human), None)
    return tuple(each for each in scenario.adviser if (each.seat or human) == seat)


def letter_of(adviser: Adviser) -> str:
    """Return the letter that marks an adviser's recommendations."""
    return adviser.letter or adviser.label[:1].upper()


def list_choices(rules: Rules, opening: Opening, seat: str) -> frozenset[str]:
    """Return the orders and answers that are open to a seat, answers as `EVENT.OPTION`."""
    answers = (
        f"{event.id}.{option.id}"
        for event in (rules.events[each.event] for each in opening.demands if seat in each.seats)
        for option in event.options_of(seat)
        if option.when is None or option.when(opening.frame) != 0.0
    )
    return frozenset((*(each.id for each in list_open_actions(rules, opening, seat)), *answers))


def pick_sayings(
    lines: Sequence[Advice], choices: frozenset[str], holds: Callable[[str | float | None], bool]
) -> tuple[Saying, ...]:
    """Return what an adviser says of the choices that are open.

    Orders come from the first line that holds and names an open one; each thing that is asked is
    answered by the first line that holds and names an open answer to it. A line that names nothing
    ends the list; its reason is given where there is nothing to recommend.
    """
    said: list[Saying] = []
    settled: set[str] = set()
    for line in lines:
        orders, answers = (
            tuple(each for each in named if each in choices and _subject_of(each) not in settled)
            for named in (line.order, line.answer)
        )
        last = not (line.order or line.answer)
        if (orders or answers or last) and holds(line.when):
            if last:
                return tuple(said) or (Saying((), (), line.why),)
            said.append(Saying(orders, answers, line.why))
            settled.update(map(_subject_of, (*orders, *answers)))
    return tuple(said)


def _subject_of(choice: str) -> str:
    """Return the event that a choice answers; all orders are one subject, an empty text."""
    event, dot, _ = choice.partition(".")
    return event if dot else ""
