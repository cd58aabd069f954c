"""How far a player is in the lessons of a scenario: which is current, and when it passes.

Lessons come in the order of the file, each in its turn. A lesson passes when what it waits for is
done, and never holds anyone up: it passes, too, when its turn is over or what it waits for cannot
be done in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, cast

from game.engine import SILENCE, Opening, Plan, Rules, check_plan
from game.errors import ChoiceError
from game.scenario.models import Lesson

WaitKind = Literal["continue", "causes", "commit", "order", "answer"]
"""What a lesson can wait for."""


class Wait(NamedTuple):
    """What a lesson waits for."""

    kind: WaitKind
    """The kind of deed."""
    name: str
    """The order or the event; empty for the other kinds."""


def read_wait(lesson: Lesson) -> Wait:
    """Return what a lesson waits for."""
    kind, _, name = lesson.wait.partition(".")
    return Wait(cast(WaitKind, kind), name)


@dataclass(frozen=True, eq=False)
class Course:
    """A player's way through the lessons; every step returns a new one."""

    rules: Rules
    """The compiled scenario."""
    opening: Opening
    """The turn in which the player is."""
    seat: str
    """The seat that the player has."""
    plan: Plan = SILENCE
    """What is planned."""
    lacks: frozenset[str] = frozenset()
    """The regions that the player has not before them; lessons that point there are left out."""
    explained: bool = False
    """Whether the causes of a number have been opened in this turn."""
    passed: frozenset[str] = frozenset()
    """The lessons that are behind the player."""
    current: Lesson | None = None
    """The lesson that is shown; none if all of this turn have passed."""
    ready: bool = False
    """Whether the current lesson only waits to be read."""

    @classmethod
    def begin(
        cls,
        rules: Rules,
        opening: Opening,
        seat: str,
        plan: Plan = SILENCE,
        lacks: frozenset[str] = frozenset(),
    ) -> Course:
        """Return the course at the first lesson of a turn."""
        return cls(rules, opening, seat, plan, lacks)._advance()

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons that the player can be given."""
        lessons = self.rules.scenario.lesson
        return tuple(lesson for lesson in lessons if lesson.point not in self.lacks)

    @property
    def place(self) -> tuple[int, int]:
        """The number of the current lesson, and of how many."""
        numbered = enumerate(self.lessons, 1)
        number = next((n for n, each in numbered if each is self.current), 0)
        return number, len(self.lessons)

    @property
    def hindered(self) -> bool:
        """Whether the order that is waited for does not fit beside the plan."""
        if self.current is None or self.ready:
            return False
        kind, name = read_wait(self.current)
        whole = Plan((*self.plan.orders, name), self.plan.choices)
        return kind == "order" and not self._is_allowed(whole)

    def follow(self, opening: Opening, plan: Plan) -> Course:
        """Take another plan, or the opening of another turn."""
        explained = self.explained and opening.turn == self.opening.turn
        return replace(self, opening=opening, plan=plan, explained=explained)._advance()

    def open_causes(self) -> Course:
        """Take note that the causes of a number were opened."""
        return replace(self, explained=True)._advance()

    def read_on(self) -> Course:
        """Leave the current lesson behind, if it only waits to be read."""
        if self.current is None or not self.ready:
            return self
        return replace(self, passed=self.passed | {self.current.id})._advance()

    def _advance(self) -> Course:
        """Pass the current lesson if what it waited for is done now, and find the next one.

        A lesson whose deed was done before it came up is ready: it is shown until it is read.
        """
        passed = self.passed
        if self.current is not None and not self.ready and self._is_met(self.current):
            passed |= {self.current.id}
        left = (each for each in self.lessons if each.id not in passed)
        found = next((each for each in left if self._fits(each)), None)
        if found is self.current:
            return self
        ready = found is not None and self._is_met(found)
        return replace(self, passed=passed, current=found, ready=ready)

    def _is_met(self, lesson: Lesson) -> bool:
        """Tell whether what a lesson waits for is done."""
        kind, name = read_wait(lesson)
        match kind:
            case "continue":
                return True
            case "causes":
                return self.explained
            case "order":
                return name in self.plan.orders
            case "answer":
                return name in self.plan.choices
        return False

    def _fits(self, lesson: Lesson) -> bool:
        """Tell whether a lesson is one of this turn and this seat, and can be done."""
        over = self.opening.state.end is not None
        if over or lesson.turn != self.opening.turn or self.seat != find_pupil(self.rules):
            return False
        kind, name = read_wait(lesson)
        if kind == "order":
            return self._is_allowed(Plan((name,)))
        if kind == "answer":
            return any(
                self.rules.events[demand.event].id == name and self.seat in demand.seats
                for demand in self.opening.demands
            )
        return True

    def _is_allowed(self, plan: Plan) -> bool:
        """Tell whether a plan can be carried out."""
        try:
            check_plan(self.rules, self.opening, self.seat, plan)
        except ChoiceError:
            return False
        return True


def find_pupil(rules: Rules) -> str | None:
    """Return the seat for which the lessons are written: the scenario's first human one."""
    seats = rules.scenario.seat
    return next((name for name, seat in seats.items() if seat.human), next(iter(seats), None))
