"""Forecasts of plans at one opening: all under the same luck, each refined as far as is asked.

After the planned turn the seat goes on by the stance that suits the plan best. Which that is, is
found in worlds that count towards no odds, so that no plan profits from its luck there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from game.engine import Opening, Plan, Rules
from game.engine.stances import list_stances
from game.lab.forecast import Forecast, sum_up
from game.lab.futures import Course, Futures, play_futures
from game.policy.aim import aim_at_endings, find_aim
from game.policy.imagination import imagine, list_unknowns

if TYPE_CHECKING:
    from game.engine.batch import Tape

FUTURES = 1000
"""How many futures a forecast is made of."""

STEPS = (100,)
"""After so many the first numbers are told; more steps would each cost some 80 ms in NumPy."""

TRIALS = 48
"""In so many worlds each stance is tried after each plan, before any odds are made."""

PLAYING = Lock()
"""Only one thread plays futures at a time: they share the tape of the scenario."""

NOBODY: Mapping[str, str] = MappingProxyType({})
"""No seat is played by a policy of its own."""

TAPES: deque[Tape] = deque(maxlen=2)
"""The tapes of the scenarios that were played last."""

Choices = tuple[tuple[str, ...], tuple[tuple[str, str], ...]] | None
"""A plan as a key, whatever the order in which it was made."""

Name = tuple[Choices, int]
"""A course as a key."""


class Foresight:
    """What a seat can foresee at an opening."""

    def __init__(
        self,
        rules: Rules,
        opening: Opening,
        seat: str,
        names: Sequence[str],
        opponents: Mapping[str, str] = NOBODY,
        leans: bool = True,
    ) -> None:
        """Take an opening.

        Args:
            rules: The compiled scenario.
            opening: The opening that the seat sees.
            seat: Who plans.
            names: Variables and derived values that the seat sees.
            opponents: The names of the policies of other seats, where they are not the weights.
            leans: Whether it goes on by the stance that suits a plan best, or by its weights alone.
        """
        self.opponents = opponents
        self.rules = rules
        self.opening = opening
        self.seat = seat
        self.names = tuple(names)
        self.unknowns = list_unknowns(rules, opening.state, seat)
        self.stances = list_stances(rules, seat) if leans else ("",)
        scored = rules.seats[seat].score is not None
        self._aim = find_aim(rules, seat) if scored else aim_at_endings(rules, seat)
        self._courses: dict[Choices, Course] = {}
        self._known: dict[Name, Forecast] = {}

    def recall(self, plan: Plan | None) -> Forecast | None:
        """Return the forecast of a plan as far as it has been made."""
        course = self._courses.get(_key(plan))
        return self._known.get(_name(course)) if course else None

    def refine(self, plan: Plan | None, futures: int) -> Forecast:
        """Return the forecast of a plan from at least so many imagined worlds.

        Without a plan the seat chooses in this turn too as it goes on.
        """
        (forecast,) = self.refine_all((plan,), futures)
        return forecast

    def refine_all(self, plans: Sequence[Plan | None], futures: int) -> tuple[Forecast, ...]:
        """Return the forecasts of several plans from at least so many of the same worlds."""
        with PLAYING:
            self._settle(plans)
            return self._foresee([self._courses[_key(plan)] for plan in plans], futures)

    def refine_like(self, plan: Plan, others: Sequence[Plan], futures: int) -> tuple[Forecast, ...]:
        """Return the forecasts of other plans if the seat goes on after them as after this one."""
        with PLAYING:
            self._settle((plan,))
            stance = self._courses[_key(plan)].stance
            return self._foresee([Course(other, stance) for other in others], futures)

    def refine_stepwise(
        self, plans: Sequence[Plan | None], futures: int = FUTURES
    ) -> Iterator[tuple[Forecast, ...]]:
        """Yield the forecasts of several plans, each time from more of the same worlds."""
        for step in (*(step for step in STEPS if step < futures), futures):
            yield self.refine_all(plans, step)

    def _settle(self, plans: Sequence[Plan | None]) -> None:
        """Find the stance that suits each plan best, where that is not known yet."""
        wanted = {_key(plan): plan for plan in plans if _key(plan) not in self._courses}
        for given in (True, False):
            some = [plan for plan in wanted.values() if (plan is not None) == given]
            if some:
                self._courses |= {_key(course.plan): course for course in self._choose(some)}

    def _choose(self, plans: Sequence[Plan | None]) -> Iterator[Course]:
        """Yield for each plan the course of the highest mean worth; of equals the first."""
        places = range(len(self.stances))
        courses = [Course(plan, place) for plan in plans for place in places]
        means = [0.0] * len(courses)
        if len(places) > 1:
            chunks = self._play(range(FUTURES, FUTURES + TRIALS), courses, ())
            means = [_average(chunk.worths.tolist()) for chunk in chunks]
        for begin in range(0, len(courses), len(places)):
            yield courses[max((begin + place for place in places), key=means.__getitem__)]

    def _foresee(self, courses: Sequence[Course], futures: int) -> tuple[Forecast, ...]:
        """Return the forecasts of courses from at least so many worlds; what lacks is played."""
        lacking: dict[tuple[bool, int], dict[Name, Course]] = {}
        for course in courses:
            known = self._known.get(_name(course))
            tried = known.tried if known else 0
            if tried < futures:
                lacking.setdefault((course.plan is None, tried), {})[_name(course)] = course
        for (_, tried), found in lacking.items():
            self._extend(tuple(found.values()), tried, futures)
        return tuple(self._known[_name(course)] for course in courses)

    def _extend(self, courses: Sequence[Course], tried: int, futures: int) -> None:
        """Take courses in the worlds that are missing, all at once."""
        from game.engine.batch.kernels import warm_up

        chunks = self._play(range(tried, futures), courses, self.names)
        for course, chunk in zip(courses, chunks, strict=True):
            known = self._known.get(_name(course))
            played = (*(known.played if known else ()), chunk)
            stance = self.stances[course.stance]
            forecast = sum_up(self.rules, self.opening.turn, course.plan, stance, played)
            self._known[_name(course)] = forecast
        warm_up()  # After the first numbers: fetching compiled code would only delay them.

    def _play(
        self, numbers: range, courses: Sequence[Course], names: Sequence[str]
    ) -> tuple[Futures, ...]:
        """Take courses in the worlds of some numbers."""
        tape, state = find_tape(self.rules), self.opening.state
        worlds = imagine(tape, state, self.seat, numbers.start, numbers.stop)
        return play_futures(
            worlds, self.opening, self.seat, courses, names, self._aim, self.opponents
        )


def _average(worths: Sequence[float]) -> float:
    """Return the mean of worths, the same on every machine; 0 where there is none."""
    return fsum(worths) / len(worths) if worths else 0.0


def find_tape(rules: Rules) -> Tape:
    """Return the tape of a scenario, built when its first future is played."""
    for tape in TAPES:
        if tape.rules is rules:
            return tape
    from game.engine.batch import build_tape

    TAPES.append(build_tape(rules))
    return TAPES[-1]


def _key(plan: Plan | None) -> Choices:
    if plan is None:
        return None
    return tuple(sorted(plan.orders)), tuple(sorted(plan.choices.items()))


def _name(course: Course) -> Name:
    return _key(course.plan), course.stance
